import { headerDialect } from "./header-dialect.ts";

/** Accounts-payable lines. */
export const coupaInvoices = headerDialect({
  name: "coupa-invoices",
  title: "Coupa invoice lines",
  dataset: "invoice",
  confidence: "exact",
  reference: "Coupa Compass: Invoices, CSV export",
  says:
    "The monetary amount is the line's, credits negative, without tax; the date is the " +
    "invoice's.",
  signature: ["invoice number|invoice #", "monetary amount", "vendor name|supplier name|vendor id"],
  columns: {
    document_number: "invoice number|invoice #",
    document_date: "invoice date",
    line_number: "line number|line #|line",
    vendor_id: "vendor id|supplier id|supplier number",
    vendor_name: "vendor name|supplier name",
    purchase_order: "purchase order number|po number|po #",
    ledger_account: "account|account code",
    cost_centre: "cost center|cost centre|department",
    description: "description",
    quantity: "quantity",
    unit_price: "price|unit price",
    amount: "monetary amount",
    tax_amount: "tax amount",
    currency: "currency|currency code",
    contract_id: "contract|contract number|contract id",
  },
});
