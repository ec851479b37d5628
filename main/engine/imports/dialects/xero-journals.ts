import { headerDialect } from "./header-dialect.ts";

/** Journal lines with their journals, as a table. */
export const xeroJournals = headerDialect({
  name: "xero-journals",
  title: "Xero journal lines",
  dataset: "ledger",
  confidence: "exact",
  reference: "Xero Developer: Accounting API, Journals",
  says:
    "Net amounts are signed, debits positive, and balance in every journal, which gross " +
    "amounts do " +
    "not; the period is the one of the journal's date.",
  signature: [
    "journal_number|journalnumber|journal number",
    "journal_date|journaldate|journal date",
    "account_code|accountcode|account code",
    "net_amount|netamount|net amount",
  ],
  columns: {
    ledger_account: "account_code|accountcode|account code",
    account_name: "account_name|accountname|account name",
    document_number: "journal_number|journalnumber|journal number",
    document_type: "source_type|sourcetype|source type",
    line_text: "description",
    posting_date: "journal_date|journaldate|journal date",
    reference: "reference",
    amount: "net_amount|netamount|net amount",
    currency: "currency_code|base_currency|currency",
    tax_code: "tax_type|taxtype|tax type",
  },
  skip: [
    {
      column: "account_code|accountcode|account code",
      empty: true,
      reason: "bank line without an account code",
    },
  ],
});
