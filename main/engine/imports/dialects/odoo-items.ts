import { codeAndName, headerDialect } from "./header-dialect.ts";

/** Journal items (account.move.line) as exported from their list. */
export const odooItems = headerDialect({
  name: "odoo-items",
  title: "Odoo journal items",
  dataset: "ledger",
  confidence: "likely",
  reference: "Odoo documentation: Accounting, journal items (account.move.line)",
  says:
    "Debit less credit is the amount in the company's currency; the period is the one of the " +
    "date; " +
    "an analytic account is taken where it bears all of the line.",
  signature: [
    "date",
    "journal entry|move|number",
    "account",
    "label|partner",
    "debit",
    "credit",
    "analytic distribution|matching|journal|amount in currency|partner",
  ],
  columns: {
    posting_date: "date",
    document_number: "journal entry|move|number",
    document_type: "journal",
    vendor_name: "partner",
    line_text: "label",
    reference: "reference",
    cost_centre: [
      "analytic account",
      { of: "analytic distribution", pattern: '^\\{\\s*"([^",]+)"\\s*:\\s*100(?:\\.0+)?\\s*\\}$' },
    ],
    entity: "company",
    amount: { debit: "debit", credit: "credit" },
    currency: "company currency",
    foreign_amount: "amount in currency",
    foreign_currency: "currency",
    posted: "status|state",
  },
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
