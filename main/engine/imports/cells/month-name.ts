const MONTHS: readonly (readonly string[])[] = [
  ["january", "januar", "jänner", "janvier", "enero"],
  ["february", "februar", "février", "febrero"],
  ["march", "märz", "maerz", "mars", "marzo"],
  ["april", "avril", "abril", "avr"],
  ["may", "mai", "mayo"],
  ["june", "juni", "juin", "junio"],
  ["july", "juli", "juillet", "julio"],
  ["august", "août", "aout", "agosto"],
  ["september", "septembre", "septiembre", "sept"],
  ["october", "oktober", "octobre", "octubre"],
  ["november", "novembre", "noviembre"],
  ["december", "dezember", "décembre", "diciembre"],
];

/** Month number `01`…`12` of a name or its abbreviation of three or more letters. */
export function monthByName(name: string): string | null {
  const lower = name.toLowerCase();
  if (lower.length < 3) {
    return null;
  }
  const found = MONTHS.flatMap((names, index) =>
    names.some((known) => known.startsWith(lower)) ? [index + 1] : [],
  );
  const [month] = found;
  return month === undefined || found.length > 1 ? null : String(month).padStart(2, "0");
}
