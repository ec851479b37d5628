import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import type { PivotConfig } from "../../main/engine/pivot/pivot-query.ts";
import { PivotInput, type PivotResult } from "../../shared/contract/charges.ts";
import { addAmounts } from "../../shared/domain/amount.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";
import { childrenOf, oraclePivot } from "../support/pivot-oracle.ts";
import { randomCharge, shuffled } from "../support/random-charges.ts";
import { type SeedRow, seedCharges } from "../support/seed.ts";

const periods = ["2026-01", "2026-02", "2026-03", "2026-04"];
let rows: SeedRow[] = [];
let engine: Engine;
let other: Engine;

beforeAll(async () => {
  rows = periods.flatMap((period, index) =>
    fc.sample(randomCharge(period), { numRuns: 120 * index + 1, seed: index + 7 }),
  );
  engine = await createEngine({ clock: standingClock, threads: 2 });
  other = await createEngine({ clock: standingClock, threads: 1 });
  await seedCharges(engine.context, rows.slice(0, 300));
  await seedCharges(engine.context, rows.slice(300));
  const mixed = shuffled(rows, 11);
  await seedCharges(other.context, mixed.slice(0, 17));
  await seedCharges(other.context, mixed.slice(17, 400));
  await seedCharges(other.context, mixed.slice(400));
});

afterAll(async () => {
  await engine.close();
  await other.close();
});

const dimension = fc.constantFrom(
  "service_name",
  "region_id",
  "sub_account_id",
  "charge_category",
  "entity",
  "tag:team",
  "tag:env",
  "tag:a/b~c",
);

const config = fc
  .record({
    period: fc.constantFrom(...periods, "2027-01"),
    basis: fc.constantFrom("billed", "effective", "contracted", "list"),
    rows: fc.uniqueArray(dimension, { maxLength: 3 }),
    columns: fc.uniqueArray(dimension, { maxLength: 2 }),
    measures: fc.uniqueArray(fc.constantFrom("amount", "billed", "list", "charges", "quantity"), {
      minLength: 1,
      maxLength: 3,
    }),
    sort: fc.record({
      by: fc.constantFrom("label", "amount"),
      direction: fc.constantFrom("asc", "desc"),
    }),
    limit: fc.integer({ min: 1, max: 40 }),
  })
  .map((input) => PivotInput.parse({ ...input, of: "charges" }));

const ask = async (from: Engine, input: PivotConfig): Promise<PivotResult> =>
  unwrap(await from.client.charges.pivot(input));

test("a pivot equals an exact sum over the same rows, whatever the limit", async () => {
  await fc.assert(
    fc.asyncProperty(config, async (input) => {
      const oracle = oraclePivot(input, rows);
      const result = await ask(engine, input);
      const found = new Set<string>();
      for (const [index, row] of result.rows.entries()) {
        if (!row.isOthers) {
          const path = JSON.stringify(row.path);
          found.add(path);
          const expected = oracle.cells.get(path);
          expect(result.totals.rows[index]).toEqual(
            expected?.get("total") ?? input.measures.map(() => null),
          );
          for (const [at, column] of result.columns.entries()) {
            const key = input.columns.length === 0 ? "total" : JSON.stringify(column.path);
            const cell = expected?.get(key)?.[at % input.measures.length] ?? null;
            expect(result.cells[index]?.[at]).toBe(cell);
          }
        }
      }
      const all = [...oracle.cells.keys()].filter(
        (path) => input.rows.length === 0 || path !== "[]",
      );
      const shown = input.rows.length === 0 ? 1 : Math.min(all.length, input.limit);
      expect(found.size).toBe(shown);
    }),
    { numRuns: lawRuns },
  );
});

test("every total is the sum of its cells, others included", async () => {
  await fc.assert(
    fc.asyncProperty(config, async (input) => {
      const result = await ask(engine, input);
      const sum = (values: readonly (string | null | undefined)[]): string =>
        addAmounts(values.map((value) => value ?? "0"));
      const width = input.measures.length;
      for (const [index, cells] of result.cells.entries()) {
        for (const [at, total] of (result.totals.rows[index] ?? []).entries()) {
          expect(sum(cells.filter((_, cell) => cell % width === at))).toBe(total ?? "0");
        }
      }
      const top = result.rows.map((row, index) => ({ ...row, index })).filter((r) => r.level <= 1);
      for (const [at] of result.columns.entries()) {
        const column = top.map(({ index }) => result.cells[index]?.[at]);
        expect(sum(column)).toBe(result.totals.columns[at] ?? "0");
      }
      const [measure = ""] = input.measures;
      const grand = top.map(({ index }) => result.totals.rows[index]?.[0]);
      expect(sum(grand)).toBe(result.totals.grand[measure]);
    }),
    { numRuns: lawRuns },
  );
});

test("a parent is the sum of the rows below it, others included", async () => {
  await fc.assert(
    fc.asyncProperty(config, async (input) => {
      const result = await ask(engine, input);
      for (const [index, row] of result.rows.entries()) {
        const below: (string | null | undefined)[] = [];
        for (let next = index + 1; (result.rows[next]?.level ?? 0) > row.level; next += 1) {
          if (result.rows[next]?.level === row.level + 1) {
            below.push(result.totals.rows[next]?.[0]);
          }
        }
        if (row.isSubtotal) {
          const parent = result.totals.rows[index]?.[0] ?? "0";
          expect(addAmounts(below.map((value) => value ?? "0"))).toBe(parent);
        }
      }
    }),
    { numRuns: lawRuns },
  );
});

test("the order of rows and files and the number of threads change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(config, async (input) => {
      expect(await ask(other, input)).toEqual(await ask(engine, input));
    }),
    { numRuns: lawRuns },
  );
});

test("closed paths show their subtotal alone and opened ones their children", async () => {
  const base = { period: "2026-04", rows: ["service_name", "region_id"], limit: 1000 };
  const oracle = oraclePivot(PivotInput.parse(base), rows);
  const paths = childrenOf(oracle, []);
  const opened = paths.find(([name]) => name === null) ?? [];
  const result = await ask(engine, PivotInput.parse({ ...base, expanded: [[...opened]] }));
  const lower = result.rows.filter(({ level }) => level === 2).map(({ path }) => path);
  expect(result.rows.filter(({ level }) => level === 1).length).toBe(paths.length);
  expect(lower.every(([name]) => name === null)).toBe(true);
  expect(lower.length).toBe(childrenOf(oracle, opened).length);
});
