import type {
  AccountStatement,
  ReconciliationResult,
} from "../../../shared/contract/reconciliation.ts";
import { addAmounts } from "../../../shared/domain/amount.ts";
import type { Tone } from "../../ui/badge.tsx";
import { amountStyle, spellAmount } from "../../ui/format-amount.ts";

/** An account's state in a word. */
export function accountState({
  ties,
  certifiable,
}: Pick<AccountStatement, "ties" | "certifiable">): { readonly tone: Tone; readonly text: string } {
  if (certifiable) {
    return { tone: "good", text: "ties" };
  }
  return ties ? { tone: "warn", text: "to accept" } : { tone: "bad", text: "open" };
}

/** Whether nothing waits to be accepted on any account; failed tests of the data are apart. */
export function isAccepted({ accounts, ties }: ReconciliationResult): boolean {
  return ties && accounts.every(({ certifiable }) => certifiable);
}

export function openAccounts(result: ReconciliationResult): number {
  return result.accounts.filter(({ ties }) => !ties).length;
}

/** The first account with work left, else all accounts together. */
export function defaultAccount(result: ReconciliationResult): string | null {
  const open = result.accounts.find(({ ties }) => !ties);
  const waiting = result.accounts.find(({ certifiable }) => !certifiable);
  return (open ?? waiting)?.account ?? null;
}

/** Ledger, bills, items and what is left, of one account or of all. */
export interface Equation {
  readonly name: string;
  readonly ledger: string;
  /** What the ledger holds in adjustment periods 13 to 16 of the year. */
  readonly adjustment: string;
  readonly billing: string;
  readonly items: string;
  readonly unidentified: string;
  /** Sizes of what stands on one side only and nobody accepted. */
  readonly oneSided: string;
  readonly matchedLines: number;
  readonly lines: number;
  readonly ties: boolean;
  /** Nothing waits to be accepted. */
  readonly certifiable: boolean;
}

export function equationOf(result: ReconciliationResult, account: string | null): Equation {
  const one = result.accounts.find((known) => known.account === account);
  const counted = one === undefined ? result.accounts : [one];
  const sum = (pick: (statement: AccountStatement) => number): number =>
    counted.reduce((total, statement) => total + pick(statement), 0);
  const adjustment = addAmounts(counted.map(({ adjustmentPeriod }) => adjustmentPeriod));
  const lines = {
    adjustment,
    oneSided: addAmounts(
      counted.flatMap(({ openDifferences: of }) => [of.inLedgerOnly, of.inBillsOnly]),
    ),
    matchedLines: sum((s) => s.matchedLedgerLines + s.matchedBillingLines),
    lines: sum((s) => s.ledgerLines + s.billingLines),
  };
  if (one === undefined) {
    const { ledger, billing, items, unidentified } = result.totals;
    return {
      name: "All accounts",
      ledger,
      billing,
      items,
      unidentified,
      ties: result.ties,
      certifiable: isAccepted(result),
      ...lines,
    };
  }
  const { ledger, billing, itemsTotal, unidentified, ties, certifiable } = one;
  const name = `${one.account} ${one.name}`.trim();
  return { name, ledger, billing, items: itemsTotal, unidentified, ties, certifiable, ...lines };
}

/** "650100 Cloud hosting: 125.4 k between ledger and bills is explained and accepted". */
export function reconciliationMessage(
  result: ReconciliationResult,
  account: string | null,
): string {
  const equation = equationOf(result, account);
  const { name, ledger, billing, items, unidentified, oneSided, ties, certifiable } = equation;
  const style = amountStyle("auto", result.totals.ledger, result.currency);
  if (items === "0" && ties) {
    return `${name}: ledger and bills agree`;
  }
  if (ties) {
    const explained = `${result.currency} ${spellAmount(items, style)}`;
    const how = certifiable ? "explained and accepted" : "explained if you accept its items";
    return `${name}: ${explained} between ledger and bills is ${how}`;
  }
  if (oneSided !== "0") {
    const rest =
      unidentified === "0" ? "" : `, ${spellAmount(unidentified, style)} is unidentified`;
    const open = `${result.currency} ${spellAmount(oneSided, style)}`;
    return `${name}: ${open} stands on one side only${rest}`;
  }
  const of = ledger === billing ? "" : `, ${spellAmount(items, style)} is explained`;
  return `${name}: ${result.currency} ${spellAmount(unidentified, style)} is unidentified${of}`;
}
