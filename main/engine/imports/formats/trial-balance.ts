import { field, measured } from "../finance/finance-format.ts";
import { financeKind } from "../finance/finance-kind.ts";

/**
 * A trial balance: what each account moved in a period, and where it stood before and after.
 * Sign: debit positive
 */
export const trialBalance = financeKind({
  id: "trial-balance",
  dataset: "trial-balance",
  title: "trial balance",
  says: "Debit less credit is what an account moved in the period; balances are debit positive.",
  table: "trial_balance",
  fields: [
    field("entity", "text", "entity|legal entity|company|company code|subsidiary|buchungskreis"),
    field(
      "ledger_account",
      "text!",
      "ledger account|gl account|g/l account|account|account code|account number|account no|" +
        "main account|nominal code|sachkonto|konto|kontonummer|compte|ledger_account|comptenum",
    ),
    field(
      "account_name",
      "text",
      "account name|account description|description|kontobezeichnung|bezeichnung|intitulé|" +
        "account_name|comptelib",
    ),
    field("period", "period!", "period|accounting period|posting period|month|periode|monat"),
    field("fiscal_year", "year", "fiscal year|year|geschäftsjahr|jahr|exercice|fiscal_year"),
    field(
      "opening_balance",
      "amount",
      "opening balance|beginning balance|balance carried forward|opening|anfangsbestand|" +
        "eröffnungssaldo|saldovortrag|solde d'ouverture|opening_balance",
    ),
    field(
      "amount",
      "amount",
      "period movement|movement|net change|net activity|period activity|activity|bewegung|" +
        "periodensaldo|mouvement|amount",
    ),
    field(
      "closing_balance",
      "amount",
      "closing balance|ending balance|end balance|closing|endbestand|endsaldo|schlusssaldo|" +
        "solde de clôture|closing_balance",
    ),
    field("currency", "currency!", "currency|currency code|curr|währung|währg|devise|ccy"),
  ],
  needs: [
    ["amount", "closing_balance"],
    ["opening_balance", "closing_balance", "amount"],
  ],
  coveredBy: ["entity", "currency", "period"],
  lineIs: ["entity", "ledger_account", "period", "special_period", "currency"],
  counts: { amount: "coalesce(amount, 0)", currency: "currency" },
  words: {
    same: "balances of the same account and period",
    expected: "each account's balance of a period in one file",
  },
  totals: (row) => {
    const currency = row.text("currency");
    const period = row.text("period");
    return [
      measured("amount", row.units("amount"), currency, period),
      measured("closing_balance", row.units("closing_balance"), currency, period),
      measured("opening_balance", row.units("opening_balance"), currency, period),
    ];
  },
});
