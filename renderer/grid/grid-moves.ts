/** A place in a grid; row −1 is the header. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

export interface GridBounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen: one page. */
  readonly pageRows: number;
}

export interface KeyPress {
  readonly key: string;
  readonly isControl: boolean;
}

/** Where a key moves the active cell, or null where the key is no move. */
export function moveCell(from: GridCell, press: KeyPress, bounds: GridBounds): GridCell | null {
  const target = targetOf(from, press, bounds);
  return target === null ? null : clampCell(target, bounds);
}

function targetOf(
  { row, column }: GridCell,
  { key, isControl }: KeyPress,
  { rows, columns, pageRows }: GridBounds,
): GridCell | null {
  switch (key) {
    case "ArrowUp":
      return { row: isControl ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: isControl ? rows - 1 : row + 1, column };
    case "ArrowLeft":
      return { row, column: isControl ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: isControl ? columns - 1 : column + 1 };
    case "Home":
      return { row: isControl ? 0 : row, column: 0 };
    case "End":
      return { row: isControl ? rows - 1 : row, column: columns - 1 };
    case "PageUp":
      return { row: Math.max(0, row - pageRows), column };
    case "PageDown":
      return { row: Math.max(0, row) + pageRows, column };
    default:
      return null;
  }
}

export function clampCell({ row, column }: GridCell, { rows, columns }: GridBounds): GridCell {
  return {
    row: Math.max(-1, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  };
}
