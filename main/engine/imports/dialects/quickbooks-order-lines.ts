import { headerDialect } from "./header-dialect.ts";

/** Lines of purchase orders, as a table. */
export const quickbooksOrderLines = headerDialect({
  name: "quickbooks-order-lines",
  title: "QuickBooks purchase-order lines",
  dataset: "purchase",
  confidence: "exact",
  reference: "Intuit Developer: QuickBooks Online Accounting API, PurchaseOrder",
  says:
    "Amounts are positive, without tax; the vendor, the date and the currency of a line stand in " +
    "its order.",
  signature: ["purchase_order_id", "amount", "account_expense_account_id", "item_expense_quantity"],
  columns: {
    document_number: "purchase_order_id",
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
