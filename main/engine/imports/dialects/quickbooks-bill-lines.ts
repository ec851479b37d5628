import { headerDialect } from "./header-dialect.ts";

/** Lines of bills, as a table. */
export const quickbooksBillLines = headerDialect({
  name: "quickbooks-bill-lines",
  title: "QuickBooks bill lines",
  dataset: "invoice",
  confidence: "exact",
  reference: "Intuit Developer: QuickBooks Online Accounting API, Bill",
  says:
    "Amounts are positive, without tax; the vendor, the date and the currency of a line stand in " +
    "its bill.",
  signature: ["bill_id", "amount", "account_expense_account_id", "item_expense_quantity"],
  columns: {
    document_number: "bill_id",
    line_number: "index",
    vendor_id: "vendor_id",
    document_date: "transaction_date|txn_date",
    description: "description",
    ledger_account: "account_expense_account_id",
    cost_centre: "account_expense_class_id",
    quantity: "item_expense_quantity",
    unit_price: "item_expense_unit_price",
    amount: "amount",
    currency: "currency_id|currency",
  },
});
