import { headerDialect } from "./header-dialect.ts";

/** The accounting lines of transactions, as tables of both analytics schemas. */
export const netsuiteLines = headerDialect({
  name: "netsuite-lines",
  title: "NetSuite transaction lines",
  dataset: "ledger",
  confidence: "exact",
  reference: "NetSuite Schema Browser: transactionAccountingLine",
  says:
    "Amounts are signed, debits positive, in the currency of the subsidiary; the lines carry no " +
    "date, and lines that do not post are left out.",
  signature: [
    "transaction|transaction_id",
    "transactionline|transaction_line_id",
    "account|account_id",
    "posting|non_posting_line",
  ],
  columns: {
    ledger_account: "account|account_id",
    document_number: "transaction|transaction_id",
    line_number: "transactionline|transaction_line_id",
    amount: ["amount", { debit: "debit", credit: "credit" }],
    posting_date: "trandate|transaction_date",
    period: "postingperiod_name|period_name",
    cost_centre: "department|department_id",
    entity: "subsidiary|subsidiary_id",
    line_text: "memo",
    posted: "posting",
  },
  skip: [
    { column: "non_posting_line", matches: "(?i)^(?:yes|t|true)$", reason: "non-posting line" },
    { column: "posting", matches: "(?i)^(?:f|false|no)$", reason: "non-posting line" },
    { column: "_fivetran_deleted", matches: "(?i)^true$", reason: "deleted in the source" },
    { column: "amount", empty: true, reason: "line without an amount" },
  ],
});
