import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import { unitPriceUnits } from "../../../shared/domain/unit-price.ts";
import type { Writer } from "../database/database.ts";
import { raw, type Statement, sql, statement } from "../database/sql.ts";
import amountUnits from "./amount-units.sql?raw";
import priceInput from "./price-input.sql?raw";
import priceWords from "./price-words.sql?raw";
import unitPrice from "./unit-price.sql?raw";

/** Lets statements of this connection divide by `unit_price(cost, quantity)`, or as `unitPrices`. */
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

/**
 * A query with a column of prices `NAME_price` for each name beside its `NAME_cost` and
 * `NAME_quantity`, neither below zero. For many rows: it takes a tenth of the time of unit_price.
 * Law:     equals unit_price (test/laws/unit-price.test.ts)
 */
export function unitPrices(query: Statement, names: readonly string[]): Statement {
  const columns = (one: (name: string) => string): Statement =>
    raw(names.map((name) => one(name)).join(", "));
  return sql`select * exclude (${columns((name) => `${name}_input, ${name}_words`)}),
    ${columns(
      (name) => `coalesce(cast(${name}_words as decimal(38, 12)),
        unit_price(${name}_cost, ${name}_quantity)) as ${name}_price`,
    )}
    from (
      select *, ${columns((name) => {
        const field = (key: string): string => `${name}_input.${key}`;
        return `price_words(${field("cost")}, ${field("quantity")}, ${field("last")})
          as ${name}_words`;
      })}
      from (
        select *, ${columns(
          (name) => `price_input(${name}_cost, ${name}_quantity) as ${name}_input`,
        )}
        from (${query}) as q
      ) as q
    ) as q`;
}
