import { z } from "zod";
import {
  type AccountStatement,
  type ReconciliationResult,
  UnmappedAmount,
} from "../../../shared/contract/reconciliation.ts";
import { addAmounts, compareAmounts } from "../../../shared/domain/amount.ts";
import { isCalendarMonths } from "../../../shared/domain/fiscal-calendar.ts";
import { ReconcilingItemType } from "../../../shared/domain/reconciliation-config.ts";
import { isMaterial, isWithin } from "../../../shared/domain/tolerance.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { readCalendar } from "../relations/calendar/workspace-calendar.ts";
import { OpenItem, openDifferencesOf, sizeOf } from "./open-differences.ts";
import openItemsSql from "./stored/open-items.sql?raw";
import accountsSql from "./stored/result-accounts.sql?raw";
import itemTypesSql from "./stored/result-items.sql?raw";
import passesSql from "./stored/result-passes.sql?raw";
import runSql from "./stored/result-run.sql?raw";
import unmappedSql from "./stored/result-unmapped.sql?raw";
import { warningsOf } from "./warnings.ts";

const StoredRun = z.object({
  period: z.string(),
  currency: z.string(),
  tolerance: z.string(),
  materiality_absolute: z.string(),
  materiality_percent: z.string(),
});

const StoredAccount = z.object({
  account: z.string(),
  name: z.string(),
  kind: z.string(),
  basis: z.string(),
  owner: z.string().nullable(),
  ledger: z.string(),
  adjustment_period: z.string(),
  billing: z.string(),
  items: z.string(),
  unidentified: z.string(),
  ledger_lines: z.number(),
  matched_ledger_lines: z.number(),
  billing_lines: z.number(),
  matched_billing_lines: z.number(),
});

const StoredItems = z.object({
  account: z.string(),
  type: ReconcilingItemType,
  amount: z.string(),
  lines: z.number(),
  open: z.number(),
});

const StoredPass = z.object({
  pass: z.number(),
  matches: z.number(),
  ledger_lines: z.number(),
  billing_lines: z.number(),
  amount: z.string(),
});

const PASS_NAMES: readonly string[] = [
  "Document, amount and currency",
  "Purchase order, period and amount",
  "Vendor, amount and date",
  "Vendor and amount within tolerance",
  "Sums of several lines",
  "Lines that net to zero",
];

/**
 * The statement of a stored run, read back from its rows; acceptance is read as it stands now.
 * An account ties when what is unidentified and what stands open on one side only are together
 * within the tolerance: two halves that net to zero never do.
 * Sign: ledger − bills
 * Law:  unidentified = ledger − bills − Σ items (test/laws/reconciliation-statement.test.ts)
 */
export async function readResult(reader: Reader, runId: string): Promise<ReconciliationResult> {
  const run = await reader.one(StoredRun, statement(runSql, { run_id: runId }));
  const stored = await reader.rows(StoredAccount, statement(accountsSql, { run_id: runId }));
  const items = await reader.rows(StoredItems, statement(itemTypesSql, { run_id: runId }));
  const passes = await reader.rows(StoredPass, statement(passesSql, { run_id: runId }));
  const open = await reader.rows(OpenItem, statement(openItemsSql, { run_id: runId }));
  const unmapped = await reader.rows(UnmappedAmount, statement(unmappedSql, { run_id: runId }));
  const materiality = { absolute: run.materiality_absolute, percent: run.materiality_percent };
  const isWhole = unmapped.every(
    ({ side, amount, effectiveAmount }) =>
      side === "ledger" || [amount, effectiveAmount].every((of) => compareAmounts(of, "0") === 0),
  );
  const isOfAccount = (of: { account: string }) => (item: { account: string }) =>
    item.account === of.account;
  const accounts = stored.map((account) => {
    const own = open.filter(isOfAccount(account));
    const ofTypes = items.filter(isOfAccount(account));
    return {
      ...accountStatement(account, ofTypes, openDifferencesOf(own), run.tolerance),
      openItems: own.length,
      openMaterialItems: own.filter(({ amount, base }) => isMaterial(amount, base, materiality))
        .length,
    };
  });
  return {
    runId,
    period: run.period,
    currency: run.currency,
    accounts,
    passes: passes.map((pass) => ({
      pass: pass.pass,
      name: PASS_NAMES[pass.pass - 1] ?? "",
      matches: pass.matches,
      ledgerLines: pass.ledger_lines,
      billingLines: pass.billing_lines,
      amount: pass.amount,
    })),
    totals: {
      ledger: addAmounts(accounts.map(({ ledger }) => ledger)),
      billing: addAmounts(accounts.map(({ billing }) => billing)),
      items: addAmounts(accounts.map(({ itemsTotal }) => itemsTotal)),
      unidentified: addAmounts(accounts.map(({ unidentified }) => unidentified)),
    },
    unmapped,
    tolerance: run.tolerance,
    blockedBy: [],
    warnings: warningsOf(accounts, run.period, isCalendarMonths(await readCalendar(reader))),
    ties: isWhole && accounts.every(({ ties }) => ties),
    certifiable: isWhole && accounts.every(({ certifiable }) => certifiable),
  };
}

function accountStatement(
  account: z.infer<typeof StoredAccount>,
  items: readonly z.infer<typeof StoredItems>[],
  openDifferences: AccountStatement["openDifferences"],
  tolerance: string,
): Omit<AccountStatement, "openItems" | "openMaterialItems"> {
  const { inLedgerOnly, inBillsOnly } = openDifferences;
  const open = addAmounts([sizeOf(account.unidentified), inLedgerOnly, inBillsOnly]);
  const ties = isWithin(open, tolerance);
  return {
    account: account.account,
    name: account.name,
    kind: account.kind,
    basis: account.basis,
    owner: account.owner,
    ledger: account.ledger,
    adjustmentPeriod: account.adjustment_period,
    billing: account.billing,
    items: items.map(({ type, amount, lines, open }) => ({
      type,
      amount,
      lines,
      proposed: open > 0,
    })),
    itemsTotal: account.items,
    unidentified: account.unidentified,
    openDifferences,
    matchedLedgerLines: account.matched_ledger_lines,
    ledgerLines: account.ledger_lines,
    matchedBillingLines: account.matched_billing_lines,
    billingLines: account.billing_lines,
    ties,
    certifiable: ties && items.every(({ open }) => open === 0),
  };
}
