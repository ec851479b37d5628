import { isCurrency, minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { formatAmount } from "../../../../shared/format.ts";

/** An amount of a column: grouped, negatives in parentheses, digits under digits. */
export function money(amount: string, currency: string): string {
  return formatAmount(amount, { digits: digitsOf(currency), aligned: true });
}

/** Two decimals where amounts have no single currency, or one of a code that is no more. */
function digitsOf(currency: string): number {
  return isCurrency(currency) ? minorUnitDigits(currency) : 2;
}
