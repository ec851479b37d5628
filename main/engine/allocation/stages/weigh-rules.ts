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
  scope_id: z.number(),
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
  const sets = new WeightSets();
  for (const number of new Set(scopes.map(({ rule_number }) => rule_number))) {
    const mine = scopes.filter(({ rule_number }) => rule_number === number).map(asSplitScope);
    for (const weighting of await weighRule(writer, run, number, mine)) {
      sets.add(number, weighting);
    }
  }
  if (sets.places.length === 0) {
    return false;
  }
  await writer.run(
    statement(draftWeightSet, {
      numbers: sets.places.map(({ number }) => String(number)),
      scopes: sets.places.map(({ scope }) => String(scope.id)),
      bases: sets.places.map(({ scope }) => scope.basis),
      weight_sets: sets.places.map(({ set }) => String(set)),
    }),
  );
  await writer.run(
    statement(apportionWeight, {
      weight_sets: sets.weights.map(({ set }) => String(set)),
      targets: sets.weights.map(({ code }) => code),
      weights: sets.weights.map(({ weight }) => weight.toString()),
    }),
  );
  return true;
}

function asSplitScope({ scope_id: id, ...scope }: z.infer<typeof InflowScope>): SplitScope {
  return { id, entity: scope.entity, currency: scope.currency, basis: scope.basis };
}

/** The weights of a batch; rules and scopes with equal weights share one set. */
class WeightSets {
  readonly places: { number: number; scope: SplitScope; set: number }[] = [];
  readonly weights: { set: number; code: string; weight: bigint }[] = [];
  private readonly known = new Map<string, number>();

  add(number: number, { scopes, weights }: Weighting): void {
    const key = weights.map(({ code, weight }) => `${weight} ${code}`).join("\n");
    const set = this.known.get(key) ?? this.known.size + 1;
    if (!this.known.has(key)) {
      this.known.set(key, set);
      this.weights.push(...weights.map(({ code, weight }) => ({ set, code, weight })));
    }
    this.places.push(...scopes.map((scope) => ({ number, scope, set })));
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
    scope_id: z.number(),
    basis: z.string(),
    target: z.string(),
    amount: z.string(),
  });
  if (targets.length === 0) {
    return [];
  }
  const bound = { stage, rule_number: number, targets };
  const rows = await writer.rows(Row, statement(holding, bound));
  return rows.map(({ scope_id: scopeId, ...row }) => ({ scopeId, ...row }));
}
