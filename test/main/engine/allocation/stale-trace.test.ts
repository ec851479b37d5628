import { beforeEach, expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { charge, period, rules } from "../../../support/alpha-and-b.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges } from "../../../support/seed.ts";

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
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
