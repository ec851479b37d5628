import { BASIS_COLUMN, type CostBasis } from "../../../shared/domain/charge.ts";
import { IDENTIFIERS, type IdentifierName } from "../../../shared/domain/identifier-names.ts";
import { id, join, raw, type Statement, sql } from "../database/sql.ts";

/** Per identifier and currency: charges of a month with a value and all of them, and their cost. */
export function identifierCoverage(period: string, basis: CostBasis): Statement {
  const cost = id(BASIS_COLUMN[basis]);
  const month = raw(basis === "billed" ? "billed_period" : "effective_period");
  const branch = (name: IdentifierName, index: number): Statement =>
    sql`select ${index} as place, ${name} as identifier, billing_currency as currency,
      count(*) as charges, count(${id(name)}) as found, count(distinct ${id(name)}) as values,
      coalesce(sum(${cost}), 0) as amount,
      coalesce(sum(${cost}) filter (where ${id(name)} is not null), 0) as "foundAmount"
    from charge where ${month} = ${period} group by billing_currency`;
  return sql`select identifier, currency, charges, found, "values", amount, "foundAmount"
    from (${join(IDENTIFIERS.map(branch), " union all ")}) as coverage
    order by place, currency`;
}
