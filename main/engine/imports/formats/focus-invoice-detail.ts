import { measured } from "../finance/finance-format.ts";
import { focusDataset } from "../finance/focus-dataset.ts";

/** Lines of a provider's invoices. Sign: cost positive, credit negative, in billing currency. */
export const focusInvoiceDetail = focusDataset({
  id: "focus-invoice-detail",
  dataset: "invoice-detail",
  of: "Invoice Detail",
  title: "FOCUS invoice detail dataset",
  says:
    "Lines of a provider's invoices, cost positive, credit negative, by billing period; " +
    "FOCUS 1.4.",
  table: "invoice_detail",
  needed: ["InvoiceId", "BilledCost", "BillingCurrency", "BillingPeriodStart"],
  marks: ["InvoiceIssueStatus", "InvoiceDetailId"],
  coveredBy: ["InvoiceIssuerName", "InvoiceId"],
  lineIs: ["InvoiceIssuerName", "InvoiceId", "InvoiceDetailId"],
  counts: { amount: "billed_cost", currency: "billing_currency" },
  month: "billing_period_start",
  words: { same: "invoice lines", expected: "each invoice line in one file" },
  totals: (row) => [
    measured(
      "billed_cost",
      row.units("billed_cost"),
      row.text("billing_currency"),
      row.text("billing_period_start")?.slice(0, 7) ?? null,
    ),
  ],
});
