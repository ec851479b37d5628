import { minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { formatAmount } from "../../../../shared/format.ts";

/** An amount of a column: grouped, negatives in parentheses, digits under digits. */
export function money(amount: string, currency: string): string {
  return formatAmount(amount, { digits: digitsOf(currency), aligned: true });
}

/** Amounts per currency have no single currency; two decimals are shown then. */
function digitsOf(currency: string): number {
  return /^[A-Z]{3}$/.test(currency) ? minorUnitDigits(currency) : 2;
}
