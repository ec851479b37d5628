import { conservation } from "./conservation.ts";
import type { Check, ImportCheck } from "./define.ts";
import { ledgerEqualsTrialBalance } from "./ledger-equals-trial-balance.ts";
import { recordsAccounted } from "./records-accounted.ts";
import { statementAddsUp } from "./statement-adds-up.ts";
import { treatmentsAgree } from "./treatments-agree.ts";
import { unmappedAccount } from "./unmapped-account.ts";
import { varianceCloses } from "./variance-closes.ts";

/** Checks that say something about what was imported; the others are about runs. */
export const importChecks: readonly ImportCheck[] = [recordsAccounted, ledgerEqualsTrialBalance];

/** Every check over the stored relations, in the order of a close. */
export const checks: readonly Check[] = [
  ...importChecks,
  conservation,
  unmappedAccount,
  treatmentsAgree,
  statementAddsUp,
  varianceCloses,
];
