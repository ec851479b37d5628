import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { headerDialect } from "./header-dialect.ts";
import type { OpenedHeader } from "./opened-header.ts";

/** GLDETAIL, the posted lines of the general ledger, as a table. */
export const sageIntacctLedger = headerDialect({
  name: "sage-intacct-ledger",
  title: "Sage Intacct general-ledger detail",
  dataset: "ledger",
  confidence: "exact",
  reference: "Sage Intacct Developer: API Reference, GLDETAIL",
  says:
    "Debit amount less credit amount is the amount in base currency; the period is the one of " +
    "the " +
    "entry date; draft lines are left out, and books other than ACCRUAL where it is named.",
  signature: ["accountno", "batch_no|batchkey", "tr_type", "debitamount", "creditamount"],
  columns: {
    ledger_account: "accountno",
    account_name: "accounttitle",
    cost_centre: "departmentid",
    document_number: "batch_no|batchkey",
    line_number: "line_no",
    line_text: "description|entrydescription",
    reference: "docnumber|document",
    posting_date: "entry_date|batch_date",
    vendor_id: "vendorid",
    vendor_name: "vendorname",
    project: "projectid",
    amount: { debit: "debitamount", credit: "creditamount" },
    currency: "basecurr|currency",
    posted: "entry_state|state",
  },
  skip: [{ column: "_fivetran_deleted", matches: "(?i)^true$", reason: "deleted in the source" }],
  facts: (found) => ({ mapping: { skip: otherBooks(found) } }),
});

function otherBooks(found: OpenedHeader): Mapping["skip"] {
  const books = found.cells("bookid");
  return books.includes("ACCRUAL")
    ? [{ column: "bookid", notMatches: "^ACCRUAL$", reason: "other book" }]
    : [];
}
