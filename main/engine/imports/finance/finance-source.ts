import { open } from "node:fs/promises";
import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import type { StagedFile } from "../loaded-file.ts";
import { readCsvRows } from "../readers/csv-rows.ts";
import { detectDialect } from "../readers/detect-dialect.ts";
import { markupKind } from "../readers/file-kind.ts";
import type { FileRow, RowSource } from "../readers/file-row.ts";
import { type ControlTotal, openAuditFile } from "../readers/saft-lines.ts";
import { openXlsx } from "../readers/xlsx.ts";
import type { XlsxSheet } from "../readers/xlsx-parts.ts";
import { OPENING_RECORDS } from "./finance-header.ts";

/** One way to read a file as a table: a delimiter of a text, or a sheet of a workbook. */
export interface TableCandidate {
  readonly source: RowSource;
  readonly opening: readonly FileRow[];
  /** null for sheets. */
  readonly delimiter: string | null;
  /** What the file says of its own lines. */
  readonly controls?: readonly ControlTotal[];
}

export interface OpenedTables {
  /** The likeliest first. */
  readonly candidates: readonly TableCandidate[];
  close(): void;
}

/** What is said of where a table stands in a file. */
export type Stated = {
  readonly [Key in "sheet" | "delimiter" | "quote"]?: Mapping[Key] | undefined;
};

const DELIMITERS = [",", ";", "\t", "|"];

/** Opens a staged file as every table it may be, as far as the mapping does not say which. */
export async function openTables(staged: StagedFile, stated: Stated | null): Promise<OpenedTables> {
  switch (staged.kind) {
    case "text": {
      const tables = await auditFileTables(staged);
      return { candidates: tables ?? (await textTables(staged, stated)), close: () => undefined };
    }
    case "xlsx":
      return sheetTables(staged, stated);
    case "parquet":
      return fail(
        "format-not-recognised",
        `"${staged.name}" is a Parquet file without the columns of a bill.`,
        "Export ledger, procurement, driver and exchange-rate data as CSV or XLSX.",
      );
  }
}

const MARKUP_BYTES = 4096;

/** The ledger lines of an audit file (SAF-T); null for any other text. */
async function auditFileTables(staged: StagedFile): Promise<TableCandidate[] | null> {
  const file = await open(staged.path);
  const { buffer, bytesRead } = await file
    .read(Buffer.alloc(MARKUP_BYTES), 0, MARKUP_BYTES, 0)
    .finally(() => file.close());
  const start = buffer.subarray(0, bytesRead).toString("utf8");
  // What is declared in front of the root may hide it; the reader refuses the declaration.
  const isDeclared = /^\s*<[?!]/.test(start) && /<(?:[\w-]+:)?AuditFile[\s>]/.test(start);
  if (!isDeclared && markupKind(start, staged.name) !== "audit-file") {
    return null;
  }
  const { source, controls } = await openAuditFile(staged);
  return [{ source, delimiter: null, opening: await readOpening(source), controls }];
}

async function textTables(staged: StagedFile, stated: Stated | null): Promise<TableCandidate[]> {
  const { delimiter: detected, confidence } = await detectDialect(staged.path);
  const delimiters =
    stated?.delimiter === undefined
      ? [detected, ...DELIMITERS.filter((delimiter) => delimiter !== detected)]
      : [delimiterNamed(stated.delimiter)];
  const quote = stated?.quote === "none" ? null : '"';
  const candidates: TableCandidate[] = [];
  let refusal: unknown;
  for (const delimiter of delimiters) {
    const rows = (): ReturnType<RowSource["rows"]> => readCsvRows(staged, { delimiter, quote });
    const source: RowSource = { kind: "text", sheet: null, rows };
    try {
      candidates.push({ source, delimiter, opening: await readOpening(source) });
    } catch (error) {
      if (delimiter === detected && confidence !== "guess") {
        throw error;
      }
      // A delimiter that is not the file's own may well cut it into nonsense.
      refusal ??= error;
    }
  }
  if (candidates.length === 0) {
    throw refusal;
  }
  return candidates;
}

function delimiterNamed(text: string): string {
  const delimiter = text === "tab" || text === "\\t" ? "\t" : text;
  return delimiter.length === 1
    ? delimiter
    : fail(
        "mapping-invalid",
        `The mapping's delimiter "${text}" is not one character.`,
        'Write ",", ";", "|" or "tab".',
      );
}

async function readOpening(source: RowSource): Promise<FileRow[]> {
  const opening: FileRow[] = [];
  for await (const batch of source.rows()) {
    opening.push(...batch.slice(0, OPENING_RECORDS - opening.length));
    if (opening.length >= OPENING_RECORDS) {
      break;
    }
  }
  return opening;
}

async function sheetTables(staged: StagedFile, stated: Stated | null): Promise<OpenedTables> {
  const file = await openXlsx(staged.path, staged.name);
  try {
    const candidates: TableCandidate[] = [];
    // In an archive the mapping's sheet names the workbook.
    const wanted = staged.archive === undefined ? stated : null;
    for (const sheet of chosenSheets(file.sheets, wanted, staged.name)) {
      const source = file.rowsOf(sheet);
      candidates.push({ source, delimiter: null, opening: await readOpening(source) });
    }
    return { candidates, close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

function chosenSheets(
  sheets: readonly XlsxSheet[],
  stated: Stated | null,
  file: string,
): readonly XlsxSheet[] {
  if (stated?.sheet === undefined) {
    const visible = sheets.filter(({ isHidden }) => !isHidden);
    return visible.length > 0 ? visible : sheets;
  }
  const named = sheets.filter(({ name }) => name === stated.sheet);
  if (named.length === 0) {
    const names = sheets.map(({ name }) => `"${name}"`).join(", ");
    fail(
      "mapping-invalid",
      `The workbook "${file}" has no sheet "${stated.sheet}".`,
      `Name one of its sheets in the mapping: ${names}.`,
    );
  }
  return named;
}
