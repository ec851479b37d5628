import type { AllocationRule } from "../../../../shared/domain/allocation-rule.ts";
import type { WeightedTarget } from "../../../../shared/domain/apportion.ts";

/** Amounts are split apart for each of these: they never share weights that depend on cost. */
export interface SplitScope {
  /** Names the pair of entity and currency. */
  readonly id: number;
  readonly entity: string;
  readonly currency: string;
  readonly basis: string;
}

export interface Holding {
  readonly scopeId: number;
  readonly basis: string;
  readonly target: string;
  readonly amount: string;
}

/** What a method may ask for when it weighs one rule. */
export interface WeighingInput {
  readonly period: string;
  /** Declared targets that may receive, by code. */
  readonly receivers: readonly string[];
  /** Every declared target; a driver that names another one is refused. */
  readonly declared: ReadonlySet<string>;
  /** Where the rule takes something. */
  readonly scopes: readonly SplitScope[];
  /** Target → quantity as decimal text; empty where the driver is unknown in the period. */
  driverQuantities(driver: string): Promise<ReadonlyMap<string, string>>;
  /** What the receivers hold from earlier rules. */
  holdings(): Promise<readonly Holding[]>;
  /** Notes something the user should know about the run. */
  note(code: string, message: string): void;
}

/** The weights that split a rule's amounts in some scopes. */
export interface Weighting {
  readonly scopes: readonly SplitScope[];
  readonly weights: readonly WeightedTarget[];
}

/** How a rule splits what it takes: integer weights, never amounts. */
export interface AllocationMethod {
  readonly method: AllocationRule["method"];
  /** One sentence: what the method does, completing "The rule …". */
  readonly meaning: string;
  weigh(rule: AllocationRule, given: WeighingInput): Promise<readonly Weighting[]>;
}

type RuleOf<M extends AllocationRule["method"]> = Extract<AllocationRule, { method: M }>;

export function defineMethod<M extends AllocationRule["method"]>(definition: {
  readonly method: M;
  readonly meaning: string;
  weigh(rule: RuleOf<M>, given: WeighingInput): Promise<readonly Weighting[]>;
}): AllocationMethod {
  const { method, meaning } = definition;
  const isMine = (rule: AllocationRule): rule is RuleOf<M> => rule.method === method;
  return {
    method,
    meaning,
    weigh: async (rule, given) => {
      if (!isMine(rule)) {
        throw new Error(`a ${rule.method} rule was given to the method ${method}`);
      }
      return definition.weigh(rule, given);
    },
  };
}

/** The same weights divided by their largest common power of ten: equal shares, shorter digits. */
export function shortenWeights(weights: readonly WeightedTarget[]): WeightedTarget[] {
  let shortened = [...weights];
  while (
    shortened.some(({ weight }) => weight !== 0n) &&
    shortened.every(({ weight }) => weight % 10n === 0n)
  ) {
    shortened = shortened.map(({ code, weight }) => ({ code, weight: weight / 10n }));
  }
  return shortened;
}
