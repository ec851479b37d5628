import type { QualityResult } from "../../../shared/contract/quality.ts";
import type { CheckedLaw } from "../../../shared/domain/finding.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { Book, type PlacedTable } from "./book.ts";
import { loadStatements } from "./close-amounts.ts";
import { type CloseState, type LoadedState, loadCloseState } from "./close-state.ts";
import { columnWidths } from "./column-width.ts";
import { ContentDigest } from "./content-digest.ts";
import type { FilledSheet } from "./filled-sheet.ts";
import { placeChecks } from "./place-checks.ts";
import { renderPart } from "./render-sheet.ts";
import { layOutSheet, SHEET_ROWS_MAX, type SheetLayout } from "./sheet-layout.ts";
import type { Sheet, SheetContent, SheetInput } from "./sheets/define.ts";
import { sheets } from "./sheets/index.ts";
import type { WorkbookInput } from "./workbook-input.ts";

/** A workbook with every cell computed, not yet written. */
export interface FilledBook {
  readonly book: Book;
  readonly close: CloseState;
  readonly sheets: readonly FilledSheet[];
  readonly contentDigest: string;
}

export interface FillOptions {
  /** What the checks of the stored data say. */
  readonly laws?: readonly CheckedLaw[];
  /** What the tests of the imported data say. */
  readonly quality?: readonly QualityResult[];
  readonly rowsMax?: number;
  readonly onSheet?: (name: string, done: number, total: number) => void;
}

interface LoadedSheet {
  readonly sheet: Sheet;
  readonly content: SheetContent;
  readonly layout: SheetLayout;
  readonly tables: readonly PlacedTable[];
}

/**
 * Reads, rounds, places and computes every cell of a workbook.
 * Every check compares cells of this workbook alone, so that a reader can repeat it.
 * Errors: `run-not-found` names the runs that are missing, `run-stale` those whose inputs changed
 */
export async function fillBook(
  reader: Reader,
  engine: Pick<EngineContext, "appVersion" | "actor">,
  input: WorkbookInput,
  options: FillOptions = {},
): Promise<FilledBook> {
  const loaded = await loadCloseState(reader, engine, input);
  if (!loaded.isReady) {
    return refuse(input.period, loaded);
  }
  const close = loaded.state;
  const book = new Book();
  const statements = await loadStatements(reader, close.reconciliation.run_id, close.digits);
  const { laws = [], quality = [] } = options;
  const parts = await loadSheets({ reader, close, statements, book, laws, quality }, options);
  for (const { tables } of parts) {
    for (const table of tables) {
      table.fillGiven();
    }
  }
  return computeBook(book, close, parts);
}

function refuse(
  period: string,
  { missing, stale }: Extract<LoadedState, { isReady: false }>,
): never {
  const remedy = [...missing, ...stale].join(" ");
  if (stale.length === 0) {
    const lacks = `The workbook of ${period} lacks ${missing.length} of the runs it is made of.`;
    return fail("run-not-found", lacks, remedy);
  }
  const runs = stale.length === 1 ? "a run that is" : `${stale.length} runs that are`;
  return fail("run-stale", `The workbook of ${period} would show ${runs} out of date.`, remedy);
}

/** Sheets about the others are read last; the workbook keeps its own order. */
async function loadSheets(
  input: SheetInput,
  { rowsMax = SHEET_ROWS_MAX, onSheet }: FillOptions,
): Promise<LoadedSheet[]> {
  const { book, close } = input;
  const order = [
    ...sheets.filter(({ isAboutAll }) => isAboutAll !== true),
    ...sheets.filter(({ isAboutAll }) => isAboutAll === true),
  ];
  const loaded = new Map<Sheet, LoadedSheet>();
  for (const [index, sheet] of order.entries()) {
    onSheet?.(sheet.name, index, order.length);
    const content = await sheet.load(input);
    const checks = content.checks?.length ?? 0;
    book.checksPlanned += checks;
    const layout = layOutSheet(content.tables, checks, rowsMax);
    const tables = book.place(sheet.name, content.tables, layout, close.digits);
    loaded.set(sheet, { sheet, content, layout, tables });
  }
  return sheets.flatMap((sheet) => loaded.get(sheet) ?? []);
}

function computeBook(book: Book, close: CloseState, parts: readonly LoadedSheet[]): FilledBook {
  const scope = [
    ...(close.entity === "" ? [] : [close.entity]),
    close.period,
    ...(close.compare === null ? [] : [`compared with ${close.compare}`]),
    `${close.basis} cost`,
    close.currency,
  ].join("  ·  ");
  const fillBuilt = ({ tables }: LoadedSheet): void => {
    for (const table of tables) {
      table.fillBuilt();
    }
  };
  const filled = new Map<LoadedSheet, FilledSheet>();
  const finish = (part: LoadedSheet): void => {
    const { sheet, content, layout, tables } = part;
    const plain: FilledSheet = {
      name: sheet.name,
      holds: sheet.holds,
      scope,
      tables,
      layout,
      checks: null,
      alarms: content.alarms ?? [],
      picture: content.picture,
    };
    const plans = content.checks?.map((plan) => plan()) ?? [];
    const checks = placeChecks(book, sheet.name, plans, layout, columnWidths(plain));
    filled.set(part, { ...plain, checks });
  };
  const first = parts.filter(({ sheet }) => sheet.isAboutAll !== true);
  const last = parts.filter(({ sheet }) => sheet.isAboutAll === true);
  first.forEach(fillBuilt);
  first.forEach(finish);
  last.forEach(fillBuilt);
  last.forEach(finish);
  const ordered = parts.flatMap((part) => filled.get(part) ?? []);
  const contentDigest = digestOf(ordered);
  book.contentDigest = contentDigest;
  for (const { tables } of last) {
    for (const table of tables) {
      table.fillBuilt();
    }
  }
  return { book, close, sheets: ordered, contentDigest };
}

function digestOf(filled: readonly FilledSheet[]): string {
  const digest = new ContentDigest();
  for (const sheet of filled) {
    for (const [part] of sheet.layout.lastRows.entries()) {
      const { frame, rows } = renderPart(sheet, part);
      digest.startSheet(frame.name);
      for (const { row, cells } of rows) {
        digest.addRow(
          row,
          cells.map((cell) => cell?.cell ?? null),
        );
      }
    }
  }
  return digest.end();
}
