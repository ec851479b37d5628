import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { jobContract } from "../../../shared/contract/jobs.ts";
import type { WorkbookResult } from "../../../shared/contract/workbook.ts";
import { TieoutError } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import { isDiskFull } from "../database/disk-full.ts";
import { isErrorCode } from "../workspace/workspace-folder.ts";
import { createXlsxWriter } from "./exceljs-writer.ts";
import { type FilledBook, type FillOptions, fillBook } from "./fill-book.ts";
import { finishPackage } from "./finish-package.ts";
import type { PackageSheet } from "./package-parts.ts";
import { renderPart } from "./render-sheet.ts";
import { SHEET_ROWS_MAX } from "./sheet-layout.ts";
import type { XlsxWriter } from "./xlsx-writer.ts";

type Input = z.output<typeof jobContract.export.input>;

const ROWS_PER_TURN = 1_000;

/**
 * Writes the workbook of a period to the file the user chose.
 * One state of the workspace gives the same bytes every time.
 * Errors: `run-not-found`, `run-stale`, `disk-full`, `cancelled`; then no file is left and an
 * older one stays
 */
export async function writeWorkbook(
  job: JobContext,
  input: Input,
  { rowsMax = SHEET_ROWS_MAX, laws = [], quality = [] }: Omit<FillOptions, "onSheet"> = {},
): Promise<WorkbookResult> {
  const { engine } = job;
  const { path, name } = engine.files.open(input.out, "write");
  const filled = await fillBook(job.writer, engine, input, {
    rowsMax,
    laws,
    quality,
    onSheet: (sheet, done, total) => {
      job.signal.throwIfAborted();
      job.progress(`Reading ${sheet}`, done, total, "sheets");
    },
  });
  const streamed = join(engine.folder.temporary, `workbook-${job.operationId}.zip`);
  const partial = `${path}.part`;
  try {
    const sheets = await streamSheets(job, filled, streamed);
    job.progress("Closing the file", 0, null, "bytes");
    const facts = {
      creator: filled.close.actor,
      appVersion: filled.close.appVersion,
      stateAt: filled.close.stateAt,
    };
    await finishPackage(streamed, partial, sheets, filled.book.definedNames, facts, job.signal);
    job.signal.throwIfAborted();
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw asWriteError(error, job, name);
  } finally {
    await rm(streamed, { force: true });
  }
  return workbookResult(filled, name);
}

/** Streams every part's rows; gives what the package must say of each. */
async function streamSheets(
  job: JobContext,
  filled: FilledBook,
  path: string,
): Promise<PackageSheet[]> {
  const writer = createXlsxWriter(path);
  try {
    const list = await writeSheets(job, filled, writer);
    await writer.end();
    return list;
  } catch (error) {
    writer.abort();
    throw error;
  }
}

async function writeSheets(
  job: JobContext,
  filled: FilledBook,
  writer: XlsxWriter,
): Promise<PackageSheet[]> {
  const list: PackageSheet[] = [];
  let tables = 0;
  for (const [done, sheet] of filled.sheets.entries()) {
    for (const part of sheet.layout.lastRows.keys()) {
      const rendered = renderPart(sheet, part);
      job.progress(`Writing ${rendered.frame.name}`, done, filled.sheets.length, "sheets");
      writer.startSheet(rendered.frame);
      let rows = 0;
      for (const row of rendered.rows) {
        writer.writeRow(row);
        rows += 1;
        if (rows % ROWS_PER_TURN === 0) {
          job.signal.throwIfAborted();
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
      await writer.endSheet();
      const picture =
        sheet.picture === undefined || rendered.pictureAt === null
          ? null
          : { ...(await sheet.picture(job.engine.folder.temporary)), ...rendered.pictureAt };
      list.push({
        name: rendered.frame.name,
        tables: rendered.excelTables.map((table) => {
          tables += 1;
          return { ...table, id: tables };
        }),
        picture,
        printArea: rendered.printArea,
        titleRow: rendered.titleRow,
      });
    }
  }
  return list;
}

function asWriteError(error: unknown, job: JobContext, name: string): unknown {
  if (isDiskFull(error)) {
    return new TieoutError({
      code: "disk-full",
      message: `There is no room left to write "${name}".`,
      remedy: "Free space on that disk or choose another folder, then export again.",
    });
  }
  const code = ["EACCES", "EPERM", "EROFS", "EBUSY", "ENOENT", "ENOTDIR", "EISDIR"].find((known) =>
    isErrorCode(error, known),
  );
  if (code !== undefined && !job.signal.aborted) {
    return new TieoutError({
      code: "file-unreadable",
      message: `"${name}" cannot be written: the folder or the file refuses it (${code}).`,
      remedy: "Close the file where it is open, or choose another folder, then export again.",
    });
  }
  return error;
}

function workbookResult(filled: FilledBook, file: string): WorkbookResult {
  const checks = filled.book.checks.map(({ sheet, check, ok, detail }) => ({
    sheet,
    check,
    ok,
    detail,
  }));
  return {
    file,
    sheets: sheetRows(filled),
    checks,
    contentDigest: filled.contentDigest,
    ties: checks.every(({ ok }) => ok),
    warnings: [...filled.close.warnings],
  };
}

/** The sheets as they stand in the file, with the rows of their tables. */
export function sheetRows(filled: FilledBook): WorkbookResult["sheets"] {
  return filled.sheets.flatMap((sheet) =>
    [...sheet.layout.lastRows.keys()].map((part) => {
      const { frame, dataRows } = renderPart(sheet, part);
      return { name: frame.name, rows: dataRows };
    }),
  );
}
