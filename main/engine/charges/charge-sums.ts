import { z } from "zod";
import type { CurrencySums } from "../../../shared/contract/charges.ts";
import type { Reader } from "../database/database.ts";
import type { Statement } from "../database/sql.ts";
import {
  countBlocks,
  currencySums,
  orderedParts,
  type RowOrder,
  sliceCondition,
  slicesOf,
} from "../queries/charge-rows.ts";
import { activeChargeFiles, type ChargeScope, scopeSql } from "../queries/charge-source.ts";

const SumRow = z.object({
  currency: z.string(),
  charges: z.number(),
  billed: z.string(),
  effective: z.string(),
  contracted: z.string(),
  list: z.string(),
});

interface Sums {
  readonly sums: z.infer<typeof CurrencySums>;
  readonly of: number;
  readonly charges: number;
}

/**
 * Exact sums per billing currency of the scope, or of the rows [from, to) in page order.
 * Units:   billing currency, 12 decimals   Sign: cost positive, credit negative
 * Law:     sums of two adjoining runs add up to the sums of both (test/laws/charges.test.ts)
 */
export async function chargeSums(
  reader: Reader,
  scope: ChargeScope,
  sort: RowOrder | undefined,
  rows: { readonly from: number; readonly to: number } | undefined,
): Promise<Sums> {
  const files = await activeChargeFiles(reader);
  const blocks = await countBlocks(reader, files, scope);
  const of = blocks.reduce((sum, { charges }) => sum + charges, 0);
  const from = Math.min(Math.max(0, rows?.from ?? 0), of);
  const count = Math.max(0, Math.min(rows?.to ?? of, of) - from);
  const parts: { file: string; where: Statement }[] = [];
  if (sort === undefined || count === of) {
    for (const slice of slicesOf(blocks, files, from, count)) {
      const isWhole = count === of;
      const where = isWhole
        ? scopeSql(scope, slice.file)
        : await sliceCondition(reader, slice, scope);
      parts.push({ file: slice.file, where });
    }
  } else if (count > 0) {
    parts.push(...orderedParts(files, scope, sort, { offset: from, limit: count }));
  }
  const sums = parts.length === 0 ? [] : await reader.rows(SumRow, currencySums(parts));
  return { sums, of, charges: count };
}
