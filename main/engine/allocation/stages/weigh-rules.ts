import { z } from "zod";
import type { AllocationRule, AllocationRuleSet } from "../../../../shared/domain/allocation-rule.ts";
import type { WeightedTarget } from "../../../../shared/domain/apportion.ts";
import type { Writer } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import type { Holding, SplitScope, WeighingInput, Weighting } from "../methods/define.ts";
import { methods } from "../methods/index.ts";
import { receivers } from "../rules/rule-targets.ts";
import driverQuantity from "./driver-quantity.sql?raw";
import holding from "./holding.sql?raw";
import inflowScope from "./inflow-scope.sql?raw";

export interface Note {
  readonly code: string;
  readonly message: string;
}

/** What a run knows about its rules. */
export interface RunRules {
  readonly period: string;
  readonly ruleSet: AllocationRuleSet;
  /** The period's rules in the order they run; a rule's number is its place, from 1. */
  readonly rules: readonly AllocationRule[];
  note(note: Note): void;
}

const InflowScope = z.object({
  rule_number: z.number(),
  entity: z.string(),
  currency: z.string(),
  basis: z.string(),
});

/** Fills `draft_weight_set` and `apportion_weight` for every rule with something to split. */
export async function weighRules(writer: Writer, run: RunRules): Promise<void> {
  const scopes = await writer.rows(InflowScope, statement(inflowScope));
  const sets: { number: number; weighting: Weighting }[] = [];
  for (const number of new Set(scopes.map(({ rule_number }) => rule_number))) {
    const mine = scopes.filter(({ rule_number }) => rule_number === number);
    for (const weighting of await weighRule(writer, run, number, mine)) {
      sets.push({ number, weighting });
    }
  }
  await writer.run(
    statement(
      "create or replace temp table draft_weight_set (rule_number integer, entity varchar, " +
        "billing_currency varchar, basis varchar, weight_set bigint)",
    ),
  );
  await writer.run(
    statement(
      "create or replace temp table apportion_weight " +
        "(weight_set bigint, target varchar, weight hugeint)",
    ),
  );
  for (const [index, { number, weighting }] of sets.entries()) {
    await storeScopes(writer, index + 1, number, weighting.scopes);
    await storeWeights(writer, index + 1, weighting.weights);
  }
}

async function weighRule(
  writer: Writer,
  run: RunRules,
  number: number,
  scopes: readonly SplitScope[],
): Promise<readonly Weighting[]> {
  const rule = run.rules[number - 1];
  const method = methods.find((candidate) => candidate.method === rule?.method);
  if (rule === undefined || method === undefined) {
    throw new Error(`no method weighs rule number ${number}`);
  }
  return method.weigh(rule, weighingInput(writer, run, rule, number, scopes));
}

function weighingInput(
  writer: Writer,
  run: RunRules,
  rule: AllocationRule,
  number: number,
  scopes: readonly SplitScope[],
): WeighingInput {
  const { period, ruleSet } = run;
  const mayReceive = receivers(ruleSet, run.rules, rule);
  return {
    period,
    receivers: mayReceive,
    declared: new Set(ruleSet.targets.map(({ code }) => code)),
    scopes,
    driverQuantities: async (driver) => {
      const Quantity = z.object({ target: z.string(), quantity: z.string() });
      const rows = await writer.rows(Quantity, statement(driverQuantity, { driver, period }));
      return new Map(rows.map(({ target, quantity }) => [target, quantity]));
    },
    holdings: () => readHoldings(writer, rule.stage, number, mayReceive),
    note: (code, message) => run.note({ code, message }),
  };
}

async function readHoldings(
  writer: Writer,
  stage: number,
  number: number,
  targets: readonly string[],
): Promise<Holding[]> {
  const Row = z.object({
    entity: z.string(),
    currency: z.string(),
    basis: z.string(),
    target: z.string(),
    amount: z.string(),
  });
  return targets.length === 0
    ? []
    : writer.rows(Row, statement(holding, { stage, rule_number: number, targets }));
}

async function storeScopes(
  writer: Writer,
  weightSet: number,
  number: number,
  scopes: readonly SplitScope[],
): Promise<void> {
  await writer.run(
    statement(
      "insert into draft_weight_set select $number, unnest($entities), unnest($currencies), " +
        "unnest($bases), $weight_set",
      {
        number,
        entities: scopes.map(({ entity }) => entity),
        currencies: scopes.map(({ currency }) => currency),
        bases: scopes.map(({ basis }) => basis),
        weight_set: weightSet,
      },
    ),
  );
}

async function storeWeights(
  writer: Writer,
  weightSet: number,
  weights: readonly WeightedTarget[],
): Promise<void> {
  await writer.run(
    statement(
      "insert into apportion_weight " +
        "select $weight_set, unnest($codes), cast(unnest($weights) as hugeint)",
      {
        weight_set: weightSet,
        codes: weights.map(({ code }) => code),
        weights: weights.map(({ weight }) => weight.toString()),
      },
    ),
  );
}
