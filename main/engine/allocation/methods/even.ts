import { defineMethod } from "./define.ts";

export const even = defineMethod({
  method: "even",
  meaning: "gives every target the same",
  async weigh({ targets }, { scopes }) {
    return [{ scopes, weights: targets.map((code) => ({ code, weight: 1n })) }];
  },
});
