import type { EngineContext } from "../../main/engine/context.ts";
import { raw, statement } from "../../main/engine/database/sql.ts";
import {
  CHARGE_FILE_COLUMNS,
  type ChargeColumnKind,
  chargeTableName,
} from "../../main/engine/relations/charge-columns.ts";

const TYPES: Readonly<Record<ChargeColumnKind, string>> = {
  text: "varchar",
  json: "varchar",
  amount: "decimal(18, 10)",
  quantity: "decimal(18, 6)",
  price: "decimal(18, 10)",
  timestamp: "timestamp",
};

/** A number below a bound, drawn per row from its own stream of hashes. */
const pick = (stream: number, below: number): string =>
  `cast(hash(i * 64 + ${stream}) % ${below} as bigint)`;

/** Each resource keeps its SKU, account and service in both months. */
function valuesOf(month: 0 | 1, rows: number): Readonly<Record<string, string>> {
  const resources = Math.max(1000, Math.floor(rows / 10));
  const resource = pick(1, resources);
  const of = (below: number): string => `cast(hash(${resource}) % ${below} as bigint)`;
  const start = `timestamp '2026-${month === 0 ? "09" : "10"}-01'`;
  const quantity = `cast(1 + ${pick(2 + month, 24)} as decimal(18, 6))`;
  const price = `cast(0.0416 + ${of(97)} * 0.001 + ${month} * 0.0011 as decimal(9, 6))`;
  const list = `cast(${quantity} * ${price} as decimal(18, 10))`;
  return {
    billing_account_id: "'payer-1'",
    sub_account_id: `concat('account-', ${of(400)})`,
    billing_currency: "'USD'",
    provider_name: "'Example Cloud'",
    charge_category: "'Usage'",
    charge_frequency: "'Usage-Based'",
    service_name: `concat('Service ', ${of(60)})`,
    sku_id: `concat('SKU-', ${of(3000)})`,
    pricing_unit: "'Hours'",
    region_id: `concat('region-', ${of(12)})`,
    resource_id: `concat('arn:example:resource/i-', ${resource})`,
    tags: `concat('{"Team":"team-', ${pick(7, 120)}, '","Owner":"owner-', ${pick(8, 120)}, '"}')`,
    billing_period_start: start,
    billing_period_end: `${start} + interval 1 month`,
    charge_period_start: `${start} + to_days(cast(${pick(11, 27)} as integer))`,
    charge_period_end: `${start} + to_days(cast(${pick(11, 27)} + 1 as integer))`,
    pricing_quantity: quantity,
    list_cost: list,
    contracted_cost: `cast(${list} * ${month === 0 ? "0.94" : "0.95"} as decimal(18, 10))`,
    effective_cost: `cast(${list} * ${month === 0 ? "0.66" : "0.86"} as decimal(18, 10))`,
    billed_cost: `cast(${list} * ${month === 0 ? "0.66" : "0.86"} as decimal(18, 10))`,
  };
}

export const MONTHS = ["2026-09", "2026-10"] as const;

/** The id of the file that holds a month. */
export function monthFile(month: 0 | 1): string {
  return `00000000000be0c${month}`;
}

/** Two months of invented charges, `rows` each; equal arguments, equal rows. */
export async function seedTwoMonths(context: EngineContext, rows: number): Promise<void> {
  for (const month of [0, 1] as const) {
    await context.change("seed", async ({ writer, sequence }) => {
      const values = valuesOf(month, rows);
      const columns = CHARGE_FILE_COLUMNS.map(
        ({ name, kind }) => `cast(${values[name] ?? "null"} as ${TYPES[kind]}) as ${name}`,
      );
      const id = monthFile(month);
      await writer.run(
        raw(
          `create table ${chargeTableName(id)} as select ${columns.join(", ")}, ` +
            `cast(null as varchar) as custom, '${MONTHS[month]}' as billed_period, ` +
            `'${MONTHS[month]}' as effective_period from range(${rows}) as row_number(i)`,
        ),
      );
      await writer.run(
        statement(
          "insert into source_file values ($id, 'month.csv', $sha, 0, 'seed', 'charge', null, " +
            "'[]', '[]', $rows, $rows, 0, 0, 0, true, null, $sequence, '2026-01-01T00:00:00Z')",
          { id, sha: id.padEnd(64, "0"), rows, sequence },
        ),
      );
    });
  }
}
