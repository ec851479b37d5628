import { headerDialect } from "./header-dialect.ts";

/** APBILLITEM, the lines of bills, as a table. */
export const sageIntacctBills = headerDialect({
  name: "sage-intacct-bills",
  title: "Sage Intacct bill lines",
  dataset: "invoice",
  confidence: "exact",
  reference: "Sage Intacct Developer: API Reference, APBILLITEM",
  says:
    "Amounts are in base currency, credits negative, without tax; the date is the line's entry " +
    "date.",
  signature: ["recordkey", "line_no", "accountno", "amount", "vendorid", "billable"],
  columns: {
    document_number: "recordkey",
    line_number: "line_no",
    vendor_id: "vendorid",
    vendor_name: "vendorname",
    document_date: "entry_date",
    description: "entrydescription",
    ledger_account: "accountno",
    cost_centre: "departmentid",
    amount: "amount",
    currency: "basecurr|currency",
  },
  facts: (found) => (found.cells("recordtype").every((type) => type !== "ri") ? {} : null),
});
