import fc from "fast-check";
import { raw, statement } from "../../main/engine/database/sql.ts";
import type { Engine } from "../../main/engine/engine.ts";
import { chargeTableName } from "../../main/engine/relations/charge-columns.ts";
import { insertRows } from "./insert-rows.ts";
import { randomLeafCharge } from "./random-leaf-charges.ts";
import { type SeedRow, seedCharges } from "./seed.ts";
import { CLOSING, OPENING } from "./variance-seed.ts";

/** One case of a variance: what was charged in two months. */
export interface Book {
  readonly opening: readonly SeedRow[];
  readonly closing: readonly SeedRow[];
}

export const randomBook: fc.Arbitrary<Book> = fc.record({
  opening: fc.array(randomLeafCharge(OPENING), { maxLength: 8 }),
  closing: fc.array(randomLeafCharge(CLOSING), { maxLength: 8 }),
});

/**
 * The charges of many books in one workspace. Each book has an account and units of its own, so
 * that the rows of its account in a result are the book's variance and no other's.
 */
export function chargesOf(books: readonly Book[]): SeedRow[] {
  const rows = books.flatMap(({ opening, closing }, index) =>
    [...opening, ...closing].map(
      (row): SeedRow => ({
        ...row,
        sub_account_id: accountOf(index),
        pricing_unit: row["pricing_unit"] === null ? null : `${row["pricing_unit"]} ${index}`,
      }),
    ),
  );
  return [...[OPENING, CLOSING].map(anchor), ...rows].map((row) => {
    const period = row["billed_period"] ?? "";
    const start = `${period}-01 00:00:00`;
    return { ...row, effective_period: period, billing_period_start: start };
  });
}

export const accountOf = (index: number): string => `case-${index}`;

/** A month without charges is refused, which is not what a case is about. */
function anchor(period: string): SeedRow {
  return {
    billed_period: period,
    sub_account_id: "anchor",
    charge_category: "Tax",
    billing_currency: "USD",
    billed_cost: "1",
    effective_cost: "1",
    contracted_cost: "1",
    list_cost: "1",
  };
}

const FIELDS = [
  "billed_period",
  "effective_period",
  "billing_period_start",
  "service_name",
  "sub_account_id",
  "tags",
  "sku_id",
  "sku_meter",
  "pricing_unit",
  "billing_currency",
  "charge_category",
  "charge_class",
  "charge_frequency",
  "commitment_discount_status",
  "pricing_quantity",
  "billed_cost",
  "effective_cost",
  "contracted_cost",
  "list_cost",
];
const RUN_TABLES = ["variance_run", "variance_leaf", "variance_effect"];

/** A workspace whose charges are replaced from case to case, in as many files as it has lists. */
export async function openBooks(
  { context }: Engine,
  fileCount: number,
): Promise<(files: readonly (readonly SeedRow[])[]) => Promise<void>> {
  const files: string[] = [];
  for (let index = 0; index < fileCount; index += 1) {
    files.push(await seedCharges(context, [], `bill-${index}.csv`));
  }
  let serial = 0;
  return (lists) =>
    context.change("seed", async ({ writer }) => {
      serial += 1;
      for (const table of RUN_TABLES) {
        await writer.run(raw(`truncate ${table}`));
      }
      for (const [index, file] of files.entries()) {
        await writer.run(raw(`delete from ${chargeTableName(file)}`));
        await insertRows(writer, chargeTableName(file), FIELDS, lists[index] ?? []);
      }
      // Other content is another file: the run of the case before must not be found again.
      const sha = String(serial).padStart(64, "0");
      await writer.run(statement("update source_file set sha256 = $sha", { sha }));
    });
}
