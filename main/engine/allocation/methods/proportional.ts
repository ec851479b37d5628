import { toUnits } from "../../../../shared/domain/amount.ts";
import { orZeroPolicy } from "../zero-driver.ts";
import { defineMethod, shortenWeights } from "./define.ts";

export const proportional = defineMethod({
  method: "proportional",
  meaning: "gives every target in proportion to what it already holds",
  async weigh(rule, given) {
    const held = new Map(
      (await given.holdings()).map(({ scopeId, basis, target, amount }) => [
        keyOf(scopeId, basis, target),
        amount,
      ]),
    );
    return given.scopes.map((scope) => {
      const place = `${scope.basis} cost, ${scope.currency}`;
      const weights = given.receivers.map((code) => {
        const amount = held.get(keyOf(scope.id, scope.basis, code)) ?? "0";
        const units = toUnits(amount);
        if (units < 0n) {
          given.note(
            "holding-negative",
            `"${code}" holds ${amount} (${place}) when the rule "${rule.id}" splits by holdings; ` +
              "it weighs 0.",
          );
        }
        // A credit held never turns the sign of a part.
        return { code, weight: units < 0n ? 0n : units };
      });
      const what = `what its targets hold (${place}) is`;
      return {
        scopes: [scope],
        weights: shortenWeights(orZeroPolicy(rule, weights, what, given)),
      };
    });
  },
});

function keyOf(scopeId: number, basis: string, target: string): string {
  return JSON.stringify([scopeId, basis, target]);
}
