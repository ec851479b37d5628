import { headerDialect } from "./header-dialect.ts";

/** The labels of accounts (Kontenbeschriftungen) with their preamble. */
export const datevAccountLabels = headerDialect({
  name: "datev-account-labels",
  title: "DATEV account labels (EXTF Kontenbeschriftungen)",
  dataset: "account",
  confidence: "exact",
  reference: "DATEV Developer Portal: DATEV-Format, Kontenbeschriftungen (category 20)",
  says: "One row per ledger account, with its label in one language.",
  signature: ["konto", "kontenbeschriftung|kontobeschriftung"],
  columns: { ledger_account: "konto", account_name: "kontenbeschriftung|kontobeschriftung" },
  facts: ({ preamble: [first = []] }) =>
    /^(?:EXTF|DTVF)$/.test((first[0] ?? "").trim()) ? {} : null,
});
