import type { ReadCell } from "../xlsx/read-cells.ts";
import type { SafeCell } from "./safe-cell.ts";

/** A cell read back in the form it was written from; numbers as the file's readers see them. */
export function readSafeCell(cell: ReadCell | undefined): SafeCell | null {
  if (cell === undefined) {
    return null;
  }
  const value = readValue(cell);
  return cell.formula === null
    ? { kind: "value", value }
    : { kind: "formula", formula: cell.formula, value };
}

function readValue({ kind, text }: ReadCell): string | number | boolean {
  switch (kind) {
    case "number":
      return Number(text);
    case "boolean":
      return text === "TRUE";
    default:
      return text;
  }
}
