import { negateAmount, roundAmount } from "../../../shared/domain/amount.ts";
import { daysInPeriod, shiftPeriod } from "../../../shared/domain/period.ts";
import type { Invoice, InvoiceLine } from "./bill.ts";
import { date } from "./calendar.ts";
import { type LedgerLine, PURCHASE_ORDERS } from "./ledger-line.ts";
import { sum } from "./money.ts";

type Account = LedgerLine["account"];

const EXPENSE: Readonly<Record<Invoice["kind"], Account>> = {
  hosting: "61100",
  commitment: "61100",
  credit: "61100",
  correction: "61100",
  support: "61300",
  marketplace: "61250",
  tax: "61900",
  subscription: "61200",
  "add-ons": "61200",
  usage: "61200",
};

/** What Finance estimated for usage billed in arrears. */
export const ACCRUALS: Readonly<Record<string, string>> = { "2026-09": "4500", "2026-10": "4800" };
export const MANUAL_JOURNAL = "975";
const DESK_NAME = "Example Desk Inc.";

/**
 * The postings of one month of Example Group Inc. Without the plants each invoice is posted in
 * its own month, on its own account, exactly.
 */
export function usLedger(
  month: string,
  invoices: readonly Invoice[],
  planted: boolean,
): LedgerLine[] {
  const own = invoices.filter((invoice) => invoice.month === month);
  if (!planted) {
    return own.flatMap((invoice) => posting(invoice));
  }
  return [
    ...own
      .filter((invoice) => !isPostedLater(invoice))
      .flatMap((invoice) => posting(invoice, true)),
    ...arrears(month, invoices),
    ...(month === "2026-10" ? [manualJournal(month)] : []),
  ];
}

function isPostedLater(invoice: Invoice): boolean {
  const isArrears = invoice.kind === "usage" && invoice.month !== "2026-08";
  const isForgotten =
    invoice.month === "2026-10" &&
    (invoice.kind === "credit" || invoice.kind === "correction" || invoice.id.endsWith("-21"));
  return isArrears || isForgotten;
}

/** The plants move the tax and one marketplace fee of October to a foreign account. */
function accountOf(invoice: Invoice, planted: boolean): Account {
  if (planted && invoice.month === "2026-10") {
    if (invoice.id === "AWS-2026-10-01" && invoice.kind === "tax") {
      return "61100";
    }
    if (invoice.id === "AWS-2026-10-22") {
      return "61200";
    }
  }
  return EXPENSE[invoice.kind];
}

function posting(
  invoice: Invoice,
  planted = false,
  posted = date(invoice.month, daysInPeriod(invoice.month)),
): LedgerLine[] {
  return postedLines(invoice, planted).map((line) => ({
    ...blank(posted),
    account: accountOf(invoice, planted),
    type: invoice.kind === "credit" ? "Bill Credit" : "Bill",
    document: documentNumber(invoice),
    documentDate: date(invoice.month, daysInPeriod(invoice.month)),
    reference: invoice.id.replaceAll("-", ""),
    text: `${line.description} ${invoice.month}`,
    costCentre: line.costCentre,
    vendor: invoice.vendor,
    purchaseOrder: PURCHASE_ORDERS[invoice.kind] ?? "",
    taxCode: invoice.kind === "tax" ? "S1" : "",
    amount: roundAmount(line.amount, 2),
  }));
}

/** Without the plants the add-ons are one line; with them each is rounded by itself. */
function postedLines(invoice: Invoice, planted: boolean): readonly InvoiceLine[] {
  const [first] = invoice.lines;
  return planted || invoice.kind !== "add-ons" || first === undefined
    ? invoice.lines
    : [{ ...first, amount: sum(invoice.lines.map(({ amount }) => amount)) }];
}

function documentNumber(invoice: Invoice): string {
  const digits = invoice.id.replace(/\D/g, "").slice(2);
  const part = invoice.kind === "tax" ? "9" : "0";
  return `B${digits}${part}${invoice.vendor === DESK_NAME ? invoice.id.slice(-1) : ""}`;
}

function blank(posted: string): LedgerLine {
  return {
    account: "61100",
    type: "Journal",
    document: "",
    posted,
    documentDate: posted,
    reference: "",
    text: "",
    costCentre: "",
    vendor: "",
    purchaseOrder: "",
    taxCode: "",
    amount: "0",
    euros: null,
  };
}

/** Usage in arrears: accrued at month end, reversed on the first, invoiced on the sixth. */
function arrears(month: string, invoices: readonly Invoice[]): LedgerLine[] {
  const before = shiftPeriod(month, -1);
  const reversed = ACCRUALS[before];
  const accrued = ACCRUALS[month];
  const late = invoices.filter(({ kind, month: of }) => kind === "usage" && of === before);
  return [
    ...(reversed === undefined
      ? []
      : [
          ...accrual(
            negateAmount(reversed),
            date(month, 1),
            `Reversal of accrual, usage ${before}`,
          ),
          ...late.flatMap((invoice) => posting(invoice, true, date(month, 6))),
        ]),
    ...(accrued === undefined
      ? []
      : accrual(accrued, date(month, daysInPeriod(month)), `Accrual, usage ${month}`)),
  ];
}

function accrual(amount: string, posted: string, text: string): LedgerLine[] {
  const line = {
    ...blank(posted),
    document: `J${posted.replaceAll("-", "")}1`,
    text: `${text} Example Desk`,
    costCentre: "CC2200",
    vendor: DESK_NAME,
  };
  return [
    { ...line, account: "61200", amount },
    { ...line, account: "22100", amount: negateAmount(amount) },
  ];
}

function manualJournal(month: string): LedgerLine {
  return {
    ...blank(date(month, 22)),
    document: "J202610224",
    text: "Reclass of migration consulting",
    costCentre: "CC3100",
    amount: MANUAL_JOURNAL,
  };
}
