import type { Cell } from "./cell.ts";
import { safeCell } from "./safe-cell.ts";
import type { StyledCell, StyleName } from "./xlsx-writer.ts";

/** A cell with its look; nothing where there is nothing to show. */
export function styled(cell: Cell, style: StyleName, digits: number): StyledCell | null {
  return cell === null || cell === "" ? null : { cell: safeCell(cell), style, digits };
}

export function textCell(text: string, style: StyleName): StyledCell | null {
  return styled(text, style, 0);
}
