import { defineMethod } from "./define.ts";

export const direct = defineMethod({
  method: "direct",
  meaning: "gives everything to one target",
  async weigh({ to }, { scopes }) {
    return to === undefined ? [] : [{ scopes, weights: [{ code: to, weight: 1n }] }];
  },
});
