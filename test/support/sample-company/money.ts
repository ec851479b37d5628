import { AMOUNT_SCALE, fromUnits, toUnits } from "../../../shared/domain/amount.ts";

const ONE = 10n ** BigInt(AMOUNT_SCALE);
export const CENT = ONE / 100n;

/** Price × quantity; refuses a product that does not fit the twelve stored decimals. */
export function multiply(price: string, quantity: string): string {
  const product = toUnits(price) * toUnits(quantity);
  if (product % ONE !== 0n) {
    throw new RangeError(`${price} × ${quantity} has more than ${AMOUNT_SCALE} decimals`);
  }
  return fromUnits(product / ONE);
}

export function sum(amounts: readonly string[]): string {
  return fromUnits(amounts.reduce((total, amount) => total + toUnits(amount), 0n));
}

/** What brings `total` to the next multiple of `step` at or above `least`. */
export function amountUpTo(total: string, least: string, step: bigint): string {
  const reached = toUnits(total) + toUnits(least);
  const short = (step - (reached % step)) % step;
  return fromUnits(toUnits(least) + short);
}

/** Two decimals, always written, as a ledger prints them. */
export function cents(amount: string): string {
  const units = toUnits(amount);
  if (units % CENT !== 0n) {
    throw new RangeError(`${amount} is not a whole number of cents`);
  }
  const text = fromUnits(units);
  const [whole = "0", fraction = ""] = text.split(".");
  return `${whole}.${fraction.padEnd(2, "0")}`;
}
