import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Writer } from "../../main/engine/database/database.ts";
import { statement } from "../../main/engine/database/sql.ts";
import { apportionPools } from "../../main/engine/money/apportion-pools.ts";
import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { apportion, type WeightedTarget } from "../../shared/domain/apportion.ts";
import { edgeUnits } from "../support/allocation-case.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { openEngine } from "../support/open-engine.ts";

const weight = fc.oneof(
  fc.bigInt({ min: 0n, max: 9n }),
  fc.bigInt({ min: 0n, max: 10n ** 12n }),
  fc.bigInt({ min: 0n, max: 10n ** 30n }),
  fc.constantFrom(10n ** 18n, 10n ** 18n + 1n, 10n ** 19n - 1n, 3_000_000_000n),
);

/** Mostly a few targets, at times thousands. */
const targets = fc
  .oneof(
    { weight: 60, arbitrary: fc.array(weight, { minLength: 1, maxLength: 30 }) },
    { weight: 1, arbitrary: fc.array(weight, { minLength: 4000, maxLength: 5000, size: "max" }) },
  )
  .filter((weights) => weights.some((value) => value > 0n))
  .map((weights) => weights.map((value, index) => ({ code: codeOf(index), weight: value })));

/** Codes whose order differs between code points, UTF-16 units and the reader's alphabet. */
function codeOf(index: number): string {
  const prefix = ["a", "B", "é", "\u{1F600}", "\uFFFD", "10", "9"][index % 7] ?? "";
  return `${prefix}${(index * 7919) % 10_007}`;
}

const largest = 10n ** 38n - 1n;
const pool = fc.record({
  units: fc.oneof(edgeUnits, fc.bigInt({ min: -largest, max: largest })),
  targets,
});
type Pool = { readonly units: bigint; readonly targets: readonly WeightedTarget[] };

async function apportionInSql(writer: Writer, pools: readonly Pool[]): Promise<string[]> {
  const weights = pools.flatMap((given, set) =>
    given.targets.map((target) => ({ set, ...target })),
  );
  await writer.run(
    statement(
      "create or replace temp table apportion_pool as select cast(unnest($keys) as bigint) as " +
        "pool_key, cast(unnest($amounts) as decimal(38, 12)) as amount, " +
        "cast(unnest($keys) as bigint) as weight_set",
      {
        keys: pools.map((_, index) => String(index)),
        amounts: pools.map(({ units }) => fromUnits(units)),
      },
    ),
  );
  await writer.run(
    statement(
      "create or replace temp table apportion_weight as select cast(unnest($sets) as bigint) as " +
        "weight_set, unnest($codes) as target, cast(unnest($weights) as hugeint) as weight",
      {
        sets: weights.map(({ set }) => String(set)),
        codes: weights.map(({ code }) => code),
        weights: weights.map((target) => target.weight.toString()),
      },
    ),
  );
  await apportionPools(writer);
  const rows = await writer.rows(
    z.object({ pool_key: z.number(), target: z.string(), amount: z.string() }),
    statement("select pool_key, target, amount from apportion_part"),
  );
  return rows.map((row) => `${row.pool_key} ${row.target} ${toUnits(row.amount)}`).sort();
}

/** As many pools per statement: a statement splits many at once. */
const POOLS_AT_ONCE = 25;

test("the engine splits as the reference does, many pools at once", async () => {
  const { context } = await openEngine();
  await fc.assert(
    fc.asyncProperty(batchOf(pool, POOLS_AT_ONCE), async (pools) => {
      const found = await context.change("law", ({ writer }) => apportionInSql(writer, pools));
      const expected = pools.flatMap(({ units, targets: list }, key) => {
        const parts = apportion(units, list);
        return list.map(({ code }, index) => `${key} ${code} ${parts[index]}`);
      });
      expect(found).toEqual(expected.sort());
    }),
    { numRuns: batchesOf(POOLS_AT_ONCE) + 20 },
  );
});
