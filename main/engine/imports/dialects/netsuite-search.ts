import { codeAndName, headerDialect } from "./header-dialect.ts";

const NON_POSTING =
  "(?i)^(?:purchase order|sales order|estimate|quote|opportunity|requisition|" +
  "purchase requisition|return authori[sz]ation|vendor return authori[sz]ation|transfer order|" +
  "work order|purchase contract|blanket purchase order|request for quote)$";

/** A saved search over transactions, exported as CSV. */
export const netsuiteSearch = headerDialect({
  name: "netsuite-search",
  title: "NetSuite saved search of transactions",
  dataset: "ledger",
  confidence: "likely",
  reference: "NetSuite Help Center: Saved Searches, Exporting Search Results",
  says:
    "The amount is Amount (Debit) less Amount (Credit); the period is the accounting period " +
    "where " +
    "the search shows it; orders, estimates and other non-posting transactions are left out.",
  signature: [
    "amount (debit)|debit amount|amount debit",
    "amount (credit)|credit amount|amount credit",
    "internal id|document number|transaction number|tran id",
    "account",
    "type|transaction type",
  ],
  columns: {
    amount: {
      debit: "amount (debit)|debit amount|amount debit",
      credit: "amount (credit)|credit amount|amount credit",
    },
    posting_date: "date|transaction date",
    period: "period|accounting period|posting period",
    document_type: "type|transaction type",
    document_number: "document number|transaction number|tran id|internal id",
    line_number: "line id|line number|line sequence number",
    vendor_name: "name|entity|vendor|main name",
    line_text: "memo|memo (main)|line memo|description",
    cost_centre: "department|department: name|cost center",
    entity: "subsidiary|subsidiary (no hierarchy)",
    project: "project|job",
    currency: "base currency|subsidiary currency",
    posted: "posting",
  },
  skip: [
    { column: "account", matches: "(?i)^(?:overall )?total\\b", reason: "total" },
    { column: "internal id", matches: "(?i)^(?:overall )?total\\b", reason: "total" },
    { column: "date|transaction date", matches: "(?i)^(?:overall )?total\\b", reason: "total" },
    { column: "type|transaction type", matches: NON_POSTING, reason: "non-posting transaction" },
  ],
  facts: (found) => {
    const account = codeAndName(found, "account");
    return account === null
      ? null
      : {
          mapping: {
            columns: {
              ledger_account: account.code,
              ...(account.name === null ? {} : { account_name: account.name }),
            },
          },
        };
  },
});
