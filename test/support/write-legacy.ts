import { utils, type WorkBook, type WorkSheet, write } from "@e965/xlsx";

/** The layouts of a workbook beside .xlsx. */
export type LegacyLayout = "xls" | "xlsb" | "ods";

/** A workbook of one or more sheets as bytes, in one of the older layouts. */
export function buildLegacy(
  layout: LegacyLayout,
  sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>,
  change: (sheet: WorkSheet, book: WorkBook) => void = () => undefined,
): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(
      rows.map((row) => [...row]),
      { UTC: true },
    );
    utils.book_append_sheet(book, sheet, name);
    change(sheet, book);
  }
  return new Uint8Array(write(book, { type: "buffer", bookType: layout }) as Buffer);
}
