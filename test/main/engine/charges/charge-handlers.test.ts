import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import { sql } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import type { Condition } from "../../../../shared/domain/condition.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges } from "../../../support/seed.ts";

const rows = [
  { service_name: "Servers", tags: '{"team":"red"}', effective_cost: "10.000000000001" },
  { service_name: "Storage", tags: '{"team":"Blue","a/b":"x"}', effective_cost: "-2.5" },
  { service_name: null, tags: null, effective_cost: "0.5" },
  { service_name: "Servers", tags: "{}", effective_cost: "4", billing_currency: "EUR" },
].map((row) => ({ billed_period: "2026-10", sub_account_id: "a1", ...row }));

let engine: Engine;
let first: string;
let second: string;

beforeEach(async () => {
  engine = await openEngine();
  first = await seedCharges(engine.context, rows.slice(0, 2), "one.csv");
  second = await seedCharges(engine.context, rows.slice(2), "two.csv");
});

const scope = (filters: Condition[] = []) => ({ period: "2026-10", filters });

const idsOf = async (filters: Condition[]): Promise<string[]> => {
  const page = unwrap(await engine.client.charges.page({ scope: scope(filters) }));
  return page.rows.map(([id]) => id ?? "");
};

test("charges come in the order of their files and rows, with exact amounts", async () => {
  const page = unwrap(await engine.client.charges.page({ scope: scope(), offset: 1, limit: 2 }));
  const cost = page.columns.findIndex(({ name }) => name === "effective_cost");
  expect(page.total).toBe(4);
  expect(page.rows.map((row) => [row[0], row[cost]])).toEqual([
    [`${first}:3`, "-2.5"],
    [`${second}:2`, "0.5"],
  ]);
});

test("a sorted page orders by value, absent values last, ties as imported", async () => {
  const sorted = async (column: string, direction: "asc" | "desc"): Promise<unknown[]> => {
    const page = await engine.client.charges.page({ scope: scope(), sort: { column, direction } });
    return unwrap(page).rows.map(([id]) => id);
  };
  const [a, b, c, d] = [`${first}:2`, `${first}:3`, `${second}:2`, `${second}:3`];
  expect(await sorted("effective_cost", "desc")).toEqual([a, d, c, b]);
  expect(await sorted("service_name", "asc")).toEqual([a, d, b, c]);
  expect(await sorted("tag:team", "asc")).toEqual([b, a, c, d]);
  const refused = await engine.client.charges.page({
    scope: scope(),
    sort: { column: "nothing", direction: "asc" },
  });
  expect(refused).toMatchObject({ ok: false, error: { code: "usage" } });
});

test.each<[string, Condition, number[]]>([
  ["equals", { attribute: "service_name", op: "equals", value: "Servers" }, [0, 3]],
  ["not-equals", { attribute: "service_name", op: "not-equals", value: "Servers" }, [1, 2]],
  ["in", { attribute: "service_name", op: "in", values: ["Storage", "x"] }, [1]],
  ["not-in", { attribute: "service_name", op: "not-in", values: ["Storage", "x"] }, [0, 2, 3]],
  ["exists", { attribute: "service_name", op: "exists" }, [0, 1, 3]],
  ["missing", { attribute: "tag:team", op: "missing" }, [2, 3]],
  ["a tag", { attribute: "tag:team", op: "equals", value: "red" }, [0]],
  ["a folded tag", { attribute: "tag:team", op: "equals", value: "BLUE", ignoreCase: true }, [1]],
  ["a tag that differs", { attribute: "tag:team", op: "not-equals", value: "red" }, [1, 2, 3]],
  ["an odd tag key", { attribute: "tag:a/b", op: "starts-with", value: "x" }, [1]],
  ["contains", { attribute: "service_name", op: "contains", value: "erv" }, [0, 3]],
  ["matches", { attribute: "service_name", op: "matches", value: "S.+e" }, [1]],
  ["quotes", { attribute: "service_name", op: "equals", value: "' or 1=1 --" }, []],
])("a filter keeps what it says: %s", async (_name, filter, expected) => {
  const all = await idsOf([]);
  expect(await idsOf([filter])).toEqual(expected.map((index) => all[index]));
});

test("a filter without its value or with a broken pattern is refused in words", async () => {
  const incomplete = await engine.client.charges.page({
    scope: scope([{ attribute: "service_name", op: "equals" }]),
  });
  expect(incomplete).toMatchObject({ ok: false, error: { code: "usage" } });
  const broken = await engine.client.charges.page({
    scope: scope([{ attribute: "service_name", op: "matches", value: "(" }]),
  });
  expect(broken).toMatchObject({ ok: false, error: { code: "usage" } });
});

