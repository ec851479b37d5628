import { z } from "zod";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import driverRow from "./driver-row.sql?raw";
import type { DriverRow } from "./step-text.ts";

const Row = z.object({
  file_name: z.string(),
  source_row: z.number(),
  unit: z.string().nullable(),
  quantity: z.string(),
});

/** Where a target's quantity stands now; null where no active file gives one. */
export async function readDriverRow(
  reader: Reader,
  driver: string,
  target: string,
  period: string,
): Promise<DriverRow | null> {
  const [row] = await reader.rows(Row, statement(driverRow, { driver, target, period }));
  return row === undefined
    ? null
    : { file: row.file_name, row: row.source_row, unit: row.unit, quantity: row.quantity };
}
