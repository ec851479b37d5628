import { z } from "zod";
import { subtractAmounts } from "../../../shared/domain/amount.ts";
import { statement } from "../database/sql.ts";
import { type Check, OF_NO_FILE } from "./define.ts";
import statementAddsUpSql from "./statement-adds-up.sql?raw";

const Broken = z.object({
  period: z.string(),
  currency: z.string(),
  account: z.string(),
  stated: z.string(),
  found: z.string(),
});

/**
 * Every stored statement is what its lines and items add up to.
 * Law: unidentified = ledger − bills − Σ items, from the rows as they are stored
 *      (test/laws/reconciliation-statement.test.ts)
 */
export const statementAddsUp: Check = {
  name: "statement-adds-up",
  law: "Unidentified is the ledger less the bills less the reconciling items, on every account.",
  code: "statement-not-whole",
  async find(reader, period) {
    const rows = await reader.rows(Broken, statement(statementAddsUpSql, { period }));
    return rows.map((row) => ({
      ...OF_NO_FILE,
      code: "statement-not-whole",
      severity: "blocking",
      found:
        `The statement of ${row.account} for ${row.period} says ${row.stated} ${row.currency} is ` +
        `unidentified; its lines and items leave ${row.found}.`,
      expected: "The statement is what its lines and items add up to.",
      remedy: "Restore the workspace from a backup, or import the files into a new workspace.",
      amountAtStake: subtractAmounts(row.stated, row.found),
      currency: row.currency,
    }));
  },
};
