import { fromUnits } from "../../../../shared/domain/amount.ts";

const SCALE = 12;

/** What rounding to twelve decimals lost, per column, exactly. */
export class LostDigits {
  private readonly columns = new Map<string, { cells: number; digits: bigint; scale: number }>();

  /** `digits` is (text − stored) in units of 10^-(12 + scale). */
  add(column: string, digits: bigint, scale: number): void {
    if (digits === 0n) {
      return;
    }
    const sum = this.columns.get(column) ?? { cells: 0, digits: 0n, scale: 0 };
    const wider = Math.max(sum.scale, scale);
    const aligned = (value: bigint, from: number): bigint => value * 10n ** BigInt(wider - from);
    this.columns.set(column, {
      cells: sum.cells + 1,
      digits: aligned(sum.digits, sum.scale) + aligned(digits, scale),
      scale: wider,
    });
  }

  /** One entry per column that lost digits: how many cells, and Σ(text − stored). */
  entries(): { column: string; cells: number; lost: string }[] {
    return [...this.columns].map(([column, { cells, digits, scale }]) => ({
      column,
      cells,
      lost: fromUnits(digits, SCALE + scale),
    }));
  }
}
