import { id, raw, type Statement, sql } from "../../database/sql.ts";

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

/** What makes two charges the same one; of a file that lacks a column, nothing is said by it. */
const SAME_CHARGE = [
  "provider_name",
  "billing_account_id",
  "sub_account_id",
  "resource_id",
  "sku_id",
  "sku_price_id",
  "service_name",
  "region_id",
  "charge_category",
  "charge_class",
  "charge_description",
  "charge_period_start",
  "charge_period_end",
  "commitment_discount_id",
];
const SAME_AMOUNTS = ["billed_cost", "effective_cost", "consumed_quantity"];

export interface ChargeTable {
  readonly table: string;
  readonly present: readonly string[];
}

/** Per currency: charges of one table that the other holds as well, and what they cost. */
export function sharedCharges(mine: ChargeTable, theirs: ChargeTable): Statement {
  return raw(
    `select billing_currency as currency, count(*) as lines, ` +
      "cast(cast(sum(billed_cost) as decimal(38, 12)) as varchar) as amount " +
      `from ${sql`${id(mine.table)}`.text} where ${said(mine)} in ` +
      `(select ${said(theirs)} from ${sql`${id(theirs.table)}`.text}) ` +
      "group by billing_currency order by billing_currency",
  );
}

function said({ present }: ChargeTable): string {
  const columns = [
    "billing_currency",
    "billed_period",
    ...SAME_CHARGE.map((name) => (present.includes(name) ? name : "''")),
    ...SAME_AMOUNTS.map((name) =>
      present.includes(name) ? `cast(${name} as decimal(38, 12))` : "''",
    ),
  ];
  return `hash(${columns.map((column) => `coalesce(cast(${column} as varchar), '')`).join(", ")})`;
}

/** The billing accounts and billed periods of a charge table, each with its billed cost. */
export function accountsCovered(table: string, hasAccount: boolean): Statement {
  const account = hasAccount ? "coalesce(billing_account_id, '')" : "''";
  return raw(
    `select ${account} as account, billed_period as period, ` +
      "cast(cast(sum(billed_cost) as decimal(38, 12)) as varchar) as billed " +
      `from ${sql`${id(table)}`.text} group by all order by all`,
  );
}

const SAID_OF_CHARGE = ["service_name", "resource_name", "resource_id", "charge_description"];

/** The charges of two tables, told by what both tables hold of them. */
export function bothCharges(before: ChargeTable, after: ChargeTable): string {
  const isInBoth = (name: string): boolean =>
    before.present.includes(name) && after.present.includes(name);
  const key = [...SAME_CHARGE.filter(isInBoth)].map(
    (name) => `coalesce(cast(${name} as varchar), '')`,
  );
  const words = SAID_OF_CHARGE.filter(isInBoth).map((name) => `nullif(${name}, '')`);
  const said = key.length === 0 ? "''" : `hash(${key.join(", ")})`;
  const line = words.length === 0 ? "''" : `concat_ws(' · ', ${words.join(", ")})`;
  const lines = ({ table }: ChargeTable, isAfter: boolean): string =>
    `select ${isAfter} as is_after, billed_period as period, billing_currency as currency, ` +
    `coalesce(cast(billed_cost as decimal(38, 12)), 0) as amount, ${said} as said, ` +
    `${line} as line from ${sql`${id(table)}`.text}`;
  return `${lines(before, false)} union all ${lines(after, true)}`;
}
