import { UNALLOCATED } from "../../../../shared/domain/allocation-rule.ts";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { defineMethod, shortenWeights } from "./define.ts";

const WHOLE = toUnits("1");

export const fixedShare = defineMethod({
  method: "fixed-shares",
  meaning: "gives every target its fixed share; what the shares leave below 1 is unallocated",
  async weigh({ shares }, { scopes }) {
    const weights = Object.entries(shares).map(([code, share]) => ({
      code,
      weight: toUnits(share),
    }));
    const rest = weights.reduce((left, { weight }) => left - weight, WHOLE);
    const all = rest === 0n ? weights : [...weights, { code: UNALLOCATED, weight: rest }];
    return [{ scopes, weights: shortenWeights(all) }];
  },
});
