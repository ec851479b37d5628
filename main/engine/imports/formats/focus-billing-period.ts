import { focusDataset } from "../finance/focus-dataset.ts";

/** Which billing periods of an invoice issuer are open and which are closed. */
export const focusBillingPeriod = focusDataset({
  id: "focus-billing-period",
  dataset: "billing-period",
  of: "Billing Period",
  title: "FOCUS billing period dataset",
  says: "Which months of an invoice issuer are open and which are closed; FOCUS 1.4.",
  table: "billing_period",
  needed: ["InvoiceIssuerName", "BillingPeriodStart", "BillingPeriodStatus"],
  marks: ["BillingPeriodStatus", "BillingPeriodLastUpdated"],
  coveredBy: ["InvoiceIssuerName", "BillingPeriodStart"],
  lineIs: ["InvoiceIssuerName", "BillingPeriodStart"],
  counts: null,
  month: "billing_period_start",
  words: { same: "billing periods", expected: "each billing period in one file" },
  totals: () => [],
});
