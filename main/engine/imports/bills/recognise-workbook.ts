import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import type { StagedFile } from "../loaded-file.ts";
import type { FileRow, RowSource } from "../readers/file-row.ts";
import { openXlsx } from "../readers/xlsx.ts";
import { type ChargeFile, findHeader, understand } from "./recognise-charges.ts";

/** A billing file on one sheet of a workbook, understood but not yet read. */
export interface ChargeSheet extends ChargeFile {
  readonly sheet: string;
  readonly headerLine: number;
  readonly width: number;
}

const SAMPLE_ROWS = 2_000;

/**
 * The bill on a sheet of a workbook; null where no sheet holds one.
 * Errors: `mapping-invalid` where the mapping names a sheet there is not
 */
export async function recogniseChargeWorkbook(
  staged: StagedFile,
  mapping: Mapping | null,
): Promise<ChargeSheet | null> {
  const file = await openXlsx(staged.path, staged.name);
  try {
    // In an archive it names the workbook.
    const wanted = staged.archive === undefined ? mapping?.sheet : undefined;
    const sheets = file.sheets.filter(({ name }) => wanted === undefined || name === wanted);
    const bills: ChargeSheet[] = [];
    for (const sheet of sheets) {
      const bill = await sheetBill(sheet.name, file.rowsOf(sheet), mapping);
      if (bill !== null) {
        bills.push(bill);
      }
    }
    const [bill] = bills;
    return bill === undefined ? null : { ...bill, questions: questionsOf(bill, bills) };
  } finally {
    file.close();
  }
}

/** Every sheet that holds a bill asks to be named, so that none is left out unseen. */
function questionsOf(bill: ChargeSheet, bills: readonly ChargeSheet[]): ChargeSheet["questions"] {
  const names = bills.map(({ sheet }) => `"${sheet}"`).join(", ");
  const question = `Which sheet holds the charges: ${names}? State it as sheet in a mapping.`;
  return bills.length === 1 ? bill.questions : [{ column: "sheet", question }, ...bill.questions];
}

async function sheetBill(
  sheet: string,
  source: RowSource,
  mapping: Mapping | null,
): Promise<ChargeSheet | null> {
  const rows: FileRow[] = [];
  for await (const batch of source.rows()) {
    rows.push(...batch);
    if (rows.length >= SAMPLE_ROWS) {
      break;
    }
  }
  const header = findHeader(rows, mapping);
  if (header === null) {
    return null;
  }
  const { row, found } = header;
  const names = withoutEmptyEnd(row.cells);
  const below = rows
    .slice(rows.indexOf(row) + 1)
    .filter(isFilled)
    .map(({ cells }) => toWidth(cells, names.length));
  const file = understand(names, found, below, mapping);
  return { ...file, sheet, headerLine: row.line, width: names.length };
}

/** The rows of a sheet as the records of a bill: as wide as the header, errors broken. */
export async function* sheetRecords(
  { path, name }: Pick<StagedFile, "path" | "name">,
  { sheet, width }: Pick<ChargeSheet, "sheet" | "width">,
): AsyncIterable<readonly FileRow[]> {
  const file = await openXlsx(path, name);
  try {
    const found = file.sheets.find((one) => one.name === sheet);
    if (found === undefined) {
      fail("mapping-invalid", `"${name}" has no sheet "${sheet}".`, "Name one of its sheets.");
    }
    for await (const batch of file.rowsOf(found).rows()) {
      yield batch.map((row) => recordOf(row, width));
    }
  } finally {
    file.close();
  }
}

function recordOf(row: FileRow, width: number): FileRow {
  const cells = toWidth(row.cells, width);
  const isBroken = row.kinds?.some((kind) => kind === "error" || kind === "no-value") ?? false;
  const broken = isBroken ? "a cell holds an error, or a formula without its value" : row.broken;
  return { ...row, cells, broken, raw: isFilled(row) ? row.cells.join("\t") : "" };
}

function isFilled({ cells }: FileRow): boolean {
  return cells.some((cell) => cell.trim() !== "");
}

/** Sheets end a row with its last filled cell, or with formatted cells that hold nothing. */
function toWidth(cells: readonly string[], width: number): readonly string[] {
  const filled = withoutEmptyEnd(cells);
  return filled.length >= width
    ? filled
    : [...filled, ...Array.from({ length: width - filled.length }, () => "")];
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== "");
  return cells.slice(0, last + 1);
}
