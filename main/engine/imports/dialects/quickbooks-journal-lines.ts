import { headerDialect } from "./header-dialect.ts";

/** Lines of journal entries, as a table. */
export const quickbooksJournalLines = headerDialect({
  name: "quickbooks-journal-lines",
  title: "QuickBooks journal-entry lines",
  dataset: "ledger",
  confidence: "exact",
  reference: "Intuit Developer: QuickBooks Online Accounting API, JournalEntry",
  says:
    "Amounts have no sign; posting_type says Debit or Credit; the lines carry no date, which " +
    "stands " +
    "in their entries.",
  signature: ["journal_entry_id", "posting_type", "amount", "account_id"],
  columns: {
    ledger_account: "account_id",
    cost_centre: "department_id|class_id",
    document_number: "journal_entry_id",
    line_number: "index",
    line_text: "description",
    posting_date: "transaction_date|txn_date",
    amount: {
      value: "amount",
      indicator: "posting_type",
      debitValues: ["Debit"],
      creditValues: ["Credit"],
    },
    currency: "currency_id|currency",
  },
});
