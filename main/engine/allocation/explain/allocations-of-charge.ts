import { z } from "zod";
import { fromUnits, toUnits } from "../../../../shared/domain/amount.ts";
import { apportion } from "../../../../shared/domain/apportion.ts";
import { COST_BASES, CostBasis } from "../../../../shared/domain/charge.ts";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { keptAttributes } from "../../relations/account-columns.ts";
import { allocationsQuery } from "../compile-charge.ts";
import { compileRules } from "../compile-rules.ts";
import { rulesInOrder, takenPool } from "../rules/rule-targets.ts";
import { latestRun, rulesOfRun } from "../runs/load-result.ts";
import { hasStaleRun } from "../runs/stale-run.ts";
import periodsOfCharge from "./periods-of-charge.sql?raw";

export interface ChargeAllocation {
  readonly period: string;
  readonly basis: CostBasis;
  /** The rule that gave it to the target; else the pool that kept it, else "none". */
  readonly rule: string;
  readonly target: string;
  readonly amount: string;
}

const Row = z.object({
  basis: CostBasis,
  rule_id: z.string().nullable(),
  pool: z.string().nullable(),
  target: z.string(),
  amount: z.string(),
  cost: z.string(),
});
type Row = z.infer<typeof Row>;

/**
 * Where one charge went in the latest run of each of its periods: its cost split as its
 * segment's was. Empty where no run covers it, or where files or entities changed since.
 * Law:     Σ allocations of a basis = the charge's cost (test/laws/allocation-explanation.test.ts)
 */
export async function allocationsOfCharge(
  reader: Reader,
  sourceFileId: string,
  rowIndex: number,
): Promise<ChargeAllocation[]> {
  const found: ChargeAllocation[] = [];
  for (const period of await periodsOf(reader, sourceFileId, rowIndex)) {
    const rows = await rowsOf(reader, period, { sourceFileId, rowIndex });
    for (const basis of COST_BASES) {
      found.push(
        ...splitCost(
          period,
          rows.filter((row) => row.basis === basis),
        ),
      );
    }
  }
  return found;
}

/** Whether a run of a period the charge belongs to is older than files, entities or rules. */
export async function hasStaleAllocation(
  reader: Reader,
  sourceFileId: string,
  rowIndex: number,
): Promise<boolean> {
  return hasStaleRun(reader, await periodsOf(reader, sourceFileId, rowIndex));
}

async function periodsOf(
  reader: Reader,
  sourceFileId: string,
  rowIndex: number,
): Promise<string[]> {
  const charge = { source_file_id: sourceFileId, row_index: rowIndex };
  const Row = z.object({ period: z.string() });
  const rows = await reader.rows(Row, statement(periodsOfCharge, charge));
  return rows.map(({ period }) => period);
}

async function rowsOf(
  reader: Reader,
  period: string,
  only: { sourceFileId: string; rowIndex: number },
): Promise<Row[]> {
  const run = await latestRun(reader, period);
  if (run === null) {
    return [];
  }
  const { ruleSet } = await rulesOfRun(reader, run);
  const rules = rulesInOrder(ruleSet, period).filter((rule) => takenPool(rule) === null);
  const declared = ruleSet.targets.map(({ code }) => code);
  const kept = await keptAttributes(reader);
  const drafts = compileRules(rules, declared, { period, only, kept });
  const ruleIds = rules.map(({ id }) => id);
  return reader.rows(Row, allocationsQuery({ runId: run.run_id, ruleIds, drafts }));
}

function splitCost(period: string, rows: readonly Row[]): ChargeAllocation[] {
  const [first] = rows;
  const cost = toUnits(first?.cost ?? "0");
  if (cost === 0n) {
    return [];
  }
  const weighted = rows.map((row, index) => {
    const units = toUnits(row.amount);
    return { code: `${row.target}\u0000${index}`, weight: units < 0n ? -units : units };
  });
  const parts = apportion(cost, weighted);
  return rows.flatMap((row, index) => {
    const units = parts[index] ?? 0n;
    const rule = row.rule_id ?? row.pool ?? "none";
    const { basis, target } = row;
    return units === 0n ? [] : [{ period, basis, rule, target, amount: fromUnits(units) }];
  });
}
