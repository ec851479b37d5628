import { statement } from "../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../main/engine/engine.ts";
import { addAmounts } from "../../shared/domain/amount.ts";
import { type SeedRow, seedCharges, seedTable } from "./seed.ts";

export const CLOSED = "2026-10";
export const COMPARED = "2026-09";

const COSTS = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"] as const;

export const RULES = `
tieout: 1
targets:
  - { code: CC10, name: Search }
  - { code: CC20, name: Payments }
  - { code: CC30, name: Storefront }
  - { code: PLATFORM, name: Shared platform, isPool: true }
rules:
  - id: support
    take: { where: [ { attribute: service_name, op: equals, value: Support } ] }
    method: direct
    to: PLATFORM
  - id: tagged
    name: The cost centre of the tag
    take: { where: [ { attribute: "tag:cost_centre", op: exists } ] }
    method: direct
    toAttribute: tag:cost_centre
  - id: network
    take: { where: [ { attribute: service_name, op: equals, value: Network } ] }
    method: even
    targets: [CC10, CC20, CC30]
  - id: platform
    stage: 2
    take: { pool: PLATFORM }
    method: by-driver
    driver: hours
`;

export const ACCOUNTS = `
tieout: 1
accounts:
  - account: "61100"
    name: Cloud hosting
    owner: IT Finance
    charges: [ { attribute: billing_currency, op: equals, value: USD } ]
  - account: "61200"
    name: Cloud-Hosting GmbH
    owner: Finance GmbH
    charges: [ { attribute: billing_currency, op: equals, value: EUR } ]
`;

/** A small close of two months: pools, two currencies, fractions of cents and open differences. */
export async function seedClose(engine: Engine, text = "plain"): Promise<void> {
  const { context, client } = engine;
  unwrap(await client.workspace.configure({ entity: "Example Group", currency: "USD" }));
  for (const [period, factor] of [
    [COMPARED, 3n],
    [CLOSED, 5n],
  ] as const) {
    const rows = monthOfCharges(period, factor, text);
    const file = await seedCharges(context, rows, `bill-${period}.csv`);
    await seedChargeTotals(engine, file, rows, period);
  }
  await seedLedger(engine, text);
  await seedTable(context, "exchange_rate", [
    rate("2026-09-30", "1.1"),
    rate("2026-10-31", "1.12"),
  ]);
  await seedTable(context, "driver_quantity", [
    quantity("CC10", "7.5"),
    quantity("CC20", "2"),
    quantity("CC30", "0.333333333333"),
  ]);
  unwrap(await engine.runJob("allocate", { period: CLOSED, rules: RULES }));
  unwrap(await engine.runJob("reconcile", { period: CLOSED, currency: "USD", config: ACCOUNTS }));
  unwrap(await engine.runJob("variance", { from: COMPARED, to: CLOSED, currency: "USD" }));
}

function monthOfCharges(period: string, factor: bigint, text: string): SeedRow[] {
  const month = period.replace("-", "");
  const rows: SeedRow[] = [];
  const charge = (service: string, cost: string, more: SeedRow = {}): void => {
    rows.push({
      billed_period: period,
      billing_period_end: `${period === COMPARED ? CLOSED : "2026-11"}-01 00:00:00`,
      service_name: service,
      invoice_id: `INV-${month}`,
      sub_account_name: text,
      sku_id: `${service}-sku`,
      pricing_unit: "Hours",
      pricing_quantity: String(factor * 10n),
      ...Object.fromEntries(COSTS.map((name) => [name, cost])),
      ...more,
    });
  };
  for (const [index, centre] of ["CC10", "CC20", "CC30", "CC99"].entries()) {
    charge("Servers", `${factor * 101n}.${index}33333333333`, tagged(centre));
    charge("Storage", `${factor * 7n}.0049999${index}`, tagged(centre));
  }
  charge("Network", `${factor}.000000000001`);
  charge("Support", `${factor * 20n}.005`);
  charge("Credit", `-${factor}.125`, {
    charge_category: "Credit",
    // For the tests of the data to find in the earlier month.
    ...(period === COMPARED ? { invoice_id: null } : {}),
  });
  charge("Servers", `${factor * 33n}.335`, {
    ...tagged("CC20"),
    billing_currency: "EUR",
    invoice_id: `EU-${month}`,
    provider_name: "Example Europe",
    invoice_issuer_name: "Example Europe",
  });
  return rows;
}

function tagged(centre: string): SeedRow {
  return { tags: JSON.stringify({ cost_centre: centre }) };
}

function rate(date: string, value: string): SeedRow {
  return {
    rate_date: date,
    from_currency: "EUR",
    to_currency: "USD",
    rate: value,
    rate_type: "average",
  };
}

function quantity(target: string, value: string): SeedRow {
  return { driver: "hours", target, period: CLOSED, quantity: value };
}

async function seedLedger(engine: Engine, text: string): Promise<void> {
  const line = (account: string, amount: string, more: SeedRow = {}): SeedRow => ({
    entity: "Example Group",
    ledger_account: account,
    account_name: account === "61200" ? "Cloud-Hosting GmbH" : "Cloud hosting",
    period: CLOSED,
    posting_date: "2026-10-31",
    amount,
    currency: "USD",
    line_text: text,
    document_number: "5100",
    ...more,
  });
  const rows = [
    line("61100", "2160.30", { reference: "INV-202610", vendor_name: "Example Cloud" }),
    line("61100", "500", { document_number: "5101", line_text: "Accrual October" }),
    line("61100", "250.25", { document_number: "5102", line_text: "Journal without a bill" }),
    line("61200", "165.34", {
      currency: "EUR",
      reference: "EU-202610",
      vendor_name: "Example Europe",
    }),
    line("99999", "42.42", { document_number: "5103" }),
  ];
  const file = await seedTable(engine.context, "ledger_entry", rows, "ledger-2026-10.csv");
  for (const currency of ["USD", "EUR"]) {
    const own = rows.filter((row) => row["currency"] === currency);
    await seedTotal(engine, file, "amount", currency, CLOSED, own, "amount");
  }
}

async function seedChargeTotals(
  engine: Engine,
  file: string,
  rows: readonly SeedRow[],
  period: string,
): Promise<void> {
  for (const currency of ["USD", "EUR"]) {
    const own = rows.filter((row) => (row["billing_currency"] ?? "USD") === currency);
    for (const cost of COSTS) {
      await seedTotal(engine, file, cost, currency, period, own, cost);
    }
  }
}

async function seedTotal(
  engine: Engine,
  file: string,
  measure: string,
  currency: string,
  period: string,
  rows: readonly SeedRow[],
  column: string,
): Promise<void> {
  const amount = addAmounts(rows.map((row) => row[column] ?? "0"));
  await engine.context.change("seed", async ({ writer }) => {
    await writer.run(
      statement(
        "insert into source_file_total values " +
          "($file, $measure, $currency, $period, $records, cast($amount as decimal(38, 12)))",
        { file, measure, currency, period, records: rows.length, amount },
      ),
    );
  });
}
