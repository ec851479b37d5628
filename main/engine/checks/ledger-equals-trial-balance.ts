import { z } from "zod";
import { subtractAmounts } from "../../../shared/domain/amount.ts";
import { statement } from "../database/sql.ts";
import { type ImportCheck, OF_NO_FILE } from "./define.ts";
import ledgerEqualsTrialBalanceSql from "./ledger-equals-trial-balance.sql?raw";

const Broken = z.object({
  entity: z.string(),
  account: z.string(),
  currency: z.string(),
  period: z.string(),
  ledger_moved: z.string(),
  balance_moved: z.string(),
});

/**
 * The ledger's lines come to what the trial balance says their accounts moved: per entity, currency
 * and period that both hold, on every account of which the ledger has lines.
 */
export const ledgerEqualsTrialBalance: ImportCheck = {
  title: "Ledger against the trial balance",
  name: "ledger-equals-trial-balance",
  law: "The ledger's lines come to what the trial balance says each account moved.",
  code: "ledger-differs-from-trial-balance",
  async find(reader, period) {
    const rows = await reader.rows(Broken, statement(ledgerEqualsTrialBalanceSql, { period }));
    return rows.map((row) => ({
      ...OF_NO_FILE,
      code: "ledger-differs-from-trial-balance",
      severity: "blocking",
      found:
        `Account ${row.account} of "${row.entity}" moved ${row.ledger_moved} ${row.currency} in ` +
        `${row.period} by the ledger's lines and ${row.balance_moved} by the trial balance.`,
      expected: "The lines come to the movement of the trial balance.",
      remedy: "Import the ledger lines that are missing, or withdraw a file that repeats some.",
      amountAtStake: subtractAmounts(row.ledger_moved, row.balance_moved),
      currency: row.currency,
    }));
  },
};
