import { z } from "zod";
import type { AllocationResult } from "../../../../shared/contract/allocation.ts";
import { UNALLOCATED } from "../../../../shared/domain/allocation-rule.ts";
import { addAmounts, canonicalAmount, compareAmounts } from "../../../../shared/domain/amount.ts";
import { CostBasis } from "../../../../shared/domain/charge.ts";
import { fail } from "../../../../shared/errors.ts";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { latestRunOf } from "../../runs/runs-of-scope.ts";
import { ruleSetOf, type StoredRuleSet } from "../rules/rule-set-store.ts";
import ruleOfRun from "./rule-of-run.sql?raw";
import runById from "./run-by-id.sql?raw";
import settingCurrency from "./setting-currency.sql?raw";
import targetOfRun from "./target-of-run.sql?raw";
import totalOfRun from "./total-of-run.sql?raw";

export const Finding = z.object({ code: z.string(), message: z.string() });

const Run = z.object({
  run_id: z.string(),
  period: z.string(),
  rule_set_id: z.string(),
  input_hash: z.string(),
  findings: z.string(),
});
export type Run = z.infer<typeof Run>;

const Total = z.object({
  entity: z.string(),
  currency: z.string(),
  basis: CostBasis,
  amount_in: z.string(),
  amount_allocated: z.string(),
  amount_unallocated: z.string(),
});
export type Total = z.infer<typeof Total>;

export interface Wanted {
  readonly basis: CostBasis;
  readonly currency?: string | undefined;
}

export async function latestRun(reader: Reader, period: string): Promise<Run | null> {
  const latest = await latestRunOf(reader, { kind: "allocation", period });
  return latest === null ? null : findRun(reader, latest.run_id);
}

export async function findRun(reader: Reader, runId: string): Promise<Run | null> {
  const [run] = await reader.rows(Run, statement(runById, { run_id: runId }));
  return run ?? null;
}

export async function totalsOf(reader: Reader, runId: string): Promise<Total[]> {
  return reader.rows(Total, statement(totalOfRun, { run_id: runId }));
}

export async function rulesOfRun(reader: Reader, run: Run): Promise<StoredRuleSet> {
  const rules = await ruleSetOf(reader, run.rule_set_id);
  if (rules === null) {
    throw new Error(`the rules ${run.rule_set_id} of the run ${run.run_id} are not stored`);
  }
  return rules;
}

/** The run as asked for; without a currency the workspace's own, else the one with most cost. */
export async function loadResult(
  reader: Reader,
  run: Run,
  wanted: Wanted,
): Promise<AllocationResult> {
  const { run_id: runId, period } = run;
  const totals = await totalsOf(reader, runId);
  const { basis } = wanted;
  const currency = await chooseCurrency(reader, totals, period, wanted);
  const mine = totals.filter((total) => total.basis === basis && total.currency === currency);
  const { ruleSet } = await rulesOfRun(reader, run);
  const bound = { run_id: runId, basis, currency };
  const Amounts = z.object({ target: z.string(), amount: z.string() });
  const amounts = new Map(
    (await reader.rows(Amounts, statement(targetOfRun, bound))).map((row) => [
      row.target,
      row.amount,
    ]),
  );
  const Taken = z.object({ rule_id: z.string(), charges: z.number(), amount: z.string() });
  const taken = new Map(
    (await reader.rows(Taken, statement(ruleOfRun, bound))).map((row) => [row.rule_id, row]),
  );
  const finals = ruleSet.targets.filter(({ isPool }) => !isPool);
  return {
    runId,
    ruleSetId: run.rule_set_id,
    period,
    basis,
    currency,
    totals: {
      in: addAmounts(mine.map((total) => total.amount_in)),
      allocated: addAmounts(mine.map((total) => total.amount_allocated)),
      unallocated: addAmounts(mine.map((total) => total.amount_unallocated)),
    },
    conservation: totals.map((total) => ({
      entity: total.entity,
      currency: total.currency,
      basis: total.basis,
      in: canonicalAmount(total.amount_in),
      allocated: canonicalAmount(total.amount_allocated),
      unallocated: canonicalAmount(total.amount_unallocated),
    })),
    conserved: totals.every(isConserved),
    targets: [
      ...finals.map(({ code, name }) => ({ target: code, name: name ?? code })),
      { target: UNALLOCATED, name: "Unallocated" },
    ].map((target) => ({ ...target, amount: canonicalAmount(amounts.get(target.target) ?? "0") })),
    rules: ruleSet.rules.map(({ id, name, method, stage }) => ({
      id,
      name: name ?? id,
      method,
      stage,
      charges: taken.get(id)?.charges ?? 0,
      amount: canonicalAmount(taken.get(id)?.amount ?? "0"),
    })),
    findings: z.array(Finding).parse(JSON.parse(run.findings)),
  };
}

export function isConserved(total: Total): boolean {
  const out = addAmounts([total.amount_allocated, total.amount_unallocated]);
  return compareAmounts(total.amount_in, out) === 0;
}

export async function chooseCurrency(
  reader: Reader,
  totals: readonly Total[],
  period: string,
  { basis, currency }: Wanted,
): Promise<string> {
  const present = [...new Set(totals.map((total) => total.currency))];
  if (currency !== undefined) {
    return present.includes(currency)
      ? currency
      : fail(
          "period-empty",
          `No charge of ${period} is billed in ${currency}.`,
          `Ask for ${present.join(" or ")}; allocation keeps the currency of the bill.`,
          { period, currency },
        );
  }
  const [setting] = await reader.rows(z.object({ value: z.string() }), statement(settingCurrency));
  if (setting !== undefined && present.includes(setting.value)) {
    return setting.value;
  }
  const cost = (code: string) =>
    addAmounts(
      totals
        .filter((total) => total.currency === code && total.basis === basis)
        .map((total) => total.amount_in),
    );
  const [largest] = present.sort((a, b) => compareAmounts(cost(b), cost(a)) || (a < b ? -1 : 1));
  return largest ?? fail("period-empty", `No charge belongs to ${period}.`, "Import its bills.");
}
