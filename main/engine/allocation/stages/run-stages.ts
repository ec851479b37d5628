import { z } from "zod";
import type { AllocationRule } from "../../../../shared/domain/allocation-rule.ts";
import { fail } from "../../../../shared/errors.ts";
import type { Writer } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { apportionPools } from "../../money/apportion-pools.ts";
import { takenPool } from "../rules/rule-targets.ts";
import apportionPool from "./apportion-pool.sql?raw";
import balance from "./balance.sql?raw";
import draftMove from "./draft-move.sql?raw";
import draftTaking from "./draft-taking.sql?raw";
import draftTarget from "./draft-target.sql?raw";
import draftWeighed from "./draft-weighed.sql?raw";
import inflowOfCharges from "./inflow-of-charges.sql?raw";
import inflowOfPools from "./inflow-of-pools.sql?raw";
import leaveUnallocated from "./leave-unallocated.sql?raw";
import moveParts from "./move-parts.sql?raw";
import { type RunRules, weighRules } from "./weigh-rules.ts";

/**
 * Moves every amount of `draft_amount` by the rules, stage by stage, into `draft_move`.
 * Law:     after every stage Σ held = Σ in per entity, currency and basis
 *          (test/laws/allocation-conservation.test.ts)
 * Errors:  allocation-not-conserved, driver-zero, driver-missing, target-missing
 */
export async function runStages(
  writer: Writer,
  run: RunRules,
  progress: (done: number, total: number) => void,
): Promise<void> {
  await writer.run(statement(draftMove));
  await storeTargets(writer, run);
  const stages = [...new Set(run.rules.map(({ stage }) => stage))].sort((a, b) => a - b);
  for (const [index, stage] of stages.entries()) {
    progress(index, stages.length);
    for (const batch of batches(run, stage)) {
      await runBatch(writer, run, stage, batch);
    }
    await assertBalance(writer, stage);
  }
  const end = (stages.at(-1) ?? 0) + 1;
  await writer.run(statement(leaveUnallocated, { stage: end }));
}

async function storeTargets(writer: Writer, { ruleSet, rules }: RunRules): Promise<void> {
  await writer.run(
    statement(draftTarget, {
      codes: ruleSet.targets.map(({ code }) => code),
      pools: ruleSet.targets.map(({ isPool }) => String(isPool)),
    }),
  );
  // A list that is bound may not be empty, so a rule that takes charges is listed without a pool.
  const takings = [{ number: 0, pool: null, stage: 0 }, ...rules.map(takingOf)];
  await writer.run(
    statement(draftTaking, {
      numbers: takings.map(({ number }) => String(number)),
      pools: takings.map(({ pool }) => pool ?? ""),
      stages: takings.map(({ stage }) => String(stage)),
    }),
  );
}

function takingOf(rule: AllocationRule, index: number) {
  return { number: index + 1, pool: takenPool(rule), stage: rule.stage };
}

/** Rules of a stage that may run together: a proportional one waits for all before it. */
function batches({ rules }: RunRules, stage: number): number[][] {
  const numbered = rules.map((rule, index) => ({ rule, number: index + 1 }));
  const splitting = numbered.filter(({ rule }) => rule.stage === stage && splits(rule));
  const proportional = splitting.filter(({ rule }) => rule.method === "proportional");
  const others = splitting.filter(({ rule }) => rule.method !== "proportional");
  return [
    ...(others.length === 0 ? [] : [others.map(({ number }) => number)]),
    ...proportional.map(({ number }) => [number]),
  ];
}

/** Direct rules over charges are placed with the segments; every other rule splits. */
function splits(rule: AllocationRule): boolean {
  return rule.method !== "direct" || takenPool(rule) !== null;
}

async function runBatch(
  writer: Writer,
  run: RunRules,
  stage: number,
  numbers: readonly number[],
): Promise<void> {
  const rules = numbers.map(String);
  await writer.run(
    stage === 1
      ? statement(inflowOfCharges, { rules })
      : statement(inflowOfPools, { rules, stage }),
  );
  if (!(await weighRules(writer, run))) {
    return;
  }
  await writer.run(statement(draftWeighed));
  await writer.run(statement(apportionPool));
  await apportionPools(writer);
  await writer.run(statement(moveParts, { stage }));
}

const Imbalance = z.object({
  entity: z.string(),
  currency: z.string(),
  basis: z.string(),
  amount: z.string(),
});

async function assertBalance(writer: Writer, stage: number): Promise<void> {
  const [first] = await writer.rows(Imbalance, statement(balance, { stage }));
  if (first !== undefined) {
    const { entity, currency, basis, amount } = first;
    fail(
      "allocation-not-conserved",
      `After stage ${stage} the ${basis} cost of "${entity}" in ${currency} is off by ${amount}.`,
      "Nothing was stored; report the run with its rules.",
      { stage, entity, currency, basis, amount },
    );
  }
}
