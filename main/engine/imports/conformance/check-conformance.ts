import type { Reader } from "../../database/database.ts";
import { raw } from "../../database/sql.ts";
import { chargeRules } from "./charge-rules.ts";
import { columnRules } from "./column-rules.ts";
import { costRules } from "./cost-rules.ts";
import { billingPeriodRules, commitmentRules, invoiceDetailRules } from "./dataset-rules.ts";
import {
  FOCUS_VERSIONS,
  type FocusDataset,
  type FocusVersion,
  focusColumnsOf,
} from "./focus-columns.ts";
import type { ConformanceRule } from "./rule.ts";

const ROW_RULES: Readonly<Record<FocusDataset, readonly ConformanceRule[]>> = {
  "Cost and Usage": [...costRules, ...chargeRules],
  "Contract Commitment": commitmentRules,
  "Billing Period": billingPeriodRules,
  "Invoice Detail": invoiceDetailRules,
};

/** Every rule a dataset must obey in a version, columns first. */
export function conformanceRules(
  dataset: FocusDataset,
  version: FocusVersion,
): readonly ConformanceRule[] {
  const at = FOCUS_VERSIONS.indexOf(version);
  return [...columnRules(focusColumnsOf(dataset, version)), ...ROW_RULES[dataset]].filter(
    ({ since }) => since === undefined || FOCUS_VERSIONS.indexOf(since) <= at,
  );
}

/** The rows to be checked: a relation, and the columns of it that the file has. */
export interface CheckedRows {
  readonly from: string;
  readonly currency: string | null;
  readonly present: ReadonlySet<string>;
}

/** What a rule found: rows that break it per currency; null where the file lacks a column of it. */
export interface RuleResult {
  readonly rule: ConformanceRule;
  readonly broken:
    | readonly {
        readonly currency: string | null;
        readonly rows: number;
        readonly amount: string | null;
      }[]
    | null;
}

/** Asks all rules of one relation at once. */
export async function checkRules(
  reader: Reader,
  { from, currency, present }: CheckedRows,
  rules: readonly ConformanceRule[],
): Promise<RuleResult[]> {
  const asked = rules.filter(({ needs }) => needs.every((name) => present.has(name)));
  if (asked.length === 0) {
    return rules.map((rule) => ({ rule, broken: null }));
  }
  const columns = asked.flatMap(({ breaks, atStake }, index) => [
    `count(*) filter (where ${breaks}) as n${index}`,
    atStake === null
      ? `null as a${index}`
      : `cast(sum(case when ${breaks} then ${atStake} end) as decimal(38, 12)) as a${index}`,
  ]);
  const group = currency ?? "cast(null as varchar)";
  const { rows } = await reader.table(
    raw(`select ${group} as currency, ${columns.join(", ")} from ${from} group by 1 order by 1`),
  );
  const broken = new Map(
    asked.map((rule, index) => [rule, rows.flatMap((row) => brokenIn(row, index))] as const),
  );
  return rules.map((rule) => ({ rule, broken: broken.get(rule) ?? null }));
}

function brokenIn(row: readonly unknown[], index: number) {
  const rows = row[1 + index * 2];
  const amount = row[2 + index * 2];
  return typeof rows === "number" && rows > 0
    ? [
        {
          currency: typeof row[0] === "string" ? row[0] : null,
          rows,
          amount: typeof amount === "string" ? amount : null,
        },
      ]
    : [];
}
