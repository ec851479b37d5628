import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
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

export interface WorkbookVerification {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly check: string;
    readonly ok: boolean;
    readonly detail: string;
  }[];
}
type Check = WorkbookVerification["checks"][number];

/**
 * Re-performs a workbook without the workspace it came from: every formula and check with exact
 * decimals, its content digest, and the hashes of its source files where their folder is given.
 * Errors: `workbook-unreadable` on a file that is no workbook of this program
 */
export async function verifyWorkbook(
  path: string,
  options: { readonly sources?: string } = {},
): Promise<WorkbookVerification> {
  const zip = await ZipPackage.open(path, basename(path));
  let workbook: ReadWorkbook;
  try {
    workbook = await readWorkbook(zip);
  } finally {
    zip.close();
  }
  const cover = workbook.sheets.find(({ name }) => name === "Cover");
  if (cover === undefined || !workbook.names.has("Checks_ok")) {
    return fail(
      "workbook-unreadable",
      `"${basename(path)}" has no Cover with checks, so Tieout did not write it.`,
      "Name a workbook that Tieout exported.",
    );
  }
  const evaluator = new Evaluator(workbook);
  const checks = [
    checkFormulas(workbook, evaluator),
    ...coverChecks(cover, workbook, evaluator),
    checkDigest(workbook, cover),
    ...(options.sources === undefined ? [] : await checkSources(workbook, options.sources)),
  ];
  return { ok: checks.every(({ ok }) => ok), checks };
}

/** Every formula computed anew from the cells below it equals the value stored with it. */
function checkFormulas(workbook: ReadWorkbook, evaluator: Evaluator): Check {
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
function coverChecks(cover: ReadSheet, workbook: ReadWorkbook, evaluator: Evaluator): Check[] {
  const refersTo = workbook.names.get("Checks_ok") ?? "";
  const [, column = "D", first = "1", last = first] =
    /\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$/.exec(refersTo) ?? [];
  const checks: Check[] = [];
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

function checkDigest(workbook: ReadWorkbook, cover: ReadSheet): Check {
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
  const found = digest.end();
  const printed = [...cover.rows.values()]
    .find((cells) => cells.get(0)?.text === LABELS.digest)
    ?.get(1)?.text;
  return {
    check: "content-digest",
    ok: printed === found,
    detail:
      printed === found
        ? `The content is what was exported: ${found}.`
        : `The content gives ${found}, Cover states ${printed ?? "none"}.`,
  };
}

/** Hashes the files Sources names, wherever they lie in the folder. */
async function checkSources(workbook: ReadWorkbook, folder: string): Promise<Check[]> {
  const known = new Map<string, string[]>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const paths = known.get(entry.name) ?? [];
      known.set(entry.name, [...paths, join(entry.parentPath, entry.name)]);
    }
  }
  const checks: Check[] = [];
  for (const { file, sha256 } of sourceFiles(workbook)) {
    const hashes = await Promise.all((known.get(basename(file)) ?? []).map(hashFile));
    const ok = hashes.includes(sha256);
    checks.push({
      check: `source ${file}`,
      ok,
      detail: ok
        ? `SHA-256 ${sha256}`
        : hashes.length === 0
          ? "There is no file of this name in the folder."
          : `The file's SHA-256 is ${hashes[0]}, the workbook was made from ${sha256}.`,
    });
  }
  return checks;
}

function sourceFiles(workbook: ReadWorkbook): { file: string; sha256: string }[] {
  const rows = [...(workbook.sheets.find(({ name }) => name === "Sources")?.rows ?? [])];
  const [headerRow, header] =
    rows.find(([, cells]) => [...cells.values()].some(({ text }) => text === "SHA-256")) ?? [];
  if (headerRow === undefined || header === undefined) {
    return [];
  }
  const at = (label: string): number =>
    [...header].find(([, { text }]) => text === label)?.[0] ?? -1;
  const [fileColumn, hashColumn] = [at("File"), at("SHA-256")];
  const files: { file: string; sha256: string }[] = [];
  for (const [row, cells] of rows) {
    const sha256 = cells.get(hashColumn)?.text ?? "";
    if (row > headerRow && /^[0-9a-f]{64}$/.test(sha256)) {
      files.push({ file: cells.get(fileColumn)?.text ?? "", sha256 });
    }
  }
  return files;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
