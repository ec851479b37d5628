import type { CellFormat, TableColumn } from "./table.ts";

type Extras = Omit<TableColumn, "key" | "header" | "format">;

function column(format: CellFormat) {
  return (key: string, header: string, extras: Extras = {}): TableColumn => ({
    key,
    header,
    format,
    ...extras,
  });
}

export const textColumn = column("text");
/** Sentences: wrapped, and as wide as a line of reading. */
export const proseColumn = column("prose");
export const amountColumn = column("amount");
/** An amount whose zero is a statement, shown as 0.00. */
export const differenceColumn = column("difference");
export const countColumn = column("count");
export const quantityColumn = column("quantity");
export const shareColumn = column("share");
export const checkColumn = column("check");

/** Column headers made of data, told apart where two are written alike. */
export function uniqueHeaders(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const text = header.trim() === "" ? "(none)" : header.replace(/\s+/g, " ").slice(0, 200);
    const count = (seen.get(text.toLowerCase()) ?? 0) + 1;
    seen.set(text.toLowerCase(), count);
    return count === 1 ? text : `${text} (${count})`;
  });
}
