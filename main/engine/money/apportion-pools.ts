import { z } from "zod";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import apportion from "./apportion.sql?raw";
import apportionDifference from "./apportion-difference.sql?raw";

/**
 * Splits every row of `apportion_pool` over its weight set in `apportion_weight`; the parts are
 * the rows of `apportion_part`. All three are temporary tables of the caller's connection.
 * Law:     equals `apportion` of shared/domain on any input (test/laws/apportion-sql.test.ts)
 * Errors:  an assertion where the parts do not re-add to a pool
 */
export async function apportionPools(writer: Writer): Promise<void> {
  await writer.run(statement(apportion));
  const { pools } = await writer.one(
    z.object({ pools: z.number() }),
    statement(apportionDifference),
  );
  if (pools !== 0) {
    throw new Error(`${pools} apportioned pools do not equal the sum of their parts`);
  }
}
