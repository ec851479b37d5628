import { expect, test } from "vitest";
import type { z } from "zod";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import type { PriceQuestion } from "../../../../shared/contract/prices.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { type SeedRow, seedCharges } from "../../../support/seed.ts";
import { CLOSING, OPENING, usage } from "../../../support/variance-seed.ts";

type Question = z.input<typeof PriceQuestion>;
const compared: Question = { period: CLOSING, against: OPENING };

/** The lines as objects by column, by the text of their SKU. */
async function linesOf(engine: Engine, question: Question = compared) {
  const page = unwrap(await engine.client.prices.page(question));
  return Object.fromEntries(
    page.rows.map((row) => {
      const cells = Object.fromEntries(
        page.columns.map(({ name }, place) => [name, row[place] ?? null]),
      );
      return [cells["sku_id"] ?? "", cells];
    }),
  );
}

async function engineWith(rows: readonly SeedRow[]): Promise<Engine> {
  const engine = await openEngine();
  await seedCharges(engine.context, rows);
  return engine;
}

test("says what is new, retired, re-priced and unchanged, and what the price moved", async () => {
  const engine = await engineWith([
    usage(OPENING, "kept", "10", "20"),
    usage(CLOSING, "kept", "15", "30"),
    usage(OPENING, "dearer", "10", "20"),
    usage(CLOSING, "dearer", "11", "24.2"),
    usage(CLOSING, "fresh", "9", "45"),
    usage(OPENING, "gone", "7", "70"),
  ]);
  const lines = await linesOf(engine);
  expect(lines["kept"]).toMatchObject({ status: "unchanged", price_effect: "0", change: "10" });
  // (2.2 − 2) × (10 + 11) / 2 by price, (11 − 10) × (2 + 2.2) / 2 by quantity.
  expect(lines["dearer"]).toMatchObject({
    status: "re-priced",
    price_before: "2",
    price: "2.2",
    price_effect: "2.1",
    quantity_effect: "2.1",
    other_effect: "0",
  });
  expect(lines["fresh"]).toMatchObject({ status: "new", price: "5", other_effect: "45" });
  expect(lines["gone"]).toMatchObject({ status: "retired", price: null, other_effect: "-70" });
  expect(unwrap(await engine.client.prices.summary(compared))).toMatchObject({
    currency: "USD",
    opening: "110",
    closing: "99.2",
    effects: [
      { effect: "volume", amount: "12.1" },
      { effect: "list-price", amount: "2.1" },
      { effect: "new", amount: "45" },
      { effect: "retired", amount: "-70" },
    ],
    price: "2.1",
    residual: "0",
  });
});

test("a rounded cost is no other price, a price beyond rounding is", async () => {
  // 7 × 0.123 = 0.861, which the bill writes as 0.86 and 0.87; 0.95 no rounding of 0.123 gives.
  const engine = await engineWith([
    usage(OPENING, "rounded", "7", "0.86"),
    usage(CLOSING, "rounded", "7", "0.87"),
    usage(OPENING, "moved", "7", "0.86"),
    usage(CLOSING, "moved", "7", "0.95"),
  ]);
  const lines = await linesOf(engine, { ...compared, basis: "effective" });
  expect(lines["rounded"]).toMatchObject({ status: "unchanged", price_effect: "0.01" });
  expect(lines["moved"]).toMatchObject({ status: "re-priced" });
});

test("a price the bill states is taken as it stands, however its cost was rounded", async () => {
  const stated = (row: SeedRow, price: string): SeedRow => ({ ...row, list_unit_price: price });
  const engine = await engineWith([
    stated(usage(OPENING, "a", "7", "0.86"), "0.123"),
    stated(usage(CLOSING, "a", "7", "0.87"), "0.1235"),
  ]);
  expect((await linesOf(engine, { ...compared, basis: "list" }))["a"]).toMatchObject({
    status: "re-priced",
  });
  expect((await linesOf(engine, { ...compared, basis: "effective" }))["a"]).toMatchObject({
    status: "unchanged",
  });
});

