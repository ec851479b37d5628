import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { sql } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine } from "../../main/engine/engine.ts";
import { decomposeLeaves } from "../../main/engine/money/decompose-leaves.ts";
import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { decompose, type Ladder, type Pair } from "../../shared/domain/decompose.ts";
import { VarianceConvention } from "../../shared/domain/variance-effect.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { distance, exactShapley } from "../support/exact-ladder.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";
import { randomLadder } from "../support/random-ladders.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine({ clock: standingClock });
});
afterAll(() => engine.close());

const convention = fc.constantFrom(...VarianceConvention.options);
const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

test("effects add up to closing − opening, by either convention", () => {
  fc.assert(
    fc.property(randomLadder, convention, (ladder, how) => {
      expect(sum(decompose(ladder, how))).toBe(ladder.closing - ladder.opening);
    }),
    { numRuns: lawRuns },
  );
});

test("swapping the periods negates every symmetric effect", () => {
  const swap = ([a, b]: Pair): Pair => [b, a];
  fc.assert(
    fc.property(randomLadder, (ladder) => {
      const [first, ...rest] = ladder.rungs;
      const swapped: Ladder = {
        opening: ladder.closing,
        closing: ladder.opening,
        total: ladder.total === null ? null : swap(ladder.total),
        quantity: swap(ladder.quantity),
        rungs: [swap(first), ...rest.map(swap)],
        rate: swap(ladder.rate),
      };
      const effects = decompose(ladder, "symmetric");
      expect(decompose(swapped, "symmetric").map((effect) => -effect)).toEqual([...effects]);
    }),
    { numRuns: lawRuns },
  );
});

test("symmetric effects are the mean over all orders, to a few parts in 10^15", () => {
  fc.assert(
    fc.property(randomLadder, (ladder) => {
      const isUsual = [...ladder.rungs.flat(), ...ladder.quantity].every(
        (value) =>
          value > -(10n ** 16n) && value < 10n ** 16n && (value === 0n || value ** 2n > 10n ** 12n),
      );
      const [before, after] = ladder.total ?? [1n, 1n];
      fc.pre(isUsual && before < 64n * after && after < 64n * before);
      const exact = exactShapley(ladder);
      for (const [index, effect] of decompose(ladder, "symmetric").entries()) {
        const near = distance(effect, exact[index] ?? { top: 0n, bottom: 1n });
        const scale = sum(exact.map(({ top, bottom }) => (top < 0n ? -top : top) / bottom));
        expect(near <= 64n + scale / 10n ** 15n).toBe(true);
      }
    }),
    { numRuns: lawRuns },
  );
});

/** As many leaves per statement: a statement decomposes many at once. */
const LEAVES_AT_ONCE = 50;

test("the engine's statement equals the reference on any leaf", async () => {
  await fc.assert(
    fc.asyncProperty(batchOf(randomLadder, LEAVES_AT_ONCE), convention, async (ladders, how) => {
      const { wide, rows } = await inEngine(ladders, how);
      const found = ladders.map(() => [0n, 0n, 0n, 0n, 0n, 0n]);
      for (const { leaf_id, position, amount } of rows) {
        const effects = found[leaf_id] ?? [];
        effects[position - 1] = toUnits(amount);
      }
      expect(found).toEqual(ladders.map((ladder) => [...decompose(ladder, how)]));
      expect(ladders.length < LEAVES_AT_ONCE || wide < ladders.length).toBe(true);
    }),
    { numRuns: 2 * batchesOf(LEAVES_AT_ONCE) },
  );
});

async function inEngine(
  ladders: readonly Ladder[],
  how: VarianceConvention,
): Promise<{ wide: number; rows: { leaf_id: number; position: number; amount: string }[] }> {
  return engine.context.change("decompose", async ({ writer }) => {
    const text = (value: bigint | undefined): string =>
      value === undefined ? "null" : `'${fromUnits(value)}'::decimal(38, 12)`;
    const rows = ladders.map(({ opening, closing, total, quantity, rungs, rate }, index) => {
      const pairs = [
        [opening, closing],
        total,
        quantity,
        ...[0, 1, 2].map((at) => rungs[at]),
        rate,
      ];
      const values = pairs.flatMap((pair) => [text(pair?.[0]), text(pair?.[1])]);
      return `(${[index, ...values].join(", ")})`;
    });
    const names = ["total", "quantity", "first", "second", "third", "rate"];
    const columns = names.flatMap((name) => [`${name}_0`, `${name}_1`]).join(", ");
    await writer.run({
      text: `create or replace temp table decompose_input as select * from
        (values ${rows.join(", ")}) as v (leaf_id, opening, closing, ${columns})`,
      parameters: {},
    });
    const wide = await decomposeLeaves(writer, how);
    const Row = z.object({ leaf_id: z.number(), position: z.number(), amount: z.string() });
    return { wide, rows: await writer.rows(Row, sql`select * from decompose_output`) };
  });
}
