import { expect, test } from "vitest";
import { unwrap } from "../../main/engine/engine.ts";
import { FOCUS_HEADER, focusRecord } from "../support/focus-text.ts";
import { hostileNames } from "../support/hostile-names.ts";
import { importText } from "../support/import-text.ts";
import { openEngine } from "../support/open-engine.ts";

const NAMES = hostileNames(500);
const PERIOD = "2026-10";
const DIMENSIONS = 6;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

test("500 hostile column names are columns and nothing else, from the file to the figure", async () => {
  const engine = await openEngine();
  const header = [...FOCUS_HEADER, ...NAMES.map(quoted)].join(",");
  const row = (cost: string, mark: string): string =>
    `${focusRecord({ BilledCost: cost, EffectiveCost: cost })},` +
    NAMES.map((_, at) => `${mark}${at}`).join(",");
  const text = [header, row("1.25", "a"), row("2.5", "b"), ""].join("\n");
  const { files } = unwrap(await importText(engine, text));
  expect(files[0]?.records).toMatchObject({ physical: 2, loaded: 2 });
  const { attributes } = unwrap(await engine.client.charges.attributes({}));
  const found = new Set(attributes.map(({ attribute }) => attribute));
  expect(NAMES.filter((name) => !found.has(`custom:${name}`))).toEqual([]);
  for (let from = 0; from < NAMES.length; from += DIMENSIONS) {
    const some = NAMES.slice(from, from + DIMENSIONS);
    const rows = some.map((name) => `custom:${name}`);
    const pivot = unwrap(await engine.client.charges.pivot({ period: PERIOD, rows }));
    const leaves = pivot.rows.flatMap(({ path, isSubtotal }, at) =>
      isSubtotal ? [] : [[...path, pivot.cells[at]?.[0]]],
    );
    const marks = (mark: string): string[] => some.map((_, at) => `${mark}${from + at}`);
    expect(leaves).toEqual([
      [...marks("a"), "1.25"],
      [...marks("b"), "2.5"],
    ]);
  }
  for (const [at, name] of NAMES.entries()) {
    const attribute = `custom:${name}`;
    const filters = [{ attribute, op: "equals" as const, value: `b${at}` }];
    const scope = { period: PERIOD, filters };
    const { sums } = unwrap(await engine.client.charges.sums({ scope }));
    expect(sums).toMatchObject([{ charges: 1, billed: "2.5" }]);
  }
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

/** Tags as a program that means harm, or none at all, would write them. */
const POISON: readonly string[] = Array.from({ length: 200 }, (_, at) => {
  const keys = ["__proto__", "constructor", "prototype", "__pro\\u0074o__"];
  const key = keys[at % keys.length] ?? "";
  const inner = [
    `{"polluted":${at}}`,
    `"polluted ${at}"`,
    `{"prototype":{"polluted":${at}}}`,
    `[${at}]`,
    `${at}`,
  ];
  const value = inner[Math.floor(at / keys.length) % inner.length] ?? "";
  const shapes = [
    `{"${key}":${value}}`,
    `{"team":"a","${key}":${value}}`,
    `{"a":{"${key}":${value}}}`,
    `{"${key}":${value},"${key}":${value}}`,
    `[{"${key}":${value}}]`,
    `{"${key}":${value}`,
    `{"x${at}":"${key}"}`,
    `{"${key}":{"a${at}":null}}`,
    `"${key} ${at}"`,
    `{"${key}${at}":${value}}`,
  ];
  return shapes[Math.floor(at / (keys.length * inner.length)) % shapes.length] ?? "";
});

test("200 poisoned tags reach no object of the program", async () => {
  expect(new Set(POISON).size).toBe(200);
  const engine = await openEngine();
  const header = FOCUS_HEADER.join(",");
  const rows = POISON.map((Tags) => focusRecord({ BilledCost: "1", Tags }));
  const { files } = unwrap(await importText(engine, [header, ...rows, ""].join("\n")));
  expect(files[0]?.records).toMatchObject({ physical: 200, loaded: 200 });
  const { attributes } = unwrap(await engine.client.charges.attributes({}));
  for (const { attribute } of attributes.filter(({ group }) => group === "tag")) {
    const pivot = unwrap(await engine.client.charges.pivot({ period: PERIOD, rows: [attribute] }));
    expect(pivot.totals.grand).toEqual({ amount: "200" });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  }
  for (const [at, tags] of POISON.entries()) {
    const record = `{"BilledCost":1,"BillingCurrency":"USD","n":${at},"Tags":${tags}}`;
    const answer = await importText(engine, record, { name: "bill.json" });
    expect(answer.ok ? "" : answer.error.code).not.toBe("internal");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  }
});
