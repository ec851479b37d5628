import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { headerDialect } from "./header-dialect.ts";

/** A code with a digit in front of the name, else all of the worktag's text. */
const COST_CENTRE = "Cost Cent(?:er|re): ([^|;\\s]*\\d[^|;\\s]*|[^|;]+)";

/** Journal lines with worktags in one cell. */
export const workdayJournals = headerDialect({
  name: "workday-journals",
  title: "Workday journal lines",
  dataset: "ledger",
  confidence: "exact",
  reference: "Workday Community: Journal Lines report data source",
  says:
    "Ledger debits less ledger credits are the amount in the ledger's currency; debits and " +
    "credits " +
    "are in the currency of the journal; the period is the one of the accounting date.",
  signature: [
    "ledger account",
    "journal number|journal|journal sequence number",
    "ledger debit amount|debit amount",
    "ledger credit amount|credit amount",
    "worktags|journal source|accounting date",
  ],
  columns: {
    entity: "company",
    document_number: "journal number|journal|journal sequence number",
    document_type: "journal source",
    posting_date: "accounting date",
    period: "accounting period|ledger period|period",
    line_text: "line memo|journal line memo|memo",
    line_number: "line number|line order",
    vendor_name: "supplier",
    ledger_account: { of: "ledger account", pattern: "^([^:]+)" },
    account_name: { of: "ledger account", pattern: ":(.*)$" },
    cost_centre: ["cost center|cost centre", { of: "worktags", pattern: COST_CENTRE }],
    amount: [
      { debit: "ledger debit amount", credit: "ledger credit amount" },
      { debit: "debit amount", credit: "credit amount" },
    ],
    posted: "journal status|status",
  },
  facts: (found) => {
    const columns: Mapping["columns"] = {};
    const [debit, credit] = [found.name("debit amount"), found.name("credit amount")];
    const currency = found.name("currency|transaction currency");
    const ledgerCurrency = found.name("ledger currency|company currency");
    if (found.name("ledger debit amount") === null) {
      return { mapping: { columns: currency === null ? {} : { currency } } };
    }
    if (ledgerCurrency !== null) {
      columns["currency"] = ledgerCurrency;
    }
    if (debit !== null && credit !== null && currency !== null) {
      columns["foreign_amount"] = { debit, credit };
      columns["foreign_currency"] = currency;
    }
    return { mapping: { columns } };
  },
});
