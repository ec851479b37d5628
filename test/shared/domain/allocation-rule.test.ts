import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";

const published = join(import.meta.dirname, "../../../resources/schemas/allocation.schema.json");

test("the published grammar is the grammar the engine reads", () => {
  const grammar = z.toJSONSchema(AllocationRuleSet, { io: "input" });
  expect(JSON.parse(readFileSync(published, "utf8"))).toEqual({
    ...grammar,
    title: "Tieout allocation rules",
  });
});

test("a rule set that names only what it must gets its defaults", () => {
  const rules = AllocationRuleSet.parse({
    tieout: 1,
    targets: [{ code: "A" }],
    rules: [{ id: "all", take: { where: [] }, method: "proportional" }],
  });
  expect(rules).toMatchObject({
    dimension: "cost_centre",
    targets: [{ code: "A", isPool: false }],
    rules: [{ stage: 1, zeroDriver: "unallocated" }],
  });
});

test.each(["0.30", "1", "1.000", "0"])("%j is a share", (share) => {
  expect(parseShare(share).success).toBe(true);
});

test.each(["1.1", "-0.1", ".5", "30%", "0.3333333333333"])("%j is no share", (share) => {
  expect(parseShare(share).success).toBe(false);
});

function parseShare(share: string) {
  return AllocationRuleSet.safeParse({
    tieout: 1,
    targets: [{ code: "A" }],
    rules: [{ id: "all", take: { where: [] }, method: "fixed-shares", shares: { A: share } }],
  });
}
