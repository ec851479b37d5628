import { createHash } from "node:crypto";
import { z } from "zod";
import type { QualityExample, QualityFailure } from "../../../shared/contract/quality.ts";
import { addAmounts, canonicalAmount } from "../../../shared/domain/amount.ts";
import type { Reader } from "../database/database.ts";
import type { Statement } from "../database/sql.ts";
import { type BillFile, overBills, overFound } from "../queries/bill-rows.ts";
import failingGroups from "./failing-groups.sql?raw";
import type { QualityTest } from "./tests/define.ts";

/** Rows that are shown of a failure, for each file and currency. */
const EXAMPLES_READ = 5;
const EXAMPLES_SHOWN = 10;

const Group = z.object({
  subject: z.string().nullable(),
  period: z.string().nullable(),
  source_file_id: z.string().nullable(),
  currency: z.string().nullable(),
  rows: z.number(),
  amount: z.string().nullable(),
  evidence: z.string().nullable(),
  examples: z.array(z.string()).nullable(),
  tested: z.number().nullable(),
});
type Group = z.infer<typeof Group>;

const StoredExample = z.object({
  row: z.number().int().nullable(),
  amount: z.string().nullable(),
  text: z.string().nullable(),
});

/** What one test found, before anybody's acceptance. */
export interface TestOutcome {
  readonly test: QualityTest;
  readonly tested: number;
  readonly failures: readonly Omit<QualityFailure, "accepted">[];
}

export interface TestScope {
  /** The month; null for every month of the files. */
  readonly period: string | null;
  /** The bills to read. */
  readonly bills: readonly BillFile[];
  /** Names of all files, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Runs one test. A failure is what one subject lacks in one month; its key is made of the business
 * values that fail, so that a decision about it ends where they change and outlives a re-import.
 */
export async function runTest(
  reader: Reader,
  test: QualityTest,
  scope: TestScope,
): Promise<TestOutcome> {
  const groups = await reader.rows(Group, question(test, scope));
  const tested = groups.filter((group) => group.tested !== null);
  const failing = new Map<string, Group[]>();
  for (const group of groups.filter((one) => one.tested === null)) {
    const key = JSON.stringify([group.subject, group.period]);
    failing.set(key, [...(failing.get(key) ?? []), group]);
  }
  return {
    test,
    tested: tested.reduce((sum, group) => sum + (group.tested ?? 0), 0),
    failures: [...failing.values()].map((group) =>
      failureOf(test, group, testedOf(tested, group[0]), scope.names),
    ),
  };
}

function question(test: QualityTest, { period, bills }: TestScope): Statement {
  const parameters = {
    period,
    is_bill: test.readsBills,
    examples: String(EXAMPLES_READ),
    ...test.thresholds,
  };
  const failing = { name: "failing", text: test.sql };
  return test.readsBills
    ? overBills(bills, failing, failingGroups, parameters)
    : overFound(failing, failingGroups, parameters);
}

/** Rows held against the test, where it counts them for each subject. */
function testedOf(tested: readonly Group[], failing: Group | undefined): number | null {
  const own = tested.filter(
    ({ subject, period }) => subject === failing?.subject && period === failing?.period,
  );
  return own.length === 0 ? null : own.reduce((sum, group) => sum + (group.tested ?? 0), 0);
}

function failureOf(
  test: QualityTest,
  groups: readonly Group[],
  tested: number | null,
  names: ReadonlyMap<string, string>,
): TestOutcome["failures"][number] {
  const [first] = groups;
  const facts = {
    subject: first?.subject ?? "",
    period: first?.period ?? null,
    rows: groups.reduce((sum, { rows }) => sum + rows, 0),
    tested,
  };
  const evidence = groups.reduce((sum, group) => sum + BigInt(group.evidence ?? "0"), 0n);
  const identity = [test.id, facts.period, facts.subject, facts.rows, String(evidence)];
  return {
    ...facts,
    key: createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16),
    found: `${test.found(facts)}.`,
    amounts: amountsOf(groups),
    files: filesOf(groups, names),
    examples: examplesOf(groups, names),
  };
}

function amountsOf(groups: readonly Group[]): QualityFailure["amounts"] {
  const byCurrency = new Map<string, string[]>();
  for (const { currency, amount } of groups) {
    if (amount !== null) {
      const known = byCurrency.get(currency ?? "") ?? [];
      byCurrency.set(currency ?? "", [...known, canonicalAmount(amount)]);
    }
  }
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amounts]) => ({ currency, amount: addAmounts(amounts) }));
}

function filesOf(
  groups: readonly Group[],
  names: ReadonlyMap<string, string>,
): QualityFailure["files"] {
  const rows = new Map<string, number>();
  for (const { source_file_id: file, rows: count } of groups) {
    if (file !== null) {
      rows.set(file, (rows.get(file) ?? 0) + count);
    }
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sourceFileId, count]) => ({
      sourceFileId,
      file: names.get(sourceFileId) ?? "",
      rows: count,
    }));
}

function examplesOf(
  groups: readonly Group[],
  names: ReadonlyMap<string, string>,
): QualityExample[] {
  return groups
    .flatMap(({ source_file_id: file, currency, examples }) =>
      (examples ?? []).map((text) => {
        const { row, amount, text: said } = StoredExample.parse(JSON.parse(text));
        return {
          sourceFileId: file ?? "",
          file: names.get(file ?? "") ?? "",
          row,
          amount: amount === null ? null : canonicalAmount(amount),
          currency,
          text: said ?? "",
        };
      }),
    )
    .slice(0, EXAMPLES_SHOWN);
}
