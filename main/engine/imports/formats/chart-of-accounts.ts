import { checkHierarchy } from "../finance/check-hierarchy.ts";
import { field } from "../finance/finance-format.ts";
import { financeKind } from "../finance/finance-kind.ts";

/** A chart of accounts: what each ledger account is. */
export const chartOfAccounts = financeKind({
  id: "chart-of-accounts",
  dataset: "account",
  title: "chart of accounts",
  says: "One row per ledger account, with its type and the account above it; no amounts.",
  table: "ledger_account",
  fields: [
    field("entity", "text", "entity|legal entity|company code|chart of accounts|kontenplan|ktopl"),
    field(
      "ledger_account",
      "text!",
      "ledger account|gl account|g/l account|account|account code|account number|account no|" +
        "main account|nominal code|sachkonto|konto|kontonummer|saknr|accountno|account_number|" +
        "ledger_account|numéro de compte",
    ),
    field(
      "account_name",
      "text!",
      "account name|account description|account title|title|name|kontobezeichnung|" +
        "kontenbeschriftung|bezeichnung|txt50|txt20|account_name|intitulé du compte",
    ),
    field(
      "account_type",
      "text",
      "account type|accounttype|account class|account_type|kontoart|kontenart|" +
        "main account type|type_name|accttype",
    ),
    field("parent", "text", "parent account|parent|roll-up account|übergeordnetes konto|parent_id"),
    field(
      "category",
      "text",
      "account category|category|account group|kontengruppe|ktoks|account subtype|catégorie",
    ),
    field("normal_balance", "text", "normal balance|normalbalance|balance side|normal side"),
    field("cost_category", "text", "cost category|cost pool|kostenart|kostenkategorie"),
    field("status", "text", "status|active|is active|inactive|gesperrt"),
  ],
  whole: checkHierarchy("ledger_account"),
  // A vendor has an account and a name as well.
  needs: [["account_type", "parent", "category", "normal_balance"]],
  coveredBy: ["entity", "ledger_account"],
  lineIs: ["entity", "ledger_account"],
  counts: null,
  words: { same: "ledger accounts", expected: "each ledger account in one file" },
  totals: () => [],
});
