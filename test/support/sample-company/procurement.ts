import { roundAmount } from "../../../shared/domain/amount.ts";
import { daysInPeriod } from "../../../shared/domain/period.ts";
import type { Invoice } from "./bill.ts";
import { date } from "./calendar.ts";
import { csvText } from "./focus-row.ts";
import { PURCHASE_ORDERS, VENDOR_IDS } from "./ledger-line.ts";
import { cents } from "./money.ts";

const ORDER_COLUMNS = [
  "PO Number",
  "Line",
  "Vendor ID",
  "Vendor",
  "PO Date",
  "Start",
  "End",
  "Description",
  "Quantity",
  "Unit Price",
  "Amount",
  "Currency",
  "Account",
  "Cost Centre",
  "Contract",
];

/** PO, line, vendor, description, months, price, currency, account, cost centre, contract. */
const ORDERS = [
  [
    "PO-1001",
    "1",
    "Amazon Web Services, Inc.",
    "Cloud hosting",
    "12",
    "95000.00",
    "USD",
    "61100",
    "CC3100",
    "C-AWS-2025",
  ],
  [
    "PO-1002",
    "1",
    "Amazon Web Services, Inc.",
    "Cloud support",
    "12",
    "3000.00",
    "USD",
    "61300",
    "CC3100",
    "C-AWS-2025",
  ],
  [
    "PO-1003",
    "1",
    "Amazon Web Services, Inc.",
    "Example Search Cloud",
    "12",
    "2400.00",
    "USD",
    "61250",
    "CC1300",
    "C-AWS-2025",
  ],
  [
    "PO-1003",
    "2",
    "Amazon Web Services, Inc.",
    "Example Trace",
    "12",
    "1860.00",
    "USD",
    "61250",
    "CC3100",
    "C-AWS-2025",
  ],
  [
    "PO-1003",
    "3",
    "Amazon Web Services, Inc.",
    "Example Vault",
    "12",
    "990.00",
    "USD",
    "61250",
    "CC3100",
    "C-AWS-2025",
  ],
  [
    "PO-2001",
    "1",
    "Example Desk Inc.",
    "Help desk seats and usage",
    "12",
    "26000.00",
    "USD",
    "61200",
    "CC2200",
    "C-DESK-7",
  ],
  [
    "4500020011",
    "10",
    "Microsoft Ireland Operations Limited",
    "Cloud-Dienste",
    "12",
    "20000.00",
    "EUR",
    "476100",
    "CC2100",
    "C-MS-EU",
  ],
] as const;

export function purchaseOrdersFile(): string {
  const rows = ORDERS.map((order) => {
    const [po, line, vendor, text, months, price, currency, account, centre, contract] = order;
    const amount = `${Number.parseInt(price, 10) * Number.parseInt(months, 10)}.00`;
    return record(ORDER_COLUMNS, [
      po,
      line,
      VENDOR_IDS[vendor] ?? "",
      vendor,
      "2025-12-15",
      "2026-01-01",
      "2026-12-31",
      text,
      months,
      price,
      amount,
      currency,
      account,
      centre,
      contract,
    ]);
  });
  return csvText(ORDER_COLUMNS, rows);
}

const INVOICE_COLUMNS = [
  "Invoice Number",
  "Line",
  "Vendor ID",
  "Vendor",
  "PO Number",
  "Invoice Date",
  "Period Start",
  "Period End",
  "Description",
  "Amount",
  "Tax",
  "Currency",
  "Cost Centre",
];

/** Supplier invoices as accounts payable received them: net lines, the tax beside the first. */
export function supplierInvoicesFile(invoices: readonly Invoice[]): string {
  const net = invoices.filter(({ kind }) => kind !== "tax" && kind !== "correction");
  const rows = net.flatMap((invoice) => {
    const tax = invoices.find(({ id, kind }) => kind === "tax" && id === invoice.id);
    return invoice.lines.map((line, index) =>
      record(INVOICE_COLUMNS, [
        invoice.id,
        String(index + 1),
        VENDOR_IDS[invoice.vendor] ?? "",
        invoice.vendor,
        invoice.currency === "EUR" ? "4500020011" : (PURCHASE_ORDERS[invoice.kind] ?? ""),
        date(invoice.month, daysInPeriod(invoice.month)),
        date(invoice.month, 1),
        date(invoice.month, daysInPeriod(invoice.month)),
        line.description,
        rounded(line.amount),
        index === 0 && tax !== undefined ? cents(tax.lines[0]?.amount ?? "0") : "0.00",
        invoice.currency,
        line.costCentre,
      ]),
    );
  });
  return csvText(INVOICE_COLUMNS, rows);
}

function rounded(amount: string): string {
  return cents(roundAmount(amount, 2));
}

function record(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
}
