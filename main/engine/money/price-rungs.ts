import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import priceRungs from "./price-rungs.sql?raw";
import rungCosts from "./rung-costs.sql?raw";

/**
 * Lets statements of this connection ask `price_rungs(leaves, basis)` which prices a leaf of two
 * periods has, and `rung_costs(ladder, basis)` for what it costs at each of them.
 */
export async function definePriceRungs(writer: Writer): Promise<void> {
  await writer.run(statement(priceRungs));
  await writer.run(statement(rungCosts));
}
