import type { EngineContext } from "../../main/engine/context.ts";
import { raw, statement } from "../../main/engine/database/sql.ts";
import {
  CHARGE_FILE_COLUMNS,
  type ChargeColumnKind,
  chargeTableName,
} from "../../main/engine/relations/charge-columns.ts";

const SOURCE_FILE_ID = "00000000000bec1e";

const TYPES: Readonly<Record<ChargeColumnKind, string>> = {
  text: "varchar",
  json: "varchar",
  amount: "decimal(18, 10)",
  quantity: "decimal(38, 12)",
  price: "decimal(38, 12)",
  timestamp: "timestamp",
};

/** Text 0 … n−1 of a column, drawn per row from its own stream of hashes. */
const pick = (stream: number, below: number): string =>
  `cast(hash(i * 64 + ${stream}) % ${below} as bigint)`;

/**
 * A month of charges in the shape of the generated bills: 400 accounts, 6 services, 5 regions,
 * 3,000 SKUs, 200,000 resources, 14,400 tag sets, 1 % credits. Equal arguments, equal rows.
 */
const VALUES: Readonly<Record<string, string>> = {
  billing_account_id: "'payer-1'",
  sub_account_id: `cast(200000000000 + ${pick(1, 400)} as varchar)`,
  sub_account_name: `concat('account-', ${pick(1, 400)})`,
  billing_currency: "'USD'",
  provider_name: "'Example Cloud'",
  invoice_id: "'INV-2026-10-1'",
  charge_category:
    `case when ${pick(2, 100)} < 96 then 'Usage' when ${pick(2, 100)} < 98 then 'Purchase' ` +
    `when ${pick(2, 100)} < 99 then 'Tax' else 'Credit' end`,
  service_category:
    "(['Compute', 'Storage', 'Databases', 'Networking', 'Analytics', 'AI and Machine Learning'])" +
    `[1 + ${pick(3, 6)}]`,
  service_name:
    "(['Virtual Servers', 'Object Storage', 'Relational Database', 'Content Delivery', " +
    `'Data Warehouse', 'Model Training'])[1 + ${pick(3, 6)}]`,
  sku_id: `concat('SKU-', ${pick(4, 3000)})`,
  region_id:
    "(['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2', 'ap-south-1'])" +
    `[1 + ${pick(5, 5)}]`,
  resource_id: `concat('arn:example:resource/i-', ${pick(6, 200_000)})`,
  tags:
    `concat('{"Team":"team-', ${pick(7, 60)}, '","CostCentre":"cc-', 1000 + ${pick(8, 40)}, ` +
    `'","Environment":"', (['production', 'staging', 'development'])[1 + ${pick(9, 3)}], ` +
    `'","Owner":"owner-', ${pick(10, 2)}, '"}')`,
  billing_period_start: "timestamp '2026-10-01'",
  charge_period_start: `timestamp '2026-10-01' + to_days(cast(${pick(11, 30)} as integer))`,
  billed_cost: cost(12),
  effective_cost: cost(12),
  contracted_cost: cost(12),
  list_cost: cost(13),
};

function cost(stream: number): string {
  const sign = `case when ${pick(2, 100)} = 99 then -1 else 1 end`;
  return `${sign} * ${pick(stream, 40_000_000_000)} * cast(0.0000000001 as decimal(18, 10))`;
}

export async function seedMonth(context: EngineContext, rows: number): Promise<string> {
  await context.change("seed", async ({ writer, sequence }) => {
    const columns = CHARGE_FILE_COLUMNS.map(
      ({ name, kind }) => `cast(${VALUES[name] ?? "null"} as ${TYPES[kind]}) as ${name}`,
    );
    await writer.run(
      raw(
        `create table ${chargeTableName(SOURCE_FILE_ID)} as select ${columns.join(", ")}, ` +
          "cast(null as varchar) as custom, '2026-10' as billed_period, " +
          `'2026-10' as effective_period from range(${rows}) as row_number(i)`,
      ),
    );
    await writer.run(
      statement(
        "insert into source_file values ($id, 'month.csv', $sha, 0, 'seed', 'charge', null, " +
          "'[]', '[]', $rows, $rows, 0, 0, 0, true, null, $sequence, '2026-01-01T00:00:00Z')",
        { id: SOURCE_FILE_ID, sha: SOURCE_FILE_ID.padEnd(64, "0"), rows, sequence },
      ),
    );
  });
  return SOURCE_FILE_ID;
}
