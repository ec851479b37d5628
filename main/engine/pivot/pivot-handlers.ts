import { z } from "zod";
import type { PivotResult } from "../../../shared/contract/charges.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { sql } from "../database/sql.ts";
import { assertKept, runCurrencies } from "../queries/allocated-attribute.ts";
import { activeChargeFiles, scopeCurrencies } from "../queries/charge-source.ts";
import { checkPatterns } from "../queries/check-patterns.ts";
import { latestRun } from "../queries/leaf-allocated.ts";
import { allocatedPivotSource } from "./allocated-pivot-source.ts";
import { chargePivotSource } from "./charge-pivot-source.ts";
import { type PivotConfig, type PivotSource, pivotQuery } from "./pivot-query.ts";
import { pivotResult } from "./pivot-result.ts";
import { targetNames, withTargetNames } from "./target-names.ts";

/** Columns beyond this are a list, not a pivot. */
const COLUMNS_MAX = 200;

/** Answers `charges.pivot`. Errors: usage, run-not-found. */
export async function pivot(
  { database }: EngineContext,
  config: PivotConfig,
): Promise<PivotResult> {
  assertOfOneKind(config);
  return database.read(async (reader) => {
    await checkPatterns(reader, config.filters);
    const { source, shown, names, billed } =
      config.of === "charges"
        ? await chargeSource(reader, config)
        : await allocatedSource(reader, config);
    const table = await reader.table(pivotQuery(config, source));
    const result = pivotResult(config, shown.currency, table);
    if (result.totals.columns.every((total) => total === null)) {
      assertBilledIn(config, await billed());
    }
    assertFewColumns(config, result);
    return { ...withTargetNames(config, result, names), ...shown };
  });
}

function assertOfOneKind(config: PivotConfig): void {
  const dimensions = [...config.rows, ...config.columns];
  const ofRun = dimensions.find((name) =>
    ["target", "target_name", "rule", "pool", "stage"].includes(name),
  );
  if (config.of === "charges" && ofRun !== undefined) {
    fail(
      "usage",
      `"${ofRun}" is known only of allocated cost; this is a pivot of charges.`,
      "Show allocated cost, or choose an attribute of a charge.",
    );
  }
  if (config.compare === config.period) {
    fail(
      "usage",
      `${config.period} is compared with itself.`,
      "Choose another period to compare with.",
    );
  }
}

/** An empty pivot of a currency nothing was billed in would read as "no cost". */
function assertBilledIn({ currency, period }: PivotConfig, billed: readonly string[]): void {
  if (currency !== undefined && billed.length > 0 && !billed.includes(currency)) {
    fail(
      "usage",
      `No charge of ${period} that is asked for is billed in ${currency}.`,
      `Ask for ${billed.join(" or ")}; a pivot keeps the currency of the bill.`,
    );
  }
}

function assertFewColumns(config: PivotConfig, { columns, measures }: PivotResult): void {
  const count = measures.length === 0 ? 0 : columns.length / measures.length;
  if (count > COLUMNS_MAX) {
    fail(
      "usage",
      `${config.columns.join(" × ")} makes ${count} columns; at most ${COLUMNS_MAX} can be shown.`,
      "Move it to the rows, or filter it.",
    );
  }
}

interface ShownCurrency {
  readonly currency: string;
  readonly currenciesLeftOut?: string[];
}

interface FoundSource {
  readonly source: PivotSource;
  readonly shown: ShownCurrency;
  /** Target code → name, where targets are shown by name. */
  readonly names: ReadonlyMap<string, string>;
  /** Every currency the figures were billed in. */
  readonly billed: () => Promise<readonly string[]>;
}

async function chargeSource(reader: Reader, config: PivotConfig): Promise<FoundSource> {
  const files = await activeChargeFiles(reader);
  const periods = config.compare === undefined ? [config.period] : [config.period, config.compare];
  const scope = { ...config, periods, currency: undefined };
  const billed = (): Promise<readonly string[]> => scopeCurrencies(reader, files, scope);
  const shown =
    config.currency === undefined
      ? await oneCurrency(reader, await billed())
      : { currency: config.currency };
  const source = chargePivotSource(config, files, shown.currency);
  return { source, shown, names: new Map(), billed };
}

/**
 * Amounts of two currencies are never added up: without a choice it is the workspace's currency
 * where anything was billed in it, else the first that was.
 */
async function oneCurrency(reader: Reader, billed: readonly string[]): Promise<ShownCurrency> {
  const own = billed.length === 1 ? "" : await workspaceCurrency(reader);
  const currency = billed.includes(own) ? own : (billed[0] ?? own);
  return { currency, currenciesLeftOut: billed.filter((code) => code !== currency) };
}

async function workspaceCurrency(reader: Reader): Promise<string> {
  const [setting] = await reader.rows(
    z.object({ value: z.string() }),
    sql`select value from workspace_setting where key = 'currency'`,
  );
  return setting?.value ?? "USD";
}

async function allocatedSource(reader: Reader, config: PivotConfig): Promise<FoundSource> {
  const run = (await latestRun(reader, config.period)) ?? notAllocated(config.period);
  const compared =
    config.compare === undefined
      ? null
      : ((await latestRun(reader, config.compare)) ?? notAllocated(config.compare));
  const runIds = [run, ...(compared === null ? [] : [compared])];
  const { rows, columns, filters } = config;
  const asked = [...rows, ...columns, ...filters.map(({ attribute }) => attribute)];
  await assertKept(reader, asked, runIds);
  const billed = (): Promise<readonly string[]> => runCurrencies(reader, runIds);
  const shown =
    config.currency === undefined
      ? await oneCurrency(reader, await billed())
      : { currency: config.currency };
  const source = allocatedPivotSource(config, runIds, compared, shown.currency);
  return { source, shown, names: await targetNames(reader, run), billed };
}

function notAllocated(period: string): never {
  return fail(
    "run-not-found",
    `The cost of ${period} is not allocated yet.`,
    "Run the allocation of this period first.",
  );
}
