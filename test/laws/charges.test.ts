import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { PAGE_ROWS_MAX } from "../../shared/contract/scope.ts";
import { addAmounts } from "../../shared/domain/amount.ts";
import type { Condition } from "../../shared/domain/condition.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";
import { randomCharge } from "../support/random-charges.ts";
import { seedCharges } from "../support/seed.ts";

const PERIOD = "2026-10";
const COUNT = 240;
let engine: Engine;

beforeAll(async () => {
  engine = await createEngine({ clock: standingClock });
  const rows = fc.sample(randomCharge(PERIOD), { numRuns: COUNT, seed: 77 });
  await seedCharges(engine.context, rows.slice(0, 100));
  await seedCharges(engine.context, fc.sample(randomCharge("2026-09"), { numRuns: 20, seed: 5 }));
  await seedCharges(engine.context, rows.slice(100));
});
afterAll(() => engine.close());

const sort = fc.option(
  fc.record({
    column: fc.constantFrom("effective_cost", "service_name", "tag:team", "billed_cost"),
    direction: fc.constantFrom("asc", "desc"),
  }),
  { nil: undefined },
);
const filters = fc.constantFrom<Condition[]>(
  [],
  [{ attribute: "region_id", op: "exists" }],
  [{ attribute: "tag:team", op: "not-equals", value: "red" }],
);
const question = fc.record({
  scope: fc.record({ period: fc.constant(PERIOD), filters }),
  sort,
  cuts: fc.tuple(fc.integer({ min: 0, max: COUNT }), fc.integer({ min: 0, max: COUNT })),
});

type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

const order = ({ sort: by }: Question) => (by === undefined ? {} : { sort: by });

test("a page at any offset is the same part of the whole list", async () => {
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const { charges } = engine.client;
      const [offset, limit] = [asked.cuts[0], Math.max(1, asked.cuts[1])];
      const base = { scope: asked.scope, ...order(asked) };
      const whole = unwrap(await charges.page({ ...base, limit: PAGE_ROWS_MAX }));
      const part = unwrap(await charges.page({ ...base, offset, limit }));
      expect(part.rows).toEqual(whole.rows.slice(offset, offset + limit));
      expect(part.total).toBe(whole.rows.length);
      expect(new Set(whole.rows.map(([id]) => id)).size).toBe(whole.total);
    }),
    { numRuns: lawRuns },
  );
});

test("sums of adjoining runs add up, and each is the sum of its page", async () => {
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const { charges } = engine.client;
      const base = { scope: asked.scope, ...order(asked) };
      const [from, to] =
        asked.cuts[0] < asked.cuts[1] ? asked.cuts : [asked.cuts[1], asked.cuts[0]];
      const sumOf = async (rows: { from: number; to: number }): Promise<string> => {
        const { sums } = unwrap(await charges.sums({ ...base, rows }));
        return addAmounts(sums.map(({ effective }) => effective));
      };
      const all = unwrap(await charges.sums(base));
      const parts = [
        await sumOf({ from: 0, to: from }),
        await sumOf({ from, to }),
        await sumOf({ from: to, to: COUNT }),
      ];
      expect(addAmounts(parts)).toBe(addAmounts(all.sums.map(({ effective }) => effective)));
      const page = unwrap(
        await charges.page({ ...base, offset: from, limit: Math.max(1, to - from) }),
      );
      const cost = page.columns.findIndex(({ name }) => name === "effective_cost");
      const shown = page.rows.slice(0, to - from).map((row) => row[cost] ?? "0");
      expect(addAmounts(shown)).toBe(parts[1]);
    }),
    { numRuns: lawRuns },
  );
});
