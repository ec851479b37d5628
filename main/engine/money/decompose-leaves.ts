import { z } from "zod";
import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import { decompose, type Ladder, type Pair } from "../../../shared/domain/decompose.ts";
import type { VarianceConvention } from "../../../shared/domain/variance-effect.ts";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import amountUnits from "./amount-units.sql?raw";
import decomposeQuery from "./decompose.sql?raw";
import factors from "./decompose-factors.sql?raw";
import mixedSums from "./decompose-mixed.sql?raw";
import plainSums from "./decompose-plain.sql?raw";
import wideEffect from "./decompose-wide-effect.sql?raw";
import wideLeaves from "./decompose-wide-leaves.sql?raw";
import fixedRatio from "./fixed-ratio.sql?raw";

const amount = z.string().nullable();
const WideLeaf = z.object({
  leaf_id: z.number(),
  opening: z.string(),
  closing: z.string(),
  total_0: amount,
  total_1: amount,
  quantity_0: z.string(),
  quantity_1: z.string(),
  first_0: z.string(),
  first_1: z.string(),
  second_0: amount,
  second_1: amount,
  third_0: amount,
  third_1: amount,
  rate_0: z.string(),
  rate_1: z.string(),
});

/**
 * Fills `decompose_output` (leaf_id, position, amount) from `decompose_input`, the leaves that
 * 128 bits cannot hold by the reference. Gives their number.
 * Law:     Σ effects of a leaf = closing − opening (test/laws/decompose.test.ts)
 */
export async function decomposeLeaves(
  writer: Writer,
  convention: VarianceConvention,
): Promise<number> {
  await writer.run(statement(amountUnits));
  await writer.run(statement(fixedRatio));
  await writer.run(statement(factors));
  await writer.run(statement(plainSums, { convention }));
  await writer.run(statement(mixedSums, { convention }));
  await writer.run(statement(decomposeQuery));
  const wide = await writer.rows(WideLeaf, statement(wideLeaves));
  for (const leaf of wide) {
    for (const [index, effect] of decompose(ladderOf(leaf), convention).entries()) {
      if (effect !== 0n) {
        const values = { leaf_id: leaf.leaf_id, position: index + 1, amount: fromUnits(effect) };
        await writer.run(statement(wideEffect, values));
      }
    }
  }
  return wide.length;
}

function ladderOf(leaf: z.infer<typeof WideLeaf>): Ladder {
  const pair = (opening: string, closing: string): Pair => [toUnits(opening), toUnits(closing)];
  const rung = (opening: string | null, closing: string | null): Pair | undefined =>
    opening === null || closing === null ? undefined : pair(opening, closing);
  const [second, third] = [rung(leaf.second_0, leaf.second_1), rung(leaf.third_0, leaf.third_1)];
  const first = pair(leaf.first_0, leaf.first_1);
  return {
    opening: toUnits(leaf.opening),
    closing: toUnits(leaf.closing),
    total: rung(leaf.total_0, leaf.total_1) ?? null,
    quantity: pair(leaf.quantity_0, leaf.quantity_1),
    rungs: [first, ...[second, third].filter((pair) => pair !== undefined)],
    rate: pair(leaf.rate_0, leaf.rate_1),
  };
}
