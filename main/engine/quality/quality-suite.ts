import { z } from "zod";
import { DataWindow } from "../../../shared/contract/quality.ts";
import { Dataset } from "../../../shared/domain/mapping.ts";
import { Period, shiftPeriod } from "../../../shared/domain/period.ts";
import { fail } from "../../../shared/errors.ts";
import type { Database, Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { type BillFile, overBills } from "../queries/bill-rows.ts";
import { presentColumns } from "../relations/build.ts";
import { readPeriods } from "../relations/calendar/workspace-calendar.ts";
import { chargeTableName } from "../relations/charge-columns.ts";
import qualityFiles from "./quality-files.sql?raw";
import qualityState from "./quality-state.sql?raw";
import { runTest, type TestOutcome, type TestScope } from "./run-tests.ts";
import { qualityTests } from "./tests/index.ts";
import windowsQuery from "./windows.sql?raw";

/** A month over all its files, or one file over all its months. */
export interface SuiteScope {
  readonly period: string | null;
  readonly sourceFileId: string | null;
}

/** What every test found, before anybody's acceptance. */
export interface SuiteOutcome {
  readonly tests: readonly TestOutcome[];
  readonly windows: readonly DataWindow[];
  /** Kinds of data there are files of. */
  readonly datasets: ReadonlySet<Dataset>;
}

const File = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  dataset: Dataset,
  period: z.string().nullable(),
});
type File = z.infer<typeof File>;

const State = z.object({ files: z.string(), findings: z.string(), settings: z.string() });
const Window = z.object({
  dataset: DataWindow.shape.dataset,
  name: z.string(),
  period: z.string().nullable(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  days: z.number(),
  rows: z.number(),
});

/** Answers kept for each workspace: a page, the reconciliation and the rail ask for one month. */
const KEPT = 6;
const kept = new WeakMap<Database, Map<string, Promise<SuiteOutcome>>>();

/**
 * Runs every test of a scope once for each state of the imported data. What a job found in its own
 * transaction holds after it as well, because the key names the data and not the moment.
 */
export async function runSuite(
  database: Database,
  reader: Reader,
  scope: SuiteScope,
): Promise<SuiteOutcome> {
  const state = await reader.one(State, statement(qualityState));
  const outcomes = kept.get(database) ?? new Map<string, Promise<SuiteOutcome>>();
  kept.set(database, outcomes);
  const key = JSON.stringify([scope, state]);
  const known = outcomes.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = runAll(reader, scope);
  outcomes.set(key, made);
  made.catch(() => outcomes.delete(key));
  for (const old of [...outcomes.keys()].slice(0, -KEPT)) {
    outcomes.delete(old);
  }
  return made;
}

async function runAll(reader: Reader, scope: SuiteScope): Promise<SuiteOutcome> {
  const files = await reader.rows(File, statement(qualityFiles));
  const testScope = await scopeOf(reader, scope, files);
  const datasets = new Set(files.map(({ dataset }) => dataset));
  const tests: TestOutcome[] = [];
  for (const test of qualityTests) {
    tests.push(
      test.datasets.some((dataset) => datasets.has(dataset))
        ? await runTest(reader, test, testScope)
        : { test, tested: 0, failures: [] },
    );
  }
  const { sourceFileId } = scope;
  return {
    tests: sourceFileId === null ? tests : tests.map((one) => ofFile(one, sourceFileId)),
    windows: await readWindows(reader, testScope),
    datasets,
  };
}

/** The bills of a month and of the months beside it, which say how far an account reaches. */
async function scopeOf(
  reader: Reader,
  { period, sourceFileId }: SuiteScope,
  files: readonly File[],
): Promise<TestScope> {
  const names = new Map(files.map((file) => [file.source_file_id, file.file_name]));
  if (sourceFileId !== null && !names.has(sourceFileId)) {
    fail(
      "source-file-not-found",
      `There is no active file "${sourceFileId}".`,
      "Choose one that `tieout sources` lists.",
      { sourceFileId },
    );
  }
  const months =
    period === null
      ? files.filter((file) => file.source_file_id === sourceFileId).map((file) => file.period)
      : await monthsOf(reader, period);
  const wanted = new Set(months.flatMap(monthsAround));
  const bills = files.filter(
    ({ dataset, period: own }) =>
      dataset === "charge" &&
      ((period === null && sourceFileId === null) || own === null || wanted.has(own)),
  );
  const present = await presentColumns(reader);
  const ids = [...new Set(bills.map((file) => file.source_file_id))];
  return {
    period,
    names,
    bills: ids.map(
      (id): BillFile => ({ id, columns: present.get(chargeTableName(id)) ?? new Set() }),
    ),
  };
}

/** The calendar months, which bills are of, that a period has days in. */
async function monthsOf(reader: Reader, period: Period): Promise<Period[]> {
  const periods = await readPeriods(reader);
  const days = periods.find((one) => one.period === period);
  if (days === undefined) {
    return periods.length === 0 ? [period] : [];
  }
  const last = days.lastDay.slice(0, 7);
  const months: Period[] = [];
  for (let month = days.firstDay.slice(0, 7); month <= last; month = shiftPeriod(month, 1)) {
    months.push(month);
  }
  return months;
}

function monthsAround(month: string | null): Period[] {
  const known = Period.safeParse(month);
  return known.success ? [-1, 0, 1].map((by) => shiftPeriod(known.data, by)) : [];
}

/** What fails in one file; a count of what was tested is the months' own. */
function ofFile(outcome: TestOutcome, sourceFileId: string): TestOutcome {
  const isOwn = (of: { readonly sourceFileId: string }): boolean =>
    of.sourceFileId === sourceFileId;
  return { ...outcome, failures: outcome.failures.filter(({ files }) => files.some(isOwn)) };
}

async function readWindows(reader: Reader, { period, bills }: TestScope): Promise<DataWindow[]> {
  const rows = await reader.rows(Window, overBills(bills, null, windowsQuery, { period }));
  return rows.flatMap(({ period: month, first_day, last_day, ...row }) => {
    const known = Period.safeParse(month);
    return known.success
      ? [{ ...row, period: known.data, firstDay: first_day, lastDay: last_day }]
      : [];
  });
}
