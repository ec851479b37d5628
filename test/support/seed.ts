import type { EngineContext } from "../../main/engine/context.ts";
import type { Writer } from "../../main/engine/database/database.ts";
import { statement } from "../../main/engine/database/sql.ts";
import {
  CHARGE_FILE_COLUMNS,
  type ChargeColumnKind,
  chargeTableName,
} from "../../main/engine/relations/charge-columns.ts";

/** Column → text; absent columns are null. Amounts are decimal text. */
export type SeedRow = Readonly<Record<string, string | null>>;

const TYPES: Readonly<Record<ChargeColumnKind, string>> = {
  text: "varchar",
  json: "varchar",
  amount: "decimal(38, 12)",
  quantity: "decimal(38, 12)",
  price: "decimal(38, 12)",
  timestamp: "timestamp",
};

const CHARGE_DEFAULTS: SeedRow = {
  billing_account_id: "payer-1",
  billing_currency: "USD",
  charge_category: "Usage",
  charge_frequency: "Usage-Based",
  provider_name: "Example Cloud",
  invoice_issuer_name: "Example Cloud",
  service_category: "Compute",
  service_name: "Servers",
};

let files = 0;

/** Puts one active charge file into a workspace, as an import would leave it. Gives its id. */
export async function seedCharges(
  context: EngineContext,
  rows: readonly SeedRow[],
  fileName = "bill.csv",
): Promise<string> {
  const sourceFileId = nextFileId();
  await context.change("seed", async ({ writer, sequence }) => {
    await insertSourceFile(writer, sourceFileId, fileName, "charge", rows.length, sequence);
    const columns = CHARGE_FILE_COLUMNS.map(({ name, kind }) => `${name} ${TYPES[kind]}`);
    const table = chargeTableName(sourceFileId);
    await writer.run(
      statement(
        `create table ${table} (${columns.join(", ")}, custom varchar, ` +
          "billed_period varchar, effective_period varchar)",
      ),
    );
    await insertRows(
      writer,
      table,
      rows.map((row) => withPeriods({ ...CHARGE_DEFAULTS, ...row })),
    );
  });
  return sourceFileId;
}

function withPeriods(row: SeedRow): SeedRow {
  const billedPeriod = row["billed_period"] ?? (row["billing_period_start"] ?? "").slice(0, 7);
  const chargePeriod = (row["charge_period_start"] ?? `${billedPeriod}-01`).slice(0, 7);
  const period = billedPeriod > chargePeriod ? billedPeriod : chargePeriod;
  return {
    billing_period_start: `${billedPeriod}-01 00:00:00`,
    charge_period_start: `${chargePeriod}-01 00:00:00`,
    ...row,
    billed_period: billedPeriod,
    effective_period: row["effective_period"] ?? period,
  };
}

/** Puts rows into one of the input tables (`ledger_entry`, `procurement_line`, …). */
export async function seedTable(
  context: EngineContext,
  table: "ledger_entry" | "procurement_line" | "driver_quantity" | "exchange_rate",
  rows: readonly SeedRow[],
  fileName = `${table}.csv`,
): Promise<string> {
  const sourceFileId = nextFileId();
  const dataset = {
    ledger_entry: "ledger",
    procurement_line: "invoice",
    driver_quantity: "driver",
    exchange_rate: "fx",
  }[table];
  await context.change("seed", async ({ writer, sequence }) => {
    await insertSourceFile(writer, sourceFileId, fileName, dataset, rows.length, sequence);
    await insertRows(
      writer,
      table,
      rows.map((row, index) => ({
        source_file_id: sourceFileId,
        source_row: String(index + 2),
        ...row,
      })),
    );
  });
  return sourceFileId;
}

function nextFileId(): string {
  files += 1;
  return files.toString(16).padStart(16, "0");
}

/** All rows in one statement; what a row does not name is null. */
async function insertRows(writer: Writer, table: string, rows: readonly SeedRow[]): Promise<void> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length > 0) {
    const shape = JSON.stringify([Object.fromEntries(names.map((name) => [name, "VARCHAR"]))]);
    await writer.run(
      statement(
        `insert into ${table} (${names.join(", ")}) ` +
          `select ${names.map((name) => `r.${name}`).join(", ")} ` +
          `from (select unnest(from_json(cast($rows as json), '${shape}')) as r)`,
        { rows: JSON.stringify(rows, (_, value: unknown) => asStored(value)) },
      ),
    );
  }
}

/** Stored text is UTF-8, where half a character becomes U+FFFD; JSON would not take it at all. */
function asStored(value: unknown): unknown {
  return typeof value === "string" ? Buffer.from(value).toString() : value;
}

async function insertSourceFile(
  writer: Writer,
  id: string,
  file: string,
  dataset: string,
  rows: number,
  sequence: number,
): Promise<void> {
  await writer.run(
    statement(
      "insert into source_file values ($id, $file, $sha, 0, 'seed', $dataset, null, '[]', '[]', " +
        "$rows, $rows, 0, 0, 0, true, null, $sequence, '2026-01-01T00:00:00Z')",
      { id, file, sha: id.padEnd(64, "0"), dataset, rows, sequence },
    ),
  );
}
