import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { EngineContext } from "../context.ts";
import { loadCloseState } from "./close-state.ts";
import { type FillOptions, fillBook } from "./fill-book.ts";
import { listCloses } from "./find-runs.ts";
import { sheets } from "./sheets/index.ts";
import type { WorkbookInput } from "./workbook-input.ts";
import { sheetRows } from "./write-workbook.ts";

type Answers = Handlers<Contract, EngineContext>["workbook"];
type Preview = Awaited<ReturnType<Answers["preview"]>>;

export const workbookHandlers: Omit<Answers, "preview"> = {
  closes: async ({ database }) => ({ closes: await database.read(listCloses) }),
};

/** Computes the whole workbook without writing it, so that its checks are known before. */
export function previewWorkbook(
  { database, ...engine }: EngineContext,
  input: WorkbookInput,
  stored: Pick<FillOptions, "laws" | "quality">,
): Promise<Preview> {
  return database.read(async (reader) => {
    const state = await loadCloseState(reader, engine, input);
    const holds = new Map(sheets.map((sheet) => [sheet.name, sheet.holds]));
    if (!state.isReady) {
      return {
        isReady: false,
        missing: [...state.missing, ...state.stale],
        stale: [...state.stale],
        sheets: sheets.map(({ name, holds: text }) => ({ name, holds: text, rows: 0 })),
        checks: [],
        ties: false,
        warnings: [],
      };
    }
    const filled = await fillBook(reader, engine, input, stored);
    const checks = filled.book.checks.map(({ sheet, check, ok, detail }) => ({
      sheet,
      check,
      ok,
      detail,
    }));
    return {
      isReady: true,
      missing: [],
      stale: [],
      sheets: sheetRows(filled).map(({ name, rows }) => ({
        name,
        holds: holds.get(name.replace(/ \(\d+\)$/, "")) ?? "",
        rows,
      })),
      checks,
      ties: checks.every(({ ok }) => ok),
      warnings: [...filled.close.warnings],
    };
  });
}
