import { beforeEach, expect, test } from "vitest";
import { sql } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import type { PivotResult } from "../../../../shared/contract/charges.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges } from "../../../support/seed.ts";

let engine: Engine;

beforeEach(async () => {
  engine = await openEngine();
});

type Question = Parameters<Engine["client"]["charges"]["pivot"]>[0];

const pivot = async (input: Omit<Question, "period">): Promise<PivotResult> =>
  unwrap(await engine.client.charges.pivot({ period: "2026-10", ...input }));

const charge = (service: string, cost: string, period = "2026-10") => ({
  billed_period: period,
  service_name: service,
  effective_cost: cost,
});

test("rows, columns, cells and totals of a small pivot", async () => {
  await seedCharges(engine.context, [
    { ...charge("Servers", "10"), tags: '{"team":"red"}' },
    { ...charge("Servers", "2.5"), tags: null },
    { ...charge("Storage", "-1"), tags: '{"team":"red"}' },
  ]);
  expect(await pivot({ rows: ["service_name"], columns: ["tag:team"] })).toEqual({
    currency: "USD",
    currenciesLeftOut: [],
    measures: ["amount"],
    rows: [
      { path: ["Servers"], level: 1, isSubtotal: false, isOthers: false },
      { path: ["Storage"], level: 1, isSubtotal: false, isOthers: false },
    ],
    columns: [
      { path: ["red"], measure: "amount" },
      { path: [null], measure: "amount" },
    ],
    cells: [
      ["10", "2.5"],
      ["-1", null],
    ],
    totals: { rows: [["12.5"], ["-1"]], columns: ["9", "2.5"], grand: { amount: "11.5" } },
  });
});

test("what the limit leaves out is one row, and the totals still hold", async () => {
  await seedCharges(
    engine.context,
    ["a", "b", "c", "d"].map((name, index) => charge(name, String(10 ** index))),
  );
  const result = await pivot({
    rows: ["service_name"],
    sort: { by: "amount", direction: "desc" },
    limit: 2,
  });
  expect(result.rows.map(({ path, isOthers }) => [path, isOthers])).toEqual([
    [["d"], false],
    [["c"], false],
    [["2 others"], true],
  ]);
  expect(result.cells).toEqual([["1000"], ["100"], ["11"]]);
  expect(result.totals.grand).toEqual({ amount: "1111" });
});

test("a compared period adds its value and the change beside every measure", async () => {
  await seedCharges(engine.context, [
    charge("Servers", "10"),
    charge("Servers", "7", "2026-09"),
    charge("Gone", "4", "2026-09"),
  ]);
  const result = await pivot({ compare: "2026-09", rows: ["service_name"] });
  expect(result.measures).toEqual(["amount", "compared:amount", "change:amount"]);
  expect(result.rows.map(({ path }) => path)).toEqual([["Gone"], ["Servers"]]);
  expect(result.cells).toEqual([
    [null, "4", "-4"],
    ["10", "7", "3"],
  ]);
  expect(result.totals.grand).toEqual({
    amount: "10",
    "compared:amount": "11",
    "change:amount": "-1",
  });
});

test("currencies are never added up", async () => {
  await seedCharges(engine.context, [
    charge("Servers", "10"),
    { ...charge("Servers", "99"), billing_currency: "EUR" },
  ]);
  expect(await pivot({ rows: [] })).toMatchObject({
    currency: "USD",
    currenciesLeftOut: ["EUR"],
    cells: [["10"]],
  });
  expect(await pivot({ rows: [], currency: "EUR" })).toMatchObject({ cells: [["99"]] });
  await engine.client.workspace.configure({ currency: "GBP" });
  expect(await pivot({ rows: [] })).toMatchObject({ currency: "EUR", cells: [["99"]] });
  const refused = {
    ok: false,
    error: { code: "usage", remedy: "Ask for EUR or USD; a pivot keeps the currency of the bill." },
  };
  const asked = { period: "2026-10", rows: [], currency: "GBP" };
  expect(await engine.client.charges.pivot(asked)).toMatchObject(refused);
  unwrap(await engine.runJob("allocate", { period: "2026-10", rules }));
  expect(await engine.client.charges.pivot({ ...asked, of: "allocated" })).toMatchObject(refused);
  expect(await pivot({ of: "allocated", rows: [] })).toMatchObject({
    currency: "EUR",
    currenciesLeftOut: ["USD"],
    cells: [["99"]],
  });
});

test("a period without charges is an empty pivot with a total of zero", async () => {
  expect(await pivot({ rows: ["service_name"] })).toMatchObject({
    rows: [],
    cells: [],
    totals: { rows: [], grand: { amount: "0" } },
  });
});

