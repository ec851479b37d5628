/** What rounding took from a column: cells, and Σ(text − stored) exactly. */
export class LostFraction {
  cells = 0;
  private sum = 0n;
  private scale = 0;

  /** Adds `digits` in units of 10^-scale. */
  add(digits: bigint, scale: number, cells = 1): void {
    if (digits === 0n && cells <= 1) {
      return;
    }
    this.cells += cells;
    const wider = Math.max(scale, this.scale);
    this.sum = this.sum * 10n ** BigInt(wider - this.scale) + digits * 10n ** BigInt(wider - scale);
    this.scale = wider;
  }

  /** Σ(text − stored) in units of 10^-scale. */
  get total(): { readonly digits: bigint; readonly scale: number } {
    return { digits: this.sum, scale: this.scale };
  }
}

/** "1 cell has", "3 cells have" */
export function cellsHave(cells: number): string {
  return cells === 1 ? "1 cell has" : `${cells} cells have`;
}
