import { headerDialect } from "./header-dialect.ts";

/** COEP, the line items of cost accounting, as a table. */
export const sapCostItems = headerDialect({
  name: "sap-cost-items",
  title: "SAP cost-accounting line items (COEP)",
  dataset: "ledger",
  confidence: "exact",
  reference: "SAP Help Portal: CO Object: Line Items by Period (COEP)",
  says:
    "WOGBTR is the value in the currency of the cost object, signed with credits negative; PERIO " +
    "counts the periods of GJAHR; a cost centre's object is KS, its area and its code.",
  signature: ["kstar", "objnr", "wogbtr", "perio", "gjahr", "belnr"],
  columns: {
    entity: "bukrs",
    ledger_account: "kstar",
    cost_centre: { of: "objnr", pattern: "^K[SL].{4}(\\S+)" },
    document_number: "belnr",
    line_number: "buzei",
    line_text: "sgtxt",
    purchase_order: "ebeln",
    period: "perio",
    fiscal_year: "gjahr",
    amount: "wogbtr",
    currency: "owaer",
    foreign_amount: "wtgbtr",
    foreign_currency: "twaer",
  },
  skip: [{ column: "wrttp", notMatches: "^0?4$", reason: "plan or other value, not actual" }],
});
