import { basename } from "node:path";
import { fail } from "../../../shared/errors.ts";
import {
  type ReadCell,
  type ReadSheet,
  type ReadWorkbook,
  readWorkbook,
} from "../xlsx/read-cells.ts";
import { ZipPackage } from "../xlsx/zip-package.ts";
import { ContentDigest, LABELS } from "./content-digest.ts";
import { readSafeCell } from "./read-safe-cell.ts";
import { Evaluator, storedValue } from "./verify/evaluate-workbook.ts";
import { sameValue } from "./verify/exact-value.ts";

export interface VerifiedCheck {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface WorkbookVerification {
  readonly ok: boolean;
  readonly checks: readonly VerifiedCheck[];
}

/**
 * Reads a workbook that this program wrote, with every cell.
 * Errors: `workbook-unreadable` on a file that is no workbook of this program
 */
export async function readCloseWorkbook(path: string): Promise<ReadWorkbook> {
  const zip = await ZipPackage.open(path, basename(path));
  let workbook: ReadWorkbook;
  try {
    workbook = await readWorkbook(zip);
  } finally {
    zip.close();
  }
  if (!workbook.names.has("Checks_ok") || workbook.sheets.every(({ name }) => name !== "Cover")) {
    return fail(
      "workbook-unreadable",
      `"${basename(path)}" has no Cover with checks, so Tieout did not write it.`,
      "Name a workbook that Tieout exported.",
    );
  }
  return workbook;
}

/** Verifies a workbook by its file; see `verifyCells`. */
export async function verifyWorkbook(path: string): Promise<WorkbookVerification> {
  const checks = verifyCells(await readCloseWorkbook(path));
  return { ok: checks.every(({ ok }) => ok), checks };
}

/**
 * Verifies a workbook without the workspace it came from: every formula and check with exact
 * decimals, and its content digest.
 */
export function verifyCells(workbook: ReadWorkbook): VerifiedCheck[] {
  const cover = coverOf(workbook);
  const evaluator = new Evaluator(workbook);
  return [
    checkFormulas(workbook, evaluator),
    ...coverChecks(cover, workbook, evaluator),
    checkDigest(workbook),
  ];
}

function coverOf({ sheets }: ReadWorkbook): ReadSheet {
  return sheets.find(({ name }) => name === "Cover") ?? { name: "Cover", rows: new Map() };
}

/** Every formula computed anew from the cells below it equals the value stored with it. */
function checkFormulas(workbook: ReadWorkbook, evaluator: Evaluator): VerifiedCheck {
  let count = 0;
  const wrong: string[] = [];
  for (const { name, rows } of workbook.sheets) {
    for (const [row, cells] of rows) {
      for (const [column, cell] of cells) {
        if (cell.formula !== null) {
          count += 1;
          if (!agrees(evaluator, name, row, column, cell)) {
            wrong.push(`${name} row ${row}`);
          }
        }
      }
    }
  }
  return {
    check: "formulas",
    ok: wrong.length === 0,
    detail:
      wrong.length === 0
        ? `${count} formulas give the values stored with them.`
        : `${wrong.length} of ${count} formulas give another value, first on ${wrong[0]}.`,
  };
}

function agrees(
  evaluator: Evaluator,
  sheet: string,
  row: number,
  column: number,
  cell: ReadCell,
): boolean {
  try {
    return sameValue(evaluator.cell(sheet, row, column), storedValue(cell));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}

/** The checks that Cover lists, each evaluated again. */
function coverChecks(
  cover: ReadSheet,
  workbook: ReadWorkbook,
  evaluator: Evaluator,
): VerifiedCheck[] {
  const refersTo = workbook.names.get("Checks_ok") ?? "";
  const [, column = "D", first = "1", last = first] =
    /\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$/.exec(refersTo) ?? [];
  const checks: VerifiedCheck[] = [];
  for (let row = Number.parseInt(first, 10); row <= Number.parseInt(last, 10); row += 1) {
    const cells = cover.rows.get(row);
    const text = (index: number): string => cells?.get(index)?.text ?? "";
    const ok = isTrue(evaluator, row, column.charCodeAt(0) - 65);
    checks.push({ check: `${text(0)}: ${text(1)}`, ok, detail: text(2) });
  }
  return checks;
}

function isTrue(evaluator: Evaluator, row: number, column: number): boolean {
  try {
    return evaluator.cell("Cover", row, column) === true;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}

function checkDigest(workbook: ReadWorkbook): VerifiedCheck {
  const found = digestOf(workbook);
  const printed = printedDigest(workbook);
  return {
    check: "content-digest",
    ok: printed === found,
    detail:
      printed === found
        ? `The content is what was exported: ${found}.`
        : `The content gives ${found}, Cover states ${printed ?? "none"}.`,
  };
}

/** The digest of what the cells hold now. */
export function digestOf(workbook: ReadWorkbook): string {
  const digest = new ContentDigest();
  for (const { name, rows } of workbook.sheets) {
    digest.startSheet(name);
    for (const [row, cells] of [...rows].sort(([a], [b]) => a - b)) {
      const width = Math.max(...cells.keys()) + 1;
      digest.addRow(
        row,
        Array.from({ length: width }, (_, column) => readSafeCell(cells.get(column))),
      );
    }
  }
  return digest.end();
}

/** The digest that Cover states. */
export function printedDigest(workbook: ReadWorkbook): string | null {
  const rows = [...coverOf(workbook).rows.values()];
  return rows.find((cells) => cells.get(0)?.text === LABELS.digest)?.get(1)?.text ?? null;
}
