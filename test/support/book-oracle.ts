import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { convertAmounts } from "../../shared/domain/convert.ts";
import { EUR_RATE } from "./planted-timing.ts";
import type { Book } from "./random-books.ts";
import type { SeedRow } from "./seed.ts";

const PERIOD = "2026-10";
const SERVICES: Readonly<Record<string, { service: string; cost: "billed" | "effective" }>> = {
  "650100": { service: "Hosting", cost: "billed" },
  "650200": { service: "Software", cost: "billed" },
  "650300": { service: "Reserved", cost: "effective" },
  "650400": { service: "Saved", cost: "effective" },
};

/** The amounts in dollars, the euros among them converted as one total. */
function total(rows: readonly { amount: bigint; currency: string | null | undefined }[]): bigint {
  const sum = (isEuro: boolean): bigint =>
    rows
      .filter(({ currency }) => (currency === "EUR") === isEuro)
      .reduce((units, { amount }) => units + amount, 0n);
  const [euros = 0n] = convertAmounts([{ code: "", units: sum(true) }], toUnits(EUR_RATE));
  return sum(false) + euros;
}

/** What the rows of a book say about its accounts, added up without a database. */
export function inputTotals(
  book: Book,
): Readonly<Record<string, { ledger: string; bills: string }>> {
  return Object.fromEntries(
    Object.keys(SERVICES).map((account) => [
      account,
      { ledger: fromUnits(ledgerOf(book, account)), bills: fromUnits(billsOf(book, account)) },
    ]),
  );
}

function ledgerOf({ ledger }: Book, account: string): bigint {
  return total(
    ledger
      .filter((row) => row["ledger_account"] === account && row["period"] === PERIOD)
      .map((row) => ({ amount: toUnits(row["amount"] ?? "0"), currency: row["currency"] })),
  );
}

function billsOf({ charges }: Book, account: string): bigint {
  const { service, cost } = SERVICES[account] ?? { service: "", cost: "billed" };
  return total(
    charges
      .filter((row) => row["service_name"] === service)
      .filter((row) => periodOf(row, cost) === PERIOD)
      .map((row) => ({
        amount: toUnits(row[`${cost}_cost`] ?? "0"),
        currency: row["billing_currency"],
      })),
  );
}

/** Billed cost belongs to its billing period, effective cost to the later of that and its own. */
function periodOf(row: SeedRow, cost: "billed" | "effective"): string {
  const billed = row["billed_period"] ?? "";
  const charged = (row["charge_period_start"] ?? "").slice(0, 7);
  return cost === "effective" && charged > billed ? charged : billed;
}

/** Σ of the period's charges and ledger lines that no account takes, in whatever currency. */
export function leftOut({ charges, ledger }: Book): {
  readonly billed: string;
  readonly effective: string;
  readonly ledger: string;
} {
  const sum = (rows: readonly SeedRow[], name: string): string =>
    fromUnits(rows.reduce((units, row) => units + toUnits(row[name] ?? "0"), 0n));
  const unmapped = charges.filter((row) => row["service_name"] === "Unmapped");
  const of = (cost: "billed" | "effective"): SeedRow[] =>
    unmapped.filter((row) => periodOf(row, cost) === PERIOD);
  return {
    billed: sum(of("billed"), "billed_cost"),
    effective: sum(of("effective"), "effective_cost"),
    ledger: sum(
      ledger.filter((row) => row["ledger_account"] === "999999" && row["period"] === PERIOD),
      "amount",
    ),
  };
}
