import { z } from "zod";
import type {
  AllocationRule,
  AllocationRuleSet,
} from "../../../../shared/domain/allocation-rule.ts";
import type { Writer } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import type { Holding, SplitScope, WeighingInput, Weighting } from "../methods/define.ts";
import { methods } from "../methods/index.ts";
import { receivers } from "../rules/rule-targets.ts";
import apportionWeight from "./apportion-weight.sql?raw";
import draftWeightSet from "./draft-weight-set.sql?raw";
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

/**
 * Fills `draft_weight_set` and `apportion_weight` for every rule with something to split.
 * Gives false where none has.
 */
export async function weighRules(writer: Writer, run: RunRules): Promise<boolean> {
  const scopes = await writer.rows(InflowScope, statement(inflowScope));
  const sets: { number: number; weighting: Weighting }[] = [];
  for (const number of new Set(scopes.map(({ rule_number }) => rule_number))) {
    const mine = scopes.filter(({ rule_number }) => rule_number === number);
    for (const weighting of await weighRule(writer, run, number, mine)) {
      sets.push({ number, weighting });
    }
  }
  if (sets.length === 0) {
    return false;
  }
  const places = sets.flatMap(({ number, weighting }, index) =>
    weighting.scopes.map((scope) => ({ ...scope, number, set: index + 1 })),
  );
  await writer.run(
    statement(draftWeightSet, {
      numbers: places.map(({ number }) => String(number)),
      entities: places.map(({ entity }) => entity),
      currencies: places.map(({ currency }) => currency),
      bases: places.map(({ basis }) => basis),
      weight_sets: places.map(({ set }) => String(set)),
    }),
  );
  const weights = sets.flatMap(({ weighting }, index) =>
    weighting.weights.map((weight) => ({ ...weight, set: index + 1 })),
  );
  await writer.run(
    statement(apportionWeight, {
      weight_sets: weights.map(({ set }) => String(set)),
      targets: weights.map(({ code }) => code),
      weights: weights.map(({ weight }) => weight.toString()),
    }),
  );
  return true;
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
