import { headerDialect } from "./header-dialect.ts";

/** Purchase-order lines. */
export const coupaOrders = headerDialect({
  name: "coupa-orders",
  title: "Coupa purchase-order lines",
  dataset: "purchase",
  confidence: "exact",
  reference: "Coupa Compass: Purchase Orders, CSV export",
  says:
    "The amount is what is ordered now, without tax; the prior amount before the last change is " +
    "not added; the date is the order's.",
  signature: ["purchase order number|po number", "prior monetary amount|requester", "amount"],
  columns: {
    document_number: "purchase order number|po number",
    document_date: "purchase order date|date|order date|po date",
    line_number: "line number|line #|line",
    vendor_id: "vendor id|supplier id",
    vendor_name: "vendor name|supplier name",
    description: "purchase order description|description",
    cost_centre: "cost center|cost centre|department",
    ledger_account: "account|account code",
    amount: "amount",
    currency: "currency|currency code",
    contract_id: "contract|contract number|contract id",
  },
  skip: [
    {
      column: "status|purchase order status",
      matches: "(?i)^(?:cancelled|canceled|voided|draft)$",
      reason: "order cancelled or not issued",
    },
  ],
});
