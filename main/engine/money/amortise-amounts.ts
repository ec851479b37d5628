import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import amortiseQuery from "./amortise.sql?raw";
import amountUnits from "./amount-units.sql?raw";

/**
 * Fills `amortise_output` (part, slice, amount) from `amortise_input`, the days of each slice.
 * Law:     equals `amortise` of shared/domain on any input (test/laws/amortise.test.ts)
 */
export async function amortiseAmounts(writer: Writer): Promise<void> {
  await writer.run(statement(amountUnits));
  await writer.run(statement(amortiseQuery));
}
