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

test("one charge is traced to its targets and a cell back to its file", async () => {
  const engine = await openEngine();
  const file = await seedCharges(engine.context, [
    charge("100.00", { tags: '{"team":"pay"}' }),
    charge("10", { tags: '{"team":"Payments"}', service_name: "Storage" }),
    charge("-3", { tags: '{"team":"nobody"}' }),
    charge("7.77", { charge_category: "Tax" }),
    charge("0.02", { service_name: "Support" }),
  ]);
  await seedTable(engine.context, "driver_quantity", [
    { driver: "heads", target: "pay", period, quantity: "2", unit: "people" },
    { driver: "heads", target: "data", period, quantity: "1" },
  ]);
  const result = await allocate(
    engine,
    `
tieout: 1
targets: [{ code: pay, name: Payments }, { code: data }, { code: shared, isPool: true }]
rules:
  - id: by-team
    take: { where: [{ attribute: "tag:team", op: exists }] }
    method: direct
    toAttribute: tag:team
    map: { Payments: pay }
  - id: tax
    take: { where: [{ attribute: charge_category, op: equals, value: tax, ignoreCase: true }] }
    method: fixed-shares
    shares: { pay: 0.30, data: 0.30 }
  - id: support
    take: { where: [{ attribute: service_name, op: in, values: [Support] }] }
    method: direct
    to: shared
  - { id: heads, stage: 2, take: { pool: shared }, method: by-driver, driver: heads }
`,
  );
  expect(amounts(result)).toEqual({
    pay: "112.344333333333",
    data: "2.337666666667",
    unallocated: "0.108",
  });
  expect(result.findings).toEqual([
    {
      code: "target-unnamed",
      message:
        '1 charge (-3 USD) with tag:team = "nobody" name no declared target and stay unallocated.',
    },
  ]);
  const cell = unwrap(
    await engine.client.allocation.explain({
      period,
      basis: "effective",
      target: "pay",
      where: [],
    }),
  );
  expect(cell).toMatchObject({ amount: "112.344333333333", ties: true });
  const traced = unwrap(await engine.client.charges.trace({ chargeId: `${file}:5` }));
  const split = traced.allocations.filter(({ basis }) => basis === "billed");
  expect(split.map(({ rule, target, amount }) => [rule, target, amount])).toEqual([
    ["tax", "data", "2.331"],
    ["tax", "pay", "2.331"],
    ["tax", "unallocated", "3.108"],
  ]);
});
