import { expect, test } from "vitest";
import { z } from "zod";
import { sql } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import type { VarianceResult } from "../../../../shared/contract/variance.ts";
import { roundAmount } from "../../../../shared/domain/amount.ts";
import { openEngine } from "../../../support/open-engine.ts";
import type { SeedRow } from "../../../support/seed.ts";
import { CLOSING, OPENING, seedBoth, seedRates, usage } from "../../../support/variance-seed.ts";

const between = { from: OPENING, to: CLOSING };

type Question = Parameters<Engine["client"]["variance"]["result"]>[0];

async function explain(
  rows: readonly SeedRow[],
  question: Partial<Question> = {},
  engine?: Engine,
): Promise<VarianceResult> {
  const used = engine ?? (await openEngine());
  await seedBoth(used, rows);
  return unwrap(await used.runJob("variance", { ...between, ...question }));
}

const effectsOf = ({ effects }: VarianceResult, digits = 12): Record<string, string> =>
  Object.fromEntries(effects.map(({ effect, amount }) => [effect, roundAmount(amount, digits)]));

test("new and retired items stay out of price and volume", async () => {
  const result = await explain([
    usage(OPENING, "kept", "20", "200"),
    usage(CLOSING, "kept", "24", "264"),
    usage(CLOSING, "new", "9", "45"),
    usage(OPENING, "gone", "7", "70"),
  ]);
  expect(result).toMatchObject({ opening: "270", closing: "309", residual: "0", leaves: 3 });
  expect(effectsOf(result)).toEqual({
    "list-price": "22",
    volume: "42",
    new: "45",
    retired: "-70",
  });
});

const servers = [
  usage(OPENING, "small", "40000", "8000"),
  usage(OPENING, "large", "60000", "15000"),
  usage(CLOSING, "small", "55000", "11000"),
  usage(CLOSING, "large", "50000", "13000"),
];

test("price, volume and mix by the standard-cost convention", async () => {
  const result = await explain(servers, { convention: "standard-cost" });
  expect(result).toMatchObject({ opening: "23000", closing: "24000", residual: "0" });
  expect(effectsOf(result)).toEqual({ volume: "1150", mix: "-650", "list-price": "500" });
});

test("price, volume and mix by the symmetric convention, on request", async () => {
  const result = await explain(servers, { mix: true });
  expect(effectsOf(result, 6)).toEqual({
    "list-price": "551.031746",
    volume: "1147.460317",
    mix: "-698.492063",
  });
});

test("the ladder from list over the negotiated discount to the commitment", async () => {
  const rung = (period: string, list: string, contracted: string, effective: string): SeedRow => ({
    ...usage(period, "sku", list, list),
    contracted_cost: contracted,
    effective_cost: effective,
  });
  const result = await explain([
    rung(OPENING, "2016", "1895.04", "1326.528"),
    rung(CLOSING, "3061", "2907.95", "2617.155"),
  ]);
  expect(effectsOf(result, 6)).toEqual({
    volume: "790.194167",
    negotiated: "20.482167",
    commitment: "479.950667",
  });
  expect(result.residual).toBe("0");
});

test.each([
  ["symmetric", "-7800"],
  ["standard-cost", "-8000"],
] as const)("a movement of the exchange rate, %s", async (convention, expected) => {
  const engine = await openEngine();
  await seedRates(engine, "EUR", "1.10", "1.08");
  const euro = (period: string, quantity: string, cost: string): SeedRow => ({
    ...usage(period, "sku", quantity, cost),
    billing_currency: "EUR",
  });
  const rows = [euro(OPENING, "380", "380000"), euro(CLOSING, "400", "400000")];
  const result = await explain(rows, { currency: "USD", convention }, engine);
  expect(result).toMatchObject({ opening: "418000", closing: "432000", residual: "0" });
  expect(effectsOf(result)["currency"]).toBe(expected);
});

test("corrections of earlier periods stand on their own line", async () => {
  const late: SeedRow = {
    ...usage(CLOSING, "sku", "3", "30"),
    charge_period_start: "2026-08-31 00:00:00",
    charge_period_end: "2026-09-01 00:00:00",
    effective_period: CLOSING,
  };
  const result = await explain([
    usage(OPENING, "sku", "100", "1000"),
    { ...usage(OPENING, "sku", "-5", "-50"), charge_class: "Correction" },
    usage(CLOSING, "sku", "110", "1100"),
    late,
  ]);
  expect(effectsOf(result)).toEqual({ volume: "100", correction: "80" });
});

test("tax, credits, one-time charges, waste and unpriced cost are each their own", async () => {
  const both = (rows: SeedRow, opening: string, closing: string): SeedRow[] => [
    { ...rows, billed_period: OPENING, effective_cost: opening },
    { ...rows, billed_period: CLOSING, effective_cost: closing },
  ];
  const result = await explain([
    ...both({ charge_category: "Tax", charge_frequency: "One-Time" }, "19", "21"),
    ...both({ charge_category: "Credit" }, "-100", "-150"),
    ...both({ charge_category: "Purchase", charge_frequency: "One-Time" }, "5", "0"),
    ...both({ commitment_discount_status: "Unused" }, "1", "4"),
    ...both({ charge_category: "Purchase", charge_frequency: "Recurring" }, "7", "7.5"),
    ...both({ sku_id: "x", pricing_quantity: "0" }, "3", "4"),
  ]);
  expect(effectsOf(result)).toEqual({
    tax: "2",
    credit: "-50",
    "one-time": "-5",
    "unused-commitment": "3",
    "not-decomposable": "1.5",
  });
  expect(result.fallbacks).toEqual([{ fallback: "no-quantity", amount: "11.5" }]);
});

