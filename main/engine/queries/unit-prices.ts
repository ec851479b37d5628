import { raw, type Statement, sql } from "../database/sql.ts";

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
