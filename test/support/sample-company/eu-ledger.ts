import { daysInPeriod } from "../../../shared/domain/period.ts";
import type { Invoice } from "./bill.ts";
import { date } from "./calendar.ts";
import type { LedgerLine } from "./ledger-line.ts";
import { dollars, dollarsAtSpot } from "./rates.ts";

/** The postings of one month of Example Group GmbH: euro invoices carried in dollars. */
export function euLedger(
  month: string,
  invoices: readonly Invoice[],
  planted: boolean,
): LedgerLine[] {
  const isPlanted = planted && month === "2026-10";
  return invoices
    .filter((invoice) => invoice.month === month)
    .flatMap((invoice, index) => {
      const first = posting(invoice, `51000${month.slice(5)}${index + 1}`, isPlanted);
      const second = posting(invoice, `51000${month.slice(5)}9`, isPlanted);
      return isPlanted && invoice.kind === "support" ? [first, second] : [first];
    });
}

/** The planted October hosting invoice is booked at the spot rate of 30 October. */
function posting(invoice: Invoice, document: string, isPlanted: boolean): LedgerLine {
  const euros = invoice.lines[0]?.amount ?? "0";
  const isAtSpot = isPlanted && invoice.kind === "hosting";
  const day = isAtSpot ? 30 : daysInPeriod(invoice.month);
  return {
    account: invoice.kind === "support" ? "476300" : "476100",
    type: "RE",
    document,
    posted: date(invoice.month, day),
    documentDate: date(invoice.month, day),
    reference: invoice.id,
    text: `${invoice.description} ${invoice.month.slice(5)}/${invoice.month.slice(0, 4)}`,
    costCentre: "CC2100",
    vendor: invoice.vendor,
    purchaseOrder: "4500020011",
    taxCode: "",
    amount: isAtSpot ? dollarsAtSpot(euros) : dollars(euros, invoice.month),
    euros,
  };
}