test("a pivot that cannot be shown is refused in words", async () => {
  await seedCharges(
    engine.context,
    Array.from({ length: 201 }, (_, index) => charge(`s${index}`, "1")),
  );
  const code = async (input: Omit<Question, "period">): Promise<unknown> => {
    const result = await engine.client.charges.pivot({ period: "2026-10", ...input });
    return result.ok ? null : result.error.code;
  };
  expect(await code({ rows: ["target"] })).toBe("usage");
  expect(await code({ rows: [], compare: "2026-10" })).toBe("usage");
  expect(await code({ rows: [], columns: ["service_name"] })).toBe("usage");
  expect(await code({ of: "allocated", rows: ["target"] })).toBe("run-not-found");
});

const rules = `tieout: 1
targets:
  - { code: cc-1, name: Shop }
  - { code: cc-2 }
rules:
  - { id: half, method: fixed-shares, take: { where: [] }, shares: { cc-1: "0.5", cc-2: "0.25" } }
`;

test("allocated cost goes by target, rule and what its segments keep", async () => {
  await seedCharges(engine.context, [
    { ...charge("Servers", "10"), billed_cost: "20" },
    charge("Storage", "-2"),
  ]);
  unwrap(await engine.runJob("allocate", { period: "2026-10", rules }));
  const by = await pivot({
    of: "allocated",
    rows: ["target_name"],
    columns: ["service_name"],
    measures: ["amount", "billed"],
  });
  expect(by.rows.map(({ path }) => path)).toEqual([["Shop"], ["cc-2"], ["unallocated"]]);
  expect(by.cells).toEqual([
    ["5", "10", "-1", null],
    ["2.5", "5", "-0.5", null],
    ["2.5", "5", "-0.5", null],
  ]);
  expect(by.totals.grand).toEqual({ amount: "8", billed: "20" });
  const refused = await engine.client.charges.pivot({
    of: "allocated",
    period: "2026-10",
    rows: ["region_id"],
  });
  expect(refused).toMatchObject({ ok: false, error: { code: "usage" } });
  const counted = await engine.client.charges.pivot({
    of: "allocated",
    period: "2026-10",
    rows: [],
    measures: ["charges"],
  });
  expect(counted).toMatchObject({ ok: false, error: { code: "usage" } });
});

test("two periods of allocated cost are compared run by run", async () => {
  await seedCharges(engine.context, [charge("Servers", "10"), charge("Servers", "4", "2026-09")]);
  unwrap(await engine.runJob("allocate", { period: "2026-09", rules }));
  unwrap(await engine.runJob("allocate", { period: "2026-10", rules }));
  const result = await pivot({ of: "allocated", compare: "2026-09", rows: ["target"] });
  expect(result.cells[0]).toEqual(["5", "2", "3"]);
  expect(result.totals.grand["change:amount"]).toBe("6");
});

test("a pivot of allocated cost says when a run is older than its inputs", async () => {
  const both = { of: "allocated" as const, compare: "2026-09", rows: ["target"] };
  await seedCharges(engine.context, [charge("Servers", "10"), charge("Servers", "4", "2026-09")]);
  unwrap(await engine.runJob("allocate", { period: "2026-09", rules }));
  unwrap(await engine.runJob("allocate", { period: "2026-10", rules }));
  expect(await pivot(both)).toMatchObject({ isStale: false });
  expect((await pivot({ rows: [] })).isStale).toBe(undefined);
  await seedCharges(engine.context, [charge("Servers", "1", "2026-09")]);
  expect(await pivot(both)).toMatchObject({ isStale: true });
  expect(await pivot({ of: "allocated", rows: [] })).toMatchObject({ isStale: false });
});

test("the workspace's allocation totals verify after a run", async () => {
  await seedCharges(engine.context, [charge("Servers", "10")]);
  unwrap(await engine.runJob("allocate", { period: "2026-10", rules }));
  const { checks } = unwrap(await engine.client.workspace.verify({}));
  expect(checks).toContainEqual(
    expect.objectContaining({ check: "allocation-conserved", ok: true }),
  );
  await engine.context.change("tamper", ({ writer }) =>
    writer.run(
      sql`update allocation_move set effective_cost = effective_cost + 1
        where target = 'cc-1'`,
    ),
  );
  const again = unwrap(await engine.client.workspace.verify({}));
  expect(again.checks).toContainEqual(
    expect.objectContaining({ check: "allocation-conserved", ok: false }),
  );
});
