import { codeAndName, headerDialect } from "./header-dialect.ts";

/** The general-ledger report. */
export const erpnextLedger = headerDialect({
  name: "erpnext-ledger",
  title: "ERPNext general-ledger report",
  dataset: "ledger",
  confidence: "exact",
  reference: "ERPNext documentation: Accounts, General Ledger report",
  says:
    "Debit less credit is the amount in the currency that the header names; opening, total and " +
    "closing rows are left out; the period is the one of the posting date.",
  signature: ["posting date", "account", "voucher type", "voucher no|voucher number"],
  columns: {
    posting_date: "posting date",
    document_type: "voucher type",
    document_number: "voucher no|voucher number",
    cost_centre: "cost center|cost centre",
    line_text: "remarks",
    vendor_name: "party",
    project: "project",
    reference: "supplier invoice no|supplier invoice number",
    currency: "currency",
  },
  skip: [
    {
      column: "account",
      matches: "^'?(?:Opening|Total|Closing)\\b",
      reason: "opening and closing balances",
    },
  ],
  facts: (found) => {
    const account = codeAndName(found, "account");
    const [debit, credit] = [
      sided(found.header.names, "debit"),
      sided(found.header.names, "credit"),
    ];
    if (account === null || debit === undefined || credit === undefined) {
      return null;
    }
    return {
      mapping: {
        columns: {
          ledger_account: account.code,
          ...(account.name === null ? {} : { account_name: account.name }),
          amount: { debit, credit },
        },
      },
    };
  },
});

function sided(names: readonly string[], side: string): string | undefined {
  return names.find((name) => new RegExp(`^${side}(?: \\([A-Z]{3}\\))?$`, "i").test(name));
}
