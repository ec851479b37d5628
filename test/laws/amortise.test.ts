import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { overTables } from "../../main/engine/database/over-tables.ts";
import { createEngine, type Engine } from "../../main/engine/engine.ts";
import amortised from "../../main/engine/money/amortise.sql?raw";
import { amortise } from "../../shared/domain/amortise.ts";
import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine({ clock: standingClock });
});
afterAll(() => engine.close());

const days = fc
  .array(fc.bigInt({ min: 0n, max: 400n }), { minLength: 1, maxLength: 40 })
  .filter((slices) => slices.some((length) => length > 0n));
const LIMIT = 10n ** 37n;
const amount = fc.oneof(
  fc.bigInt({ min: -LIMIT, max: LIMIT }),
  fc.constantFrom(0n, 1n, -1n, 10n ** 27n, LIMIT),
);

test("slices add up, keep the sign and never drift by more than half a unit", () => {
  fc.assert(
    fc.property(amount, days, (whole, slices) => {
      const parts = amortise(whole, slices);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(whole);
      const total = slices.reduce((sum, length) => sum + length, 0n);
      let elapsed = 0n;
      let running = 0n;
      for (const [index, part] of parts.entries()) {
        elapsed += slices[index] ?? 0n;
        running += part;
        const drift = 2n * (running * total - whole * elapsed);
        expect(drift <= total && -drift <= total).toBe(true);
        expect(part === 0n || part > 0n === whole > 0n).toBe(true);
      }
    }),
    { numRuns: lawRuns },
  );
});

/** As many amounts per statement: a statement amortises many at once. */
const AMOUNTS_AT_ONCE = 40;

test("the engine's statement equals the reference", async () => {
  const one = fc.record({ amount, slices: days, digits: fc.constantFrom(0, 2, 3, 12) });
  await fc.assert(
    fc.asyncProperty(batchOf(one, AMOUNTS_AT_ONCE), async (cases) => {
      const rounded = cases.map(({ amount: units, slices, digits }) => {
        const step = 10n ** BigInt(12 - digits);
        return { steps: units / step, step, slices, digits };
      });
      const found = await inEngine(rounded);
      const expected = rounded.map(({ steps, step, slices }) =>
        amortise(steps, slices).map((part) => part * step),
      );
      expect(found).toEqual(expected);
    }),
    { numRuns: batchesOf(AMOUNTS_AT_ONCE) },
  );
});

interface Case {
  readonly steps: bigint;
  readonly step: bigint;
  readonly slices: readonly bigint[];
  readonly digits: number;
}

async function inEngine(cases: readonly Case[]): Promise<bigint[][]> {
  return engine.context.change("amortise", async ({ writer }) => {
    const rows = cases.flatMap(({ steps, step, slices, digits }, part) => {
      const whole = `'${fromUnits(steps * step)}'::decimal(38, 12)`;
      return slices.map(
        (length, index) => `(${part}, ${index + 1}, ${whole}, ${length}, ${digits})`,
      );
    });
    const given = `select * from
      (values ${rows.join(", ")}) as v (part, slice, amount, days, unit_digits)`;
    const Row = z.object({ part: z.number(), slice: z.number(), amount: z.string() });
    const tables = { amortise_input: given, amortised };
    const parts = await writer.rows(
      Row,
      overTables(tables, "select * from amortised order by part, slice"),
    );
    return cases.map((_, part) =>
      parts.filter((row) => row.part === part).map((row) => toUnits(row.amount)),
    );
  });
}
