import { headerDialect } from "./header-dialect.ts";

/** Lines of vendor credits, as a table. */
export const quickbooksCreditLines = headerDialect({
  name: "quickbooks-credit-lines",
  title: "QuickBooks vendor-credit lines",
  dataset: "invoice",
  confidence: "exact",
  reference: "Intuit Developer: QuickBooks Online Accounting API, VendorCredit",
  says:
    "A positive amount is a credit, so that it counts as negative; the vendor, the date and the " +
    "currency of a line stand in its credit.",
  signature: ["vendor_credit_id", "amount", "account_expense_account_id"],
  fixed: { sign: "credit-positive" },
  columns: {
    document_number: "vendor_credit_id",
    line_number: "index",
    vendor_id: "vendor_id",
    document_date: "transaction_date|txn_date",
    description: "description",
    ledger_account: "account_expense_account_id",
    cost_centre: "account_expense_class_id",
    amount: "amount",
    currency: "currency_id|currency",
  },
});
