const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
const DECIMALS_SHOWN = 4;

/** A quantity for reading: thousands separators, at most four decimals, and a sign of more. */
export function quantityText(value: string): string {
  const match = PLAIN.exec(value);
  if (match === null) {
    return value;
  }
  const [, sign = "", whole = "", fraction = ""] = match;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const kept = fraction.slice(0, DECIMALS_SHOWN).replace(/0+$/, "");
  const isCut = /[1-9]/.test(fraction.slice(DECIMALS_SHOWN));
  const decimals = kept === "" && !isCut ? "" : `.${kept}${isCut ? "…" : ""}`;
  return `${sign === "" ? "" : "−"}${grouped}${decimals}`;
}
