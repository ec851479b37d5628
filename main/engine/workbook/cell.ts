/** What a formula gives; a bigint is a decimal in units of 10^-12. */
export type FormulaValue = bigint | boolean | string;

/** A formula without its equals sign, and what it gives. */
export interface Formula {
  readonly formula: string;
  readonly value: FormulaValue;
}

/**
 * The content of one cell. Units: a bigint is a decimal in units of 10^-12, already rounded to
 * what the cell shows; a number is a count.
 */
export type Cell = string | bigint | number | boolean | null | Formula;

export function isFormula(cell: Cell): cell is Formula {
  return typeof cell === "object" && cell !== null;
}

export function cellValue(cell: Cell): FormulaValue | number | null {
  return isFormula(cell) ? cell.value : cell;
}
