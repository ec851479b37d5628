import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import amountUnits from "./amount-units.sql?raw";
import dayShare from "./day-share.sql?raw";

/** Lets statements of this connection cut by `day_share(amount, before, after, days)`. */
export async function defineDayShare(writer: Writer): Promise<void> {
  await writer.run(statement(amountUnits));
  await writer.run(statement(dayShare));
}
