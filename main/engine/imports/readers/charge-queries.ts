import { id, raw, type Statement, sql } from "../../database/sql.ts";

/** Per currency and check: charges that break it, and their amount. */
export function countBreaks(
  table: string,
  checks: readonly { readonly breaks: string; readonly atStake: string }[],
): Statement {
  const columns = checks.flatMap(({ breaks, atStake }) => [
    `count(*) filter (where ${breaks})`,
    `cast(sum(case when ${breaks} then ${atStake} end) as decimal(38, 12))`,
  ]);
  return raw(
    `select billing_currency, ${columns.join(", ")} from ${sql`${id(table)}`.text} ` +
      "group by billing_currency order by billing_currency",
  );
}

const COVERING = ["provider_name", "billing_account_id"];

/** The providers, accounts and billed periods of a charge table, as one text each. */
export function coveredCharges(table: string, present: readonly string[]): Statement {
  const columns = COVERING.filter((name) => present.includes(name)).map(
    (name) => `coalesce(${name}, '')`,
  );
  return raw(
    `select distinct concat_ws('|', ${[...columns, "billed_period"].join(", ")}) as covered ` +
      `from ${sql`${id(table)}`.text}`,
  );
}
