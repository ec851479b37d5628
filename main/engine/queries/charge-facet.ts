import { BASIS_COLUMN } from "../../../shared/domain/charge.ts";
import { raw, type Statement, sql } from "../database/sql.ts";
import { chargeGroups } from "./charge-groups.ts";
import type { ChargeScope } from "./charge-source.ts";

/** The values of one attribute with their charges and amounts, largest first. */
export function facetQuery(
  files: readonly string[],
  scope: ChargeScope,
  attribute: string,
  search: string,
  limit: number,
): Statement {
  const groups = chargeGroups(
    files,
    scope,
    [{ name: "value", attribute }],
    [
      { name: "charges", sql: raw("count(*)"), type: "bigint" },
      {
        name: "amount",
        sql: raw(`sum(f.${BASIS_COLUMN[scope.basis]})`),
        type: "decimal(38, 12)",
      },
    ],
  );
  return sql`with facet as (
      select value, cast(sum(charges) as bigint) as charges,
        coalesce(sum(amount), 0)::decimal(38, 12) as amount
      from (${groups}) as s group by all),
    found as (
      select *, count(*) over () as found from facet
      where ${search} = '' or contains(lower(value), lower(${search})))
    select value, charges, amount, found from found
    order by charges desc, value nulls last limit ${limit}`;
}
