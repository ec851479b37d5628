import { expect } from "vitest";
import type { FinanceOptions } from "../../main/engine/imports/finance/finance-plan.ts";
import type { LoadedFile } from "../../main/engine/imports/loaded-file.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { TieoutError } from "../../shared/errors.ts";
import { loadFinance, writeInput } from "./load-finance.ts";
import { openEngine } from "./open-engine.ts";

/** A mapping for a ledger with the columns Account, Date and Amount. */
export const plainLedger = Mapping.parse({
  tieout: 1,
  dataset: "ledger",
  columns: { ledger_account: "Account", posting_date: "Date", amount: "Amount" },
  currency: "USD",
});

export const withMapping = (change: Partial<Mapping>): FinanceOptions => ({
  mapping: { ...plainLedger, ...change },
});

/** Loads text as a file of a new workspace and checks that no record went missing. */
export async function loadText(
  content: string | Uint8Array,
  options: FinanceOptions = {},
  name = "ledger.csv",
): Promise<LoadedFile> {
  const engine = await openEngine();
  const loaded = await loadFinance(engine, await writeInput(engine, name, content), options);
  const { physical, rejected, blank, skipped } = loaded.records;
  expect(loaded.records.loaded + rejected + blank + skipped).toBe(physical);
  return loaded;
}

/** The sentence with which a file is refused. */
export async function refusalOf(
  content: string | Uint8Array,
  options: FinanceOptions = {},
  name?: string,
): Promise<string> {
  try {
    await loadText(content, options, name);
    return "loaded";
  } catch (error) {
    if (error instanceof TieoutError) {
      return `${error.shape.code}: ${error.shape.message} ${error.shape.remedy}`;
    }
    throw error;
  }
}
