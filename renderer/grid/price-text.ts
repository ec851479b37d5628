const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
const DECIMALS_LEAST = 2;
const FIGURES = 5;

/** A price for reading: as many decimals as its first five figures need, and a sign of more. */
export function priceCellText(value: string): string {
  const match = PLAIN.exec(value);
  if (match === null) {
    return value;
  }
  const [, sign = "", whole = "", fraction = ""] = match;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const figuresBefore = whole === "0" ? 0 : whole.length;
  const leading = whole === "0" ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
  const places = Math.max(DECIMALS_LEAST, leading + FIGURES - figuresBefore);
  const kept = fraction.slice(0, places).replace(/0+$/, "").padEnd(DECIMALS_LEAST, "0");
  const isCut = /[1-9]/.test(fraction.slice(places));
  return `${sign === "" ? "" : "−"}${grouped}.${kept}${isCut ? "…" : ""}`;
}
