import { beforeEach, expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { type SeedRow, seedCharges } from "../../../support/seed.ts";

const period = "2026-10";
const rules = `
tieout: 1
targets: [{ code: A, name: Alpha }, { code: B }]
rules:
  - id: servers
    take: { where: [{ attribute: service_name, op: equals, value: Servers }] }
    method: direct
    to: A
`;

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
});

const charge = (cost: string, more: SeedRow = {}): SeedRow => ({
  billed_period: period,
  billed_cost: cost,
  effective_cost: cost,
  contracted_cost: cost,
  list_cost: cost,
  ...more,
});

const run = async (more: { rules?: string; currency?: string; period?: string } = {}) =>
  engine.runJob("allocate", { period, ...more });

test("a trace says when the allocation of its charge is older than its inputs", async () => {
  const file = await seedCharges(engine.context, [charge("5")]);
  const trace = async () =>
    unwrap(await engine.client.charges.trace({ chargeId: `${file}:2` })).isStale;
  expect(await trace()).toBe(false);
  unwrap(await run({ rules }));
  expect(await trace()).toBe(false);
  await seedCharges(engine.context, [charge("1")]);
  expect(await trace()).toBe(true);
  const cell = unwrap(await engine.client.allocation.explain({ period, target: "A", where: [] }));
  expect(cell.isStale).toBe(true);
});
