import { type Engine, unwrap } from "../../main/engine/engine.ts";
import { type Log, silentLog } from "../../main/engine/log.ts";
import type {
  ReconciliationResult,
  ReconcilingItem,
} from "../../shared/contract/reconciliation.ts";
import { openEngine } from "./open-engine.ts";
import { type SeedRow, seedCharges, seedTable } from "./seed.ts";

/** What one reconciliation test loads, as rows of the relations. */
export interface ReconcileCase {
  readonly charges?: readonly SeedRow[];
  readonly ledger?: readonly SeedRow[];
  readonly procurement?: readonly SeedRow[];
  readonly rates?: readonly SeedRow[];
}

const LEDGER_DEFAULTS: SeedRow = {
  entity: "Example Group",
  ledger_account: "650100",
  currency: "USD",
  vendor_name: "Example Cloud",
};

/** A ledger row of the expense account 650100, posted at the end of its period. */
export function ledgerRow(row: SeedRow): SeedRow {
  return { ...LEDGER_DEFAULTS, posting_date: `${row["period"] ?? "2026-10"}-28`, ...row };
}

export const BASIC_CONFIG = `
tieout: 1
accounts:
  - account: "650100"
    name: Cloud hosting
`;

/** Shows a defect's own message in the test's output. */
export const loudLog: Log = {
  ...silentLog,
  error: (message, error) => process.stderr.write(`${message}: ${String(error)}\n`),
};

export async function openCase(rows: ReconcileCase): Promise<Engine> {
  const engine = await openEngine({ log: loudLog });
  await loadCase(engine, rows);
  return engine;
}

export async function loadCase(engine: Engine, rows: ReconcileCase): Promise<void> {
  if (rows.charges !== undefined) {
    await seedCharges(engine.context, rows.charges);
  }
  if (rows.ledger !== undefined) {
    await seedTable(engine.context, "ledger_entry", rows.ledger.map(ledgerRow));
  }
  if (rows.procurement !== undefined) {
    await seedTable(engine.context, "procurement_line", rows.procurement);
  }
  if (rows.rates !== undefined) {
    await seedTable(engine.context, "exchange_rate", rows.rates);
  }
}

export interface Reconciled {
  readonly result: ReconciliationResult;
  readonly items: readonly ReconcilingItem[];
}

export async function reconcilePeriod(
  engine: Engine,
  period: string,
  config?: string,
): Promise<Reconciled> {
  const result = unwrap(
    await engine.runJob("reconcile", { period, ...(config === undefined ? {} : { config }) }),
  );
  const { items } = unwrap(await engine.client.reconciliation.items({ period }));
  return { result, items };
}

/** `account type amount` of each item, sorted; the form tests compare. */
export function itemLines(items: readonly ReconcilingItem[]): string[] {
  return items.map(({ account, type, amount }) => `${account} ${type} ${amount}`).sort();
}
