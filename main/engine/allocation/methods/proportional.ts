import { toUnits } from "../../../../shared/domain/amount.ts";
import { orZeroPolicy } from "../zero-driver.ts";
import { defineMethod, type Holding, type SplitScope, shortenWeights } from "./define.ts";

export const proportional = defineMethod({
  method: "proportional",
  meaning: "gives every target in proportion to what it already holds",
  async weigh(rule, given) {
    const held = new Map(
      (await given.holdings()).map((holding) => [keyOf(holding, holding.target), holding]),
    );
    return given.scopes.map((scope) => {
      const weights = given.receivers.map((code) => ({
        code,
        weight: positiveUnits(held.get(keyOf(scope, code)), rule.id, given.note),
      }));
      const what = `what its targets hold (${scope.basis}, ${scope.currency}) is`;
      return {
        scopes: [scope],
        weights: shortenWeights(orZeroPolicy(rule, weights, what, given)),
      };
    });
  },
});

function keyOf({ entity, currency, basis }: SplitScope, target: string): string {
  return JSON.stringify([entity, currency, basis, target]);
}

/** A holding below zero weighs nothing: a credit never turns a part's sign. */
function positiveUnits(
  holding: Holding | undefined,
  rule: string,
  note: (code: string, message: string) => void,
): bigint {
  const units = toUnits(holding?.amount ?? "0");
  if (units >= 0n || holding === undefined) {
    return units;
  }
  const { target, amount, currency, basis } = holding;
  note(
    "holding-negative",
    `The target "${target}" holds ${amount} ${currency} (${basis}) when the rule "${rule}" ` +
      "splits by holdings; it weighs 0.",
  );
  return 0n;
}
