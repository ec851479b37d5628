import type { Engine } from "../../main/engine/engine.ts";
import { unwrap } from "../../main/engine/engine.ts";
import type { QualityReport } from "../../shared/contract/quality.ts";
import { type SeedRow, seedCharges, seedTable } from "./seed.ts";

export const MONTH = "2026-10";
const DAYS = 31;

/** Day `n` of the month, from 1; beyond it the days of the next. */
export const day = (number: number): string =>
  number > DAYS
    ? `2026-11-${String(number - DAYS).padStart(2, "0")}`
    : `${MONTH}-${String(number).padStart(2, "0")}`;

/** One day of usage that no test finds anything wrong with. */
export function dayOfUsage(number: number, service = "Servers", cost = "10"): SeedRow {
  return {
    billed_period: MONTH,
    billing_period_start: `${MONTH}-01 00:00:00`,
    billing_period_end: "2026-11-01 00:00:00",
    charge_period_start: `${day(number)} 00:00:00`,
    charge_period_end: `${day(number + 1)} 00:00:00`,
    sub_account_id: "team-1",
    service_name: service,
    invoice_id: "INV-1",
    resource_id: `${service}-1`,
    charge_description: `${service} on day ${number}`,
    pricing_quantity: "5",
    consumed_quantity: "5",
    billed_cost: cost,
    effective_cost: cost,
    contracted_cost: cost,
    list_cost: cost,
  };
}

/** A month of usage of two services, every day of both. */
export function cleanBill(): SeedRow[] {
  return Array.from({ length: DAYS }, (_, index) => [
    dayOfUsage(index + 1),
    dayOfUsage(index + 1, "Storage", "4"),
  ]).flat();
}

export function ledgerLine(number: number, changes: SeedRow = {}): SeedRow {
  return {
    entity: "Example",
    ledger_account: "650100",
    document_number: String(5_000_000 + number),
    document_type: "KR",
    line_number: "1",
    posting_date: day(1 + (number % DAYS)),
    period: MONTH,
    amount: `${100 + number}`,
    currency: "USD",
    vendor_name: "Example Cloud",
    line_text: `Hosting ${number}`,
    ...changes,
  };
}

export function cleanLedger(): SeedRow[] {
  return Array.from({ length: 24 }, (_, index) => ledgerLine(index));
}

export function invoiceLine(number: number, changes: SeedRow = {}): SeedRow {
  return {
    kind: "invoice",
    entity: "Example",
    document_number: `A-${number * 7}`,
    line_number: "1",
    vendor_name: "Example Desk",
    document_date: day(5),
    period_start: `${MONTH}-01`,
    period_end: `${MONTH}-31`,
    amount: `${50 + number}`,
    currency: "USD",
    ...changes,
  };
}

export function cleanInvoices(): SeedRow[] {
  return Array.from({ length: 6 }, (_, index) => invoiceLine(index));
}

export interface Books {
  readonly bill: readonly SeedRow[];
  readonly ledger: readonly SeedRow[];
  readonly invoices: readonly SeedRow[];
}

export const cleanBooks = (): Books => ({
  bill: cleanBill(),
  ledger: cleanLedger(),
  invoices: cleanInvoices(),
});

export async function seedBooks(engine: Engine, books: Books): Promise<void> {
  await seedCharges(engine.context, books.bill);
  await seedTable(engine.context, "ledger_entry", books.ledger);
  await seedTable(engine.context, "procurement_line", books.invoices);
}

export async function reportOf(engine: Engine, period = MONTH): Promise<QualityReport> {
  return unwrap(await engine.client.quality.report({ period }));
}

/** What failed: test, subject, rows and amounts. */
export function failedIn({ results }: QualityReport): string[] {
  return results.flatMap(({ test, failures }) =>
    failures.map(({ subject, rows, amounts }) =>
      [test, subject, rows, ...amounts.map(({ currency, amount }) => `${currency} ${amount}`)].join(
        " | ",
      ),
    ),
  );
}
