import { field, measured } from "../finance/finance-format.ts";
import { financeKind } from "../finance/finance-kind.ts";

/**
 * A budget: what is planned for an account, a cost centre or a service in a period.
 * Sign: cost positive
 */
export const budgets = financeKind({
  id: "budgets",
  dataset: "budget",
  title: "budget",
  says: "One amount per month, cost positive, for a ledger account, a cost centre or a service.",
  table: "budget_line",
  fields: [
    field("version", "text", "version|budget version|scenario|plan version|planversion|szenario"),
    field("period", "period!", "period|month|accounting period|periode|monat|budget period"),
    field("fiscal_year", "year", "fiscal year|year|geschäftsjahr|jahr|fiscal_year"),
    field("entity", "text", "entity|legal entity|company|company code|buchungskreis"),
    field("ledger_account", "text", "ledger account|gl account|g/l account|account|sachkonto"),
    field("cost_centre", "text", "cost centre|cost center|kostenstelle|department|cost_centre"),
    field("service", "text", "service|product|service name|application|leistung"),
    field("project", "text", "project|project id|projekt|psp-element"),
    field("description", "text", "description|comment|bezeichnung|kommentar"),
    field(
      "amount",
      "amount!",
      "budget|budget amount|budgeted amount|planned amount|plan amount|plan|planbetrag|" +
        "budgetbetrag||amount|betrag",
    ),
    field("currency", "currency!", "currency|currency code|curr.|währung|währg|ccy"),
  ],
  needs: [["ledger_account", "cost_centre", "service", "project"]],
  coveredBy: ["version", "entity", "period"],
  lineIs: ["version", "entity", "period", "ledger_account", "cost_centre", "service", "project"],
  counts: { amount: "amount", currency: "currency" },
  words: { same: "budget lines", expected: "each budget line in one file" },
  totals: (row) => [
    measured("amount", row.units("amount"), row.text("currency"), row.text("period")),
  ],
});
