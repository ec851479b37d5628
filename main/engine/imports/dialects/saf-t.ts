import { headerDialect } from "./header-dialect.ts";
import type { OpenedHeader } from "./opened-header.ts";

const COST_CENTRE =
  /cost cent|kostnadss|kostsenter|kostenst|avdeling|afdeling|department|centro de custo/i;
const PROJECT = /proje[ck]t|prosjekt/i;

/** The general-ledger entries of a Standard Audit File for Tax. */
export const safT = headerDialect({
  name: "saf-t",
  title: "SAF-T audit file",
  dataset: "ledger",
  confidence: "exact",
  reference: "OECD, Guidance for the Standard Audit File – Tax; GeneralLedgerEntries",
  says:
    "Debit less credit is the amount in the file's own currency; the period is the " +
    "transaction's; " +
    "the file's control totals are compared with its lines.",
  signature: [
    "transactionid",
    "recordid",
    "accountid",
    "debitamount",
    "creditamount",
    "periodyear",
  ],
  fixed: { decimal: ".", dateFormat: "YYYY-MM-DD" },
  columns: {
    ledger_account: "accountid",
    account_name: "accountdescription",
    amount: { debit: "debitamount", credit: "creditamount" },
    currency: "currencycode",
    posting_date: "postingdate",
    document_date: "transactiondate",
    period: "period",
    fiscal_year: "periodyear",
    document_number: "transactionid",
    line_number: "recordid",
    document_type: "journalid",
    line_text: "description",
    reference: "sourcedocumentid",
    vendor_id: "supplierid",
    vendor_name: "suppliername",
    foreign_amount: { debit: "foreigndebit", credit: "foreigncredit" },
    foreign_currency: "foreigncurrency",
    tax_code: "taxcode",
  },
  facts: (found) => {
    const costCentre = analysis(found, COST_CENTRE);
    const project = analysis(found, PROJECT);
    return {
      mapping: {
        columns: {
          ...(costCentre === null ? {} : { cost_centre: costCentre }),
          ...(project === null ? {} : { project }),
        },
      },
    };
  },
});

/** The one analysis type whose name says what it is. */
function analysis(found: OpenedHeader, meaning: RegExp): string | null {
  const names = found.header.names.filter((name) => /^Analysis /.test(name) && meaning.test(name));
  return names.length === 1 ? (names[0] ?? null) : null;
}