test("tiers and a change within the month are several prices, each with its days", async () => {
  const on = (day: string, row: SeedRow): SeedRow => ({
    ...row,
    charge_period_start: `${row["billed_period"]}-${day} 00:00:00`,
  });
  const engine = await engineWith([
    on("01", usage(OPENING, "s", "100", "10")),
    on("01", usage(CLOSING, "s", "60", "6")),
    on("14", usage(CLOSING, "s", "30", "3")),
    on("15", usage(CLOSING, "s", "10", "1.2")),
    on("31", usage(CLOSING, "s", "20", "2.4")),
  ]);
  const line = (await linesOf(engine))["s"];
  expect(line).toMatchObject({ status: "several prices", several: "now", price: "0.105" });
  const key = JSON.parse(line?.["line"] ?? "[]");
  const { months, status } = unwrap(await engine.client.prices.line({ ...compared, line: key }));
  expect(status).toBe("several-prices");
  expect(months.map(({ points }) => points)).toEqual([
    [
      {
        price: "0.1",
        cost: "10",
        quantity: "100",
        charges: 1,
        firstDay: "2026-09-01",
        lastDay: "2026-09-01",
      },
    ],
    [
      {
        price: "0.1",
        cost: "9",
        quantity: "90",
        charges: 2,
        firstDay: "2026-10-01",
        lastDay: "2026-10-14",
      },
      {
        price: "0.12",
        cost: "3.6",
        quantity: "30",
        charges: 2,
        firstDay: "2026-10-15",
        lastDay: "2026-10-31",
      },
    ],
  ]);
});

test("blocks of another size are the same price where a unit costs the same", async () => {
  const per = (unit: string, row: SeedRow): SeedRow => ({ ...row, pricing_unit: unit });
  const engine = await engineWith([
    per("1000 Requests", usage(OPENING, "calls", "40", "16")),
    per("10K Requests", usage(CLOSING, "calls", "5", "20")),
    per("100 GB-Months", usage(OPENING, "disk", "3", "6")),
    per("100 GB-Months", usage(CLOSING, "disk", "4", "9")),
  ]);
  const lines = await linesOf(engine);
  expect(lines["calls"]).toMatchObject({
    status: "unchanged",
    pricing_unit: "Requests",
    quantity_before: "40000",
    quantity: "50000",
    price: "0.0004",
    price_effect: "0",
    quantity_effect: "4",
  });
  expect(lines["disk"]).toMatchObject({
    status: "re-priced",
    pricing_unit: "100 GB-Months",
    quantity: "4",
    price: "2.25",
  });
});

test("what has no price keeps lines of its own, so that the list adds up", async () => {
  const engine = await engineWith([
    usage(OPENING, "s", "10", "20"),
    usage(CLOSING, "s", "10", "20"),
    usage(CLOSING, "s", "-2", "-4"),
    usage(CLOSING, "s", "0", "3"),
    { ...usage(CLOSING, "s", "1", "-5"), charge_category: "Credit" },
    { ...usage(CLOSING, "s", "1", "7"), charge_class: "Correction" },
  ]);
  const page = unwrap(await engine.client.prices.page(compared));
  const cells = page.rows.map((row) =>
    ["status", "price", "quantity", "cost", "negative_charges"].map(
      (name) => row[page.columns.findIndex((column) => column.name === name)],
    ),
  );
  expect(cells.sort()).toEqual([
    ["correction", null, "1", "7", "0"],
    ["credit", null, "1", "-5", "1"],
    ["no quantity", null, "0", "3", "0"],
    ["unchanged", "2", "8", "16", "1"],
  ]);
  const summary = unwrap(await engine.client.prices.summary(compared));
  expect(summary).toMatchObject({ closing: "21", residual: "0", price: "0" });
});

test("prices are compared in one currency, and the others are named", async () => {
  const euro = (row: SeedRow): SeedRow => ({ ...row, billing_currency: "EUR" });
  const engine = await engineWith([
    usage(OPENING, "s", "10", "20"),
    usage(CLOSING, "s", "10", "20"),
    euro(usage(CLOSING, "s", "10", "17")),
    euro(usage(OPENING, "s", "10", "17")),
  ]);
  expect(unwrap(await engine.client.prices.summary(compared))).toMatchObject({
    currency: "USD",
    currenciesLeftOut: ["EUR"],
    closing: "20",
  });
  const inEuro: Question = { ...compared, currency: "EUR" };
  expect((await linesOf(engine, inEuro))["s"]).toMatchObject({ price: "1.7" });
});

