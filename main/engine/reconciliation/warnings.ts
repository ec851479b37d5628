import type { AccountStatement } from "../../../shared/contract/reconciliation.ts";
import { compareAmounts } from "../../../shared/domain/amount.ts";
import type { Period } from "../../../shared/domain/period.ts";
import { formatCount, periodName } from "../../../shared/format.ts";

type Counted = Pick<
  AccountStatement,
  | "account"
  | "name"
  | "kind"
  | "billing"
  | "ledgerLines"
  | "matchedLedgerLines"
  | "billingLines"
  | "matchedBillingLines"
  | "certifiable"
>;

/** What to doubt before any item is accepted: a ledger without lines, lines without a match. */
export function warningsOf(
  accounts: readonly Counted[],
  period: Period,
  isCalendarMonths = true,
): string[] {
  const name = periodName(period, isCalendarMonths);
  const expense = accounts.filter(({ kind }) => kind === "expense");
  const billed = expense.filter(({ billing }) => compareAmounts(billing, "0") !== 0);
  if (billed.length > 0 && expense.every(({ ledgerLines }) => ledgerLines === 0)) {
    return [
      `The ledger holds no line of ${name} on any expense account of the map, ` +
        "so there is nothing to compare the bills with. Import the ledger of the period, or " +
        "check the posting dates and the account numbers of the one that is loaded.",
    ];
  }
  return billed.flatMap((of) => warningOf(of, name));
}

function warningOf(of: Counted, period: string): string[] {
  if (of.certifiable) {
    return [];
  }
  const name = `${of.account} ${of.name}`.trim();
  if (of.ledgerLines === 0) {
    return [`${name}: the ledger holds no line of ${period}, the bills do.`];
  }
  const matched = of.matchedLedgerLines + of.matchedBillingLines;
  if (matched > 0 || of.billingLines === 0) {
    return [];
  }
  const lines =
    of.ledgerLines === 1
      ? "its only ledger line agrees with none"
      : `not one of its ${formatCount(of.ledgerLines)} ledger lines agrees with any`;
  return [
    `${name}: ${lines} of the ${formatCount(of.billingLines)} lines of the bills. Check the ` +
      "period, the vendor names and the charges of the account before you accept an item.",
  ];
}
