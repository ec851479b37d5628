import { headerDialect } from "./header-dialect.ts";

/** Voucher transactions of Dynamics 365 Finance; the ledger account is a dimension string. */
export const dynamicsVouchers = headerDialect({
  name: "dynamics-vouchers",
  title: "Dynamics 365 voucher transactions",
  dataset: "ledger",
  confidence: "exact",
  reference: "Microsoft Learn: Dynamics 365 Finance, General journal account entry",
  says:
    "Amounts are signed, debits positive, in accounting currency beside transaction currency; " +
    "the " +
    "first part of the ledger account is the main account; the period is the one of the date.",
  signature: [
    "voucher",
    "ledger account|main account",
    "amount in transaction currency|amount in accounting currency|accounting currency amount|" +
      "transaction currency amount",
    "date|accounting date|transaction date",
  ],
  columns: {
    entity: "company|legal entity|company accounts id|dataareaid",
    ledger_account: ["main account", { of: "ledger account", pattern: "^([^-]+)" }],
    account_name: "account name|main account name",
    cost_centre: "cost center|cost centre|costcenter",
    document_number: "voucher",
    document_type: "posting type",
    line_text: "description|transaction text|text",
    posting_date: "date|accounting date|transaction date",
    period: "fiscal period|period",
    reference: "document|invoice|document number",
    amount:
      "amount|amount in accounting currency|accounting currency amount|amount (accounting " +
      "currency)",
    currency: "accounting currency",
    foreign_amount: "amount in transaction currency|transaction currency amount",
    foreign_currency: "currency|transaction currency|currency code",
    project: "project|project id",
  },
});
