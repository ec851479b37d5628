import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { addAmounts, subtractAmounts } from "../../../../shared/domain/amount.ts";
import { COST_BASES } from "../../../../shared/domain/charge.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { type SeedRow, seedCharges } from "../../../support/seed.ts";
import { CLOSING, OPENING, seedRates } from "../../../support/variance-seed.ts";

const between = { of: "allocated" as const, from: OPENING, to: CLOSING, by: ["target"] };
const rules = `tieout: 1
targets: [{ code: shop }, { code: bank }, { code: lab }]
rules:
  - id: own
    take: { where: [{ attribute: "tag:team", op: exists }] }
    method: direct
    toAttribute: tag:team
  - { id: rest, take: { where: [] }, method: fixed-shares, shares: { shop: "0.5", bank: "0.3" } }
`;

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
});

const charge = (period: string, cost: string, team?: string, more: SeedRow = {}): SeedRow => ({
  billed_period: period,
  billed_cost: cost,
  effective_cost: cost,
  contracted_cost: cost,
  list_cost: cost,
  tags: team === undefined ? null : JSON.stringify({ team }),
  ...more,
});

async function allocateBoth(rows: readonly SeedRow[]): Promise<void> {
  await seedCharges(engine.context, rows);
  for (const period of [OPENING, CLOSING]) {
    unwrap(await engine.runJob("allocate", { period, rules }));
  }
}

test("each target's movement is told apart, new, retired, tax and credits included", async () => {
  await allocateBoth([
    charge(OPENING, "100"),
    charge(CLOSING, "140"),
    charge(OPENING, "7", "lab"),
    charge(CLOSING, "9", "bank", { service_name: "Storage" }),
    charge(CLOSING, "3", "shop", { charge_category: "Tax" }),
    charge(CLOSING, "-2", "shop", { charge_category: "Credit" }),
  ]);
  const result = unwrap(await engine.runJob("variance", between));
  expect(result).toMatchObject({
    of: "allocated",
    opening: "107",
    closing: "150",
    residual: "0",
    isStale: false,
    fallbacks: [],
  });
  expect(Object.fromEntries(result.effects.map(({ effect, amount }) => [effect, amount]))).toEqual({
    new: "9",
    retired: "-7",
    tax: "3",
    credit: "-2",
    "not-decomposable": "40",
  });
  expect(result.rows.map(({ path, opening, closing }) => [path[0], opening, closing])).toEqual([
    ["bank", "30", "51"],
    ["shop", "50", "71"],
    ["unallocated", "20", "28"],
    ["lab", "7", "0"],
  ]);
  expect(unwrap(await engine.client.variance.result(between)).result).toEqual(result);
});

test("what exchange rates moved stands apart from what was allocated", async () => {
  await seedRates(engine, "EUR", "1.10", "1.08");
  await allocateBoth([
    charge(OPENING, "380000", "shop", { billing_currency: "EUR" }),
    charge(CLOSING, "400000", "shop", { billing_currency: "EUR" }),
  ]);
  const result = unwrap(await engine.runJob("variance", { ...between, currency: "USD" }));
  expect(result.effects).toEqual([
    { effect: "currency", amount: "-7800" },
    { effect: "not-decomposable", amount: "21800" },
  ]);
});

test("opening and closing are what the runs left with their targets, on any basis", async () => {
  const amount = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }).map((units) => `${units}.000001`);
  const row = fc
    .tuple(fc.constantFrom(OPENING, CLOSING), amount, fc.constantFrom("lab", "nobody", undefined))
    .map(([period, cost, team]) => charge(period, cost, team));
  const rows = fc.sample(row, { numRuns: 60, seed: 9 });
  await allocateBoth([charge(OPENING, "1"), charge(CLOSING, "1"), ...rows]);
  for (const basis of COST_BASES) {
    const result = unwrap(await engine.runJob("variance", { ...between, basis }));
    for (const [side, period] of [
      ["opening", OPENING],
      ["closing", CLOSING],
    ] as const) {
      const asked = { period, basis, currency: "USD" } as const;
      const run = unwrap(await engine.client.allocation.result(asked)).result;
      expect(result[side]).toBe(run?.totals.in);
      for (const { target, amount: kept } of run?.targets ?? []) {
        const shown = result.rows.find(({ path }) => path[0] === target)?.[side] ?? "0";
        expect([target, shown]).toEqual([target, kept]);
      }
    }
    const explained = addAmounts(result.effects.map((effect) => effect.amount));
    expect(explained).toBe(subtractAmounts(result.closing, result.opening));
  }
});

test("a run that is older than its inputs is said to be", async () => {
  await allocateBoth([charge(OPENING, "1"), charge(CLOSING, "2")]);
  const first = unwrap(await engine.runJob("variance", between));
  expect(first.isStale).toBe(false);
  await seedCharges(engine.context, [charge(CLOSING, "5")]);
  const later = unwrap(await engine.runJob("variance", between));
  expect(later).toEqual({ ...first, isStale: true });
  unwrap(await engine.runJob("allocate", { period: CLOSING, rules }));
  const fresh = unwrap(await engine.runJob("variance", between));
  expect(fresh).toMatchObject({ closing: "7", isStale: false });
  expect(fresh.runId).not.toBe(first.runId);
});

test("what cannot be told of allocated cost is refused in words", async () => {
  await seedCharges(engine.context, [charge(OPENING, "1"), charge(CLOSING, "2")]);
  unwrap(await engine.runJob("allocate", { period: OPENING, rules }));
  expect(unwrap(await engine.client.variance.result(between))).toEqual({ result: null });
  expect(await engine.runJob("variance", between)).toMatchObject({
    ok: false,
    error: { code: "run-not-found", message: "The cost of 2026-10 is not allocated yet." },
  });
  unwrap(await engine.runJob("allocate", { period: CLOSING, rules }));
  for (const name of ["region_id", "target_name"]) {
    const answer = await engine.runJob("variance", { ...between, by: [name] });
    expect(answer).toMatchObject({ ok: false, error: { code: "usage" } });
  }
  const ofCharges = await engine.runJob("variance", { ...between, of: "charges" as const });
  expect(ofCharges).toMatchObject({ ok: false, error: { code: "usage" } });
});
