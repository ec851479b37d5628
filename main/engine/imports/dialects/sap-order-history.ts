import { headerDialect } from "./header-dialect.ts";

/** EKBE, the history of purchase orders, as a table: its goods receipts. */
export const sapOrderHistory = headerDialect({
  name: "sap-order-history",
  title: "SAP purchase-order history (EKBE)",
  dataset: "receipt",
  confidence: "exact",
  reference: "SAP Help Portal: History per Purchasing Document (EKBE)",
  says:
    "DMBTR is the amount in company-code currency without a sign, SHKZG says S for a receipt and " +
    "H for a return; what VGABE does not call a goods receipt (1) is left out.",
  signature: ["ebeln", "ebelp", "vgabe", "shkzg", "dmbtr", "budat"],
  columns: {
    document_number: "belnr",
    line_number: "buzei",
    purchase_order: "ebeln",
    purchase_order_line: "ebelp",
    posting_date: "budat",
    quantity: "menge",
    amount: { value: "dmbtr", indicator: "shkzg", debitValues: ["S"], creditValues: ["H"] },
    currency: "hswae",
  },
  skip: [{ column: "vgabe", notMatches: "^1$", reason: "invoice or other event, no receipt" }],
});
