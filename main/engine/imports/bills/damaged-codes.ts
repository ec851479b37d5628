import { z } from "zod";
import type { Reader } from "../../database/database.ts";
import { raw } from "../../database/sql.ts";
import { DAMAGED_CODE } from "../cells/damaged-code.ts";
import type { CheckedRows } from "../conformance/check-conformance.ts";

/** Columns by which charges are joined or told apart. */
const CODES = [
  "billing_account_id",
  "sub_account_id",
  "resource_id",
  "sku_id",
  "sku_price_id",
  "invoice_id",
  "commitment_discount_id",
  "contract_id",
] as const;

export interface DamagedColumn {
  readonly column: string;
  readonly charges: number;
  /** The first such code of the file. */
  readonly text: string;
}

/** Columns of a bill with codes that a spreadsheet cut to their first digits. */
export async function damagedColumns(
  reader: Reader,
  { from, present }: CheckedRows,
): Promise<readonly DamagedColumn[]> {
  const columns = CODES.filter((column) => present.has(column));
  const counts = columns.map((column, index) => {
    // Nearly no code holds "E+", which is much cheaper to look for than a pattern.
    const is =
      `contains(${column}, 'E+') and ` +
      `regexp_full_match(${column}, '${DAMAGED_CODE.source.slice(1, -1)}')`;
    return `count(*) filter (where ${is}) as n${index},
      arg_min(${column}, rowid) filter (where ${is}) as t${index}`;
  });
  if (counts.length === 0) {
    return [];
  }
  const found = await reader.one(Counts, raw(`select ${counts.join(", ")} from ${from}`));
  return columns.flatMap((column, index) => {
    const [charges, text] = [found[`n${index}`], found[`t${index}`]];
    return typeof charges === "number" && typeof text === "string"
      ? [{ column, charges, text }]
      : [];
  });
}

const Counts = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));