test("a currency without cents rounds to whole units, which makes no other price", async () => {
  const yen = (quantity: string, cost: string): SeedRow => ({
    ...usage(CLOSING, "s", quantity, cost),
    billing_currency: "JPY",
  });
  const rows = [yen("3", "37"), yen("7", "86"), yen("10", "123")];
  const question: Question = { period: CLOSING, currency: "JPY" };
  const one = await linesOf(await engineWith(rows), question);
  expect(one["s"]).toMatchObject({ status: "one price" });
  const several = await linesOf(await engineWith([...rows, yen("10", "150")]), question);
  expect(several["s"]).toMatchObject({ status: "several prices" });
});

test("two files with one SKU at two prices are several prices", async () => {
  const engine = await engineWith([usage(CLOSING, "s", "10", "20")]);
  await seedCharges(engine.context, [usage(CLOSING, "s", "10", "30")]);
  const { s } = await linesOf(engine, { period: CLOSING });
  expect(s).toMatchObject({ status: "several prices" });
});

test("a month without charges and a month against itself are refused in words", async () => {
  const engine = await engineWith([usage(CLOSING, "s", "10", "20")]);
  expect(await engine.client.prices.summary(compared)).toMatchObject({
    ok: false,
    error: { code: "period-empty" },
  });
  const itself = await engine.client.prices.page({ period: CLOSING, against: CLOSING });
  expect(itself).toMatchObject({ ok: false, error: { code: "usage" } });
  const sort = { column: "nothing", direction: "asc" } as const;
  const unsorted = await engine.client.prices.page({ period: CLOSING, sort });
  expect(unsorted).toMatchObject({ ok: false, error: { code: "usage" } });
});

test("a list of one month has prices on every basis and compares nothing", async () => {
  const engine = await engineWith([
    { ...usage(CLOSING, "s", "10", "20"), effective_cost: "12", contracted_cost: null },
  ]);
  const { s } = await linesOf(engine, { period: CLOSING });
  expect(s).toMatchObject({
    status: "one price",
    price: "1.2",
    list_price: "2",
    contracted_price: null,
    effective_price: "1.2",
  });
  expect(Object.keys(s ?? {})).not.toContain("change");
});

test("the charges a line's filters keep are those it is made of", async () => {
  const engine = await engineWith([
    { ...usage(CLOSING, "s", "10", "20"), region_id: "r1", pricing_category: "Standard" },
    { ...usage(CLOSING, "s", "10", "21"), region_id: "r2", pricing_category: "Standard" },
    { ...usage(CLOSING, "s", "10", "22"), region_id: "r1", pricing_category: "Committed" },
    { ...usage(CLOSING, "s", "1", "5"), charge_frequency: "One-Time" },
    { ...usage(CLOSING, "s", "1", "6"), sku_id: null, sku_price_id: "p" },
    { ...usage(CLOSING, "s", "10", "23"), charge_period_end: "2026-01-02 00:00:00" },
    { ...usage(CLOSING, "s", "0", "7"), region_id: "r1", pricing_category: "Standard" },
    { ...usage(CLOSING, "s", "0", "8"), region_id: "r1", pricing_quantity: null },
  ]);
  const question: Question = { period: CLOSING };
  const page = unwrap(await engine.client.prices.page(question));
  expect(page.total).toBe(8);
  const cost = page.columns.findIndex(({ name }) => name === "cost");
  for (const row of page.rows) {
    const line = JSON.parse(row[0] ?? "[]");
    const { filters } = unwrap(await engine.client.prices.line({ ...question, line }));
    const { sums } = unwrap(
      await engine.client.charges.sums({ scope: { period: CLOSING, filters } }),
    );
    expect(sums.map(({ effective }) => effective)).toEqual([row[cost]]);
  }
});

test("a search, a status and an order pick lines, prices by their exact value", async () => {
  const engine = await engineWith([
    usage(CLOSING, "third", "3", "1"),
    usage(CLOSING, "less", "3000000000000", "999999999999"),
    usage(CLOSING, "more", "1", "0.4"),
  ]);
  const sort = { column: "price", direction: "asc" } as const;
  const page = unwrap(await engine.client.prices.page({ period: CLOSING, sort }));
  const sku = page.columns.findIndex(({ name }) => name === "sku_id");
  expect(page.rows.map((row) => row[sku])).toEqual(["less", "third", "more"]);
  const found = unwrap(await engine.client.prices.page({ period: CLOSING, search: "MOR" }));
  expect(found.rows.map((row) => row[sku])).toEqual(["more"]);
  const none = unwrap(await engine.client.prices.page({ period: CLOSING, statuses: ["tax"] }));
  expect(none.total).toBe(0);
});
