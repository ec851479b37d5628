import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { type SeedRow, seedCharges, seedTable } from "../../../support/seed.ts";

const period = "2026-10";

function charge(cost: string, more: SeedRow = {}): SeedRow {
  const costs = { billed_cost: cost, effective_cost: cost, contracted_cost: cost, list_cost: cost };
  return { billed_period: period, ...costs, ...more };
}

async function allocate(engine: Engine, rules: string) {
  return unwrap(await engine.runJob("allocate", { period, rules }));
}

const amounts = (result: { targets: readonly { target: string; amount: string }[] }) =>
  Object.fromEntries(result.targets.map(({ target, amount }) => [target, amount]));

test("step-down of two service pools gives the published result", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [
    charge("100000", { sub_account_id: "one" }),
    charge("50000", { sub_account_id: "two" }),
  ]);
  await seedTable(engine.context, "driver_quantity", [
    { driver: "use-of-s1", target: "S2", period, quantity: "20" },
    { driver: "use-of-s1", target: "A", period, quantity: "40" },
    { driver: "use-of-s1", target: "B", period, quantity: "40" },
    { driver: "use-of-s2", target: "S1", period, quantity: "10" },
    { driver: "use-of-s2", target: "A", period, quantity: "30" },
    { driver: "use-of-s2", target: "B", period, quantity: "60" },
  ]);
  const result = await allocate(
    engine,
    `
tieout: 1
targets:
  - { code: A }
  - { code: B }
  - { code: S1, isPool: true }
  - { code: S2, isPool: true }
rules:
  - id: one
    take: { where: [{ attribute: sub_account_id, op: equals, value: one }] }
    method: direct
    to: S1
  - id: two
    take: { where: [{ attribute: sub_account_id, op: equals, value: two }] }
    method: direct
    to: S2
  - { id: s1, stage: 2, take: { pool: S1 }, method: by-driver, driver: use-of-s1 }
  - { id: s2, stage: 3, take: { pool: S2 }, method: by-driver, driver: use-of-s2 }
`,
  );
  expect(amounts(result)).toEqual({
    A: "63333.333333333334",
    B: "86666.666666666666",
    unallocated: "0",
  });
  expect(result.conserved).toBe(true);
  expect(result.findings).toEqual([]);
  expect(result.rules.map(({ id, charges, amount }) => [id, charges, amount])).toEqual([
    ["one", 1, "100000"],
    ["two", 1, "50000"],
    ["s1", 1, "100000"],
    ["s2", 2, "70000"],
  ]);
});