test("a price that would be negative is not decomposed", async () => {
  const result = await explain([
    usage(OPENING, "sku", "10", "-5"),
    usage(CLOSING, "sku", "10", "5"),
  ]);
  expect(effectsOf(result)).toEqual({ "not-decomposable": "10" });
});

test("a quantity that falls to nothing is volume, a price that does is price", async () => {
  const result = await explain([
    usage(OPENING, "stopped", "10", "20"),
    usage(CLOSING, "stopped", "0", "0"),
    usage(OPENING, "free", "10", "20"),
    usage(CLOSING, "free", "10", "0"),
  ]);
  expect(effectsOf(result)).toEqual({ volume: "-20", "list-price": "-20" });
});

test("rungs that a period lacks are left out, and the cost on them is shown", async () => {
  const without = (sku: string, fields: SeedRow): SeedRow[] => [
    { ...usage(OPENING, sku, "10", "10"), ...fields },
    { ...usage(CLOSING, sku, "10", "12") },
  ];
  const result = await explain([
    ...without("no-list", { list_cost: null }),
    ...without("zero-list", { list_cost: "0" }),
    ...without("no-contract", { contracted_cost: null }),
  ]);
  expect(effectsOf(result)).toEqual({ "list-price": "2", negotiated: "4" });
  expect(result.fallbacks).toEqual([
    { fallback: "contracted-price-missing", amount: "12" },
    { fallback: "list-price-missing", amount: "24" },
  ]);
});

test.each([
  ["list", { volume: "30", "list-price": "16.5" }],
  ["contracted", { volume: "27.3", "list-price": "15.015", negotiated: "-3.615" }],
] as const)("the %s basis is explained by its own rungs", async (basis, expected) => {
  const row = (period: string, quantity: string, list: string, contracted: string): SeedRow => ({
    ...usage(period, "sku", quantity, list),
    contracted_cost: contracted,
    effective_cost: "1",
  });
  const rows = [row(OPENING, "10", "100", "94"), row(CLOSING, "13", "146.5", "132.7")];
  const result = await explain(rows, { basis });
  expect(result.residual).toBe("0");
  expect(Object.keys(effectsOf(result)).sort()).toEqual(Object.keys(expected).sort());
});

test("rows go by the asked dimensions and add up to the effects", async () => {
  const result = await explain(
    [
      { ...usage(OPENING, "a", "1", "10"), service_name: "Servers", tags: '{"team":"red"}' },
      { ...usage(CLOSING, "a", "2", "20"), service_name: "Servers", tags: '{"team":"red"}' },
      { ...usage(CLOSING, "b", "1", "5"), service_name: "Storage", tags: null },
    ],
    { by: ["service_name", "tag:team"] },
  );
  expect(result.rows).toEqual([
    { path: ["Servers", "red"], opening: "10", closing: "20", effects: { volume: "10" } },
    { path: ["Storage", null], opening: "0", closing: "5", effects: { new: "5" } },
  ]);
  expect(result.message).toBe(
    "October is 15.00 USD (150.0 %) over September; volume explains 66.7 %".replace("66.7", "67"),
  );
});

test("the smallest of very many movements are one row", async () => {
  const result = await explain(
    Array.from({ length: 1003 }, (_, index) => ({
      ...usage(CLOSING, `s${index}`, "1", String(index + 1)),
      service_name: `service ${index}`,
    })).concat([{ ...usage(OPENING, "s0", "2", "2"), service_name: "service 0" }]),
  );
  expect(result.rows).toHaveLength(1001);
  expect(result.rows.at(-1)).toEqual({
    path: ["3 others"],
    opening: "2",
    closing: "6",
    effects: { volume: "-1", new: "5" },
    isOthers: true,
  });
});

test("a run is kept and answered again until an input changes", async () => {
  const engine = await openEngine();
  const { client, context } = engine;
  expect(unwrap(await client.variance.result(between))).toEqual({ result: null });
  const first = await explain(servers, {}, engine);
  expect(unwrap(await client.variance.result(between))).toEqual({ result: first });
  expect(unwrap(await engine.runJob("variance", between))).toEqual(first);
  const count = await context.database.read((reader) =>
    reader.one(z.object({ runs: z.number() }), sql`select count(*) as runs from variance_run`),
  );
  expect(count).toEqual({ runs: 1 });
  await seedBoth(engine, [{ ...usage("2026-11", "small", "1", "1") }]);
  expect(unwrap(await client.variance.result(between)).result?.runId).toBe(first.runId);
  await seedBoth(engine, [usage(CLOSING, "small", "1", "1")]);
  expect(unwrap(await client.variance.result(between))).toEqual({ result: null });
});

test("what cannot be explained is refused in words", async () => {
  const engine = await openEngine();
  await seedBoth(engine, [{ ...usage(CLOSING, "a", "1", "1"), billing_currency: "EUR" }]);
  const ask = (question: Partial<Question>) =>
    engine.runJob("variance", { ...between, ...question });
  expect(await ask({})).toMatchObject({
    ok: false,
    error: { code: "period-empty", message: "No charges of 2026-09 are loaded." },
  });
  expect(await ask({ from: CLOSING })).toMatchObject({ ok: false, error: { code: "usage" } });
  await seedBoth(engine, [{ ...usage(OPENING, "a", "1", "1"), billing_currency: "EUR" }]);
  expect(await ask({ currency: "USD" })).toMatchObject({
    ok: false,
    error: {
      code: "exchange-rate-missing",
      message: "No average rate from EUR to USD for 2026-09 is loaded.",
    },
  });
  expect(unwrap(await ask({})).currency).toBe("EUR");
});
