/**
 * An amount as a floating-point number, for a place on a screen and for nothing else.
 * Rounding: to the nearest number a screen can show; no text and no sum may come from it
 */
export function plotNumber(amount: string): number {
  return Number(amount);
}