test("sums are exact per currency, for the scope and for a run of rows", async () => {
  const all = unwrap(await engine.client.charges.sums({ scope: scope() }));
  expect(all).toMatchObject({ of: 4, charges: 4 });
  expect(all.sums.map(({ currency, effective }) => [currency, effective])).toEqual([
    ["EUR", "4"],
    ["USD", "8.000000000001"],
  ]);
  const run = unwrap(
    await engine.client.charges.sums({ scope: scope(), rows: { from: 1, to: 3 } }),
  );
  expect(run.sums.map(({ effective }) => effective)).toEqual(["-2"]);
  const sort = { column: "effective_cost", direction: "desc" } as const;
  const sorted = unwrap(
    await engine.client.charges.sums({ scope: scope(), sort, rows: { from: 0, to: 2 } }),
  );
  expect(sorted.sums.map(({ effective }) => effective)).toEqual(["4", "10.000000000001"]);
});

test("a facet gives values with counts and amounts, found by a part of their text", async () => {
  const ask = async (attribute: string, search = "") =>
    unwrap(await engine.client.charges.facet({ scope: scope(), attribute, search }));
  expect(await ask("service_name")).toEqual({
    values: [
      { value: "Servers", charges: 2, amount: "14.000000000001" },
      { value: "Storage", charges: 1, amount: "-2.5" },
      { value: null, charges: 1, amount: "0.5" },
    ],
    distinct: 3,
  });
  expect((await ask("tag:team", "BL")).values).toEqual([
    { value: "Blue", charges: 1, amount: "-2.5" },
  ]);
});

test("attributes list dimensions in words and the tags that were found", async () => {
  const { attributes } = unwrap(await engine.client.charges.attributes({}));
  expect(attributes).toContainEqual({
    attribute: "sub_account_id",
    label: "Sub account",
    group: "dimension",
  });
  expect(attributes.filter(({ group }) => group === "tag").map(({ label }) => label)).toEqual([
    "a/b",
    "team",
  ]);
});

test("a charge is traced to the record it was delivered in", async () => {
  const text = 'BilledCost,Text\r\n1,"two\nlines"\r\n2,plain\r\n';
  const { sources } = engine.context.folder;
  await writeFile(join(sources, first.padEnd(64, "0")), gzipSync(text));
  const trace = unwrap(await engine.client.charges.trace({ chargeId: `${first}:3` }));
  expect(trace).toMatchObject({ file: "one.csv", row: 3, rawText: "2,plain" });
  expect(trace.fields).toContainEqual({ name: "effective_cost", value: "-2.5" });
  const above = unwrap(await engine.client.charges.trace({ chargeId: `${first}:2` }));
  expect(above.rawText).toBe('1,"two\nlines"');
});

test("a traced charge says where its cost was allocated", async () => {
  const rules = `tieout: 1
targets: [{ code: cc-1 }]
rules: [{ id: half, method: fixed-shares, take: { where: [] }, shares: { cc-1: "0.5" } }]
`;
  unwrap(await engine.runJob("allocate", { period: "2026-10", rules }));
  const { allocations } = unwrap(await engine.client.charges.trace({ chargeId: `${first}:3` }));
  expect(allocations).toContainEqual({
    period: "2026-10",
    basis: "effective",
    rule: "half",
    target: "cc-1",
    amount: "-1.25",
  });
});

test("records missing from a file's table move the rows below them", async () => {
  await engine.context.change("gap", ({ writer }) =>
    writer.run(sql`insert into row_gap values (${first}, 1, 3)`),
  );
  expect(await idsOf([])).toEqual([`${first}:2`, `${first}:6`, `${second}:2`, `${second}:3`]);
  const trace = unwrap(await engine.client.charges.trace({ chargeId: `${first}:6` }));
  expect(trace.fields).toContainEqual({ name: "effective_cost", value: "-2.5" });
  expect(await engine.client.charges.trace({ chargeId: `${first}:4` })).toMatchObject({
    ok: false,
    error: { code: "item-not-found" },
  });
});

test.each([
  ["usage", "ledger:1"],
  ["usage", "0123456789abcdef"],
  ["source-file-not-found", "0123456789abcdef:2"],
])("a charge that cannot be named is refused: %s", async (code, chargeId) => {
  const result = await engine.client.charges.trace({ chargeId });
  expect(result).toMatchObject({ ok: false, error: { code } });
});

test("an empty workspace has no charges and says so with zeros", async () => {
  const empty = await openEngine();
  expect(unwrap(await empty.client.charges.page({ scope: scope() })).rows).toEqual([]);
  expect(unwrap(await empty.client.charges.sums({ scope: scope() }))).toEqual({
    sums: [],
    of: 0,
    charges: 0,
  });
  const facet = await empty.client.charges.facet({ scope: scope(), attribute: "tag:team" });
  expect(unwrap(facet)).toEqual({ values: [], distinct: 0 });
});
