import type { Writer } from "../database/database.ts";
import { id, sql } from "../database/sql.ts";
import { chargeTableName } from "../relations/charge-columns.ts";
import { dropChargeTable } from "./readers/charge-staging.ts";
import type { SourceRow } from "./source-records.ts";

const TABLES = [
  "ledger_entry",
  "procurement_line",
  "driver_quantity",
  "exchange_rate",
  "reject",
  "finding",
  "row_gap",
  "source_file_total",
  "source_file",
];

/** Removes a withdrawn file, so that the same bytes can be read with another mapping. */
export async function forgetSourceFile(writer: Writer, file: SourceRow): Promise<void> {
  if (file.dataset === "charge") {
    await writer.run(dropChargeTable(chargeTableName(file.source_file_id)));
  }
  for (const table of TABLES) {
    await writer.run(sql`delete from ${id(table)} where source_file_id = ${file.source_file_id}`);
  }
}
