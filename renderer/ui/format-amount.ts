import { AMOUNT_SCALE, toUnits } from "../../shared/domain/amount.ts";
import { isCurrency, minorUnitDigits } from "../../shared/domain/currency.ts";
import { formatCount, formatPercent, formatAmount as formatText } from "../../shared/format.ts";

export { formatCount };

/** `auto` chooses by the largest amount of a page, and by how many figures stand side by side. */
export type AmountUnit = "auto" | "one" | "k" | "m";

/** How amounts of one column are written: divided by 10^power, rounded to `digits` decimals. */
export interface AmountStyle {
  readonly power: number;
  readonly digits: number;
  /** Follows the currency in a header: "", "k" or "m". */
  readonly suffix: string;
  /** Of a currency without a minor unit: decimals only where the amount carries them. */
  readonly isWhole?: boolean;
}

export const FULL: AmountStyle = { power: 0, digits: 2, suffix: "" };
const WHOLE: AmountStyle = { power: 0, digits: 0, suffix: "" };
const THOUSANDS: AmountStyle = { power: 3, digits: 1, suffix: "k" };
const MILLIONS: AmountStyle = { power: 6, digits: 2, suffix: "m" };
const MILLION_UNITS = 10n ** BigInt(AMOUNT_SCALE + 6);
const TEN_THOUSAND_UNITS = 10n ** BigInt(AMOUNT_SCALE + 4);

/** To the minor unit of a currency: cents, fils, or none for yen. */
export function fullIn(currency: string | null | undefined): AmountStyle {
  const digits =
    currency !== null && currency !== undefined && isCurrency(currency)
      ? minorUnitDigits(currency)
      : FULL.digits;
  return digits === 0 ? { ...FULL, isWhole: true } : { ...FULL, digits };
}

/** An overview of many columns leaves the cents out from ten thousand on. */
export function amountStyle(
  unit: AmountUnit,
  largest: string,
  currency: string | null,
  detail: "cents" | "overview" = "cents",
): AmountStyle {
  switch (unit) {
    case "one":
      return fullIn(currency);
    case "k":
      return THOUSANDS;
    case "m":
      return MILLIONS;
    case "auto": {
      const units = toUnits(largest);
      const magnitude = units < 0n ? -units : units;
      if (magnitude >= MILLION_UNITS) {
        return THOUSANDS;
      }
      return detail === "overview" && magnitude >= TEN_THOUSAND_UNITS ? WHOLE : fullIn(currency);
    }
  }
}

export interface FormattedAmount {
  /** With thousands separators, without sign. "–" where the exact amount is zero. */
  readonly digits: string;
  readonly isNegative: boolean;
  readonly isZero: boolean;
}

/**
 * Writes exact decimal text for reading.
 * Rounding: half away from zero to the style's decimals; the exact text is never changed
 */
export function splitAmount(amount: string, style: AmountStyle = FULL): FormattedAmount {
  const { power, isWhole = false } = style;
  const digits = isWhole && !/\.\d*[1-9]/.test(amount) ? 0 : style.digits;
  const text = formatText(amount, { digits, power, negative: "minus", zero: "–" });
  const isNegative = text.startsWith("-");
  return { digits: isNegative ? text.slice(1) : text, isNegative, isZero: text === "–" };
}

/** One text: parentheses for negatives, "–" for zero. */
export function formatAmount(amount: string, style: AmountStyle = FULL): string {
  const { digits, isNegative } = splitAmount(amount, style);
  return isNegative ? `(${digits})` : digits;
}

/** With a true minus sign, for sentences. */
export function spellAmount(amount: string, style: AmountStyle = FULL): string {
  const { digits, isNegative, isZero } = splitAmount(amount, style);
  const suffix = style.suffix === "" || isZero ? "" : ` ${style.suffix}`;
  return `${isNegative ? "−" : ""}${isZero ? "0" : digits}${suffix}`;
}

/** "USD" or "USD k": the unit, said once in a header. */
export function unitLabel(currency: string, style: AmountStyle): string {
  return style.suffix === "" ? currency : `${currency} ${style.suffix}`;
}

/** part ÷ whole in percent with `digits` decimals, or null where the whole is zero. */
export function percentOf(part: string, whole: string, digits = 1): string | null {
  return toUnits(whole) === 0n
    ? null
    : formatPercent(part, whole, digits).replace("-", "−").replace(" %", "");
}

/** A short count for the rail: 4.2 m, 12 k, 873. */
export function shortCount(count: number): string {
  if (count >= 1_000_000) {
    const tenths = Math.floor(count / 100_000);
    return `${Math.floor(tenths / 10)}.${tenths % 10} m`;
  }
  return count >= 10_000 ? `${Math.floor(count / 1000)} k` : formatCount(count);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
