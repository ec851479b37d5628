import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import { unitPriceUnits } from "../../../shared/domain/unit-price.ts";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import amountUnits from "./amount-units.sql?raw";
import priceInput from "./price-input.sql?raw";
import priceWords from "./price-words.sql?raw";
import unitPrice from "./unit-price.sql?raw";

/** Lets statements of this connection divide by `unit_price(cost, quantity)`. */
export async function defineUnitPrice(writer: Writer): Promise<void> {
  await writer.run(statement(amountUnits));
  await writer.run(statement(priceInput));
  await writer.run(statement(priceWords));
  await writer.run(statement(unitPrice));
}

/** A price the engine's statement gave, or the reference where 128 bits were too few. */
export function priceText(price: string | null, cost: string, quantity: string): string | null {
  if (price !== null) {
    return price;
  }
  const units = toUnits(quantity);
  return units === 0n ? null : fromUnits(unitPriceUnits(toUnits(cost), units));
}
