import { z } from "zod";
import { statement } from "../database/sql.ts";
import { type Check, OF_NO_FILE } from "./define.ts";
import unmappedAccountSql from "./unmapped-account.sql?raw";

const Unmapped = z.object({
  period: z.string(),
  currency: z.string(),
  accounts: z.number(),
  lines: z.number(),
  amount: z.string(),
  examples: z.string(),
});

const EXAMPLES = 5;

/** Ledger lines that were loaded and are compared with nothing, so that leaving them is chosen. */
export const unmappedAccount: Check = {
  name: "accounts-mapped",
  law: "Every ledger account loaded for the month is compared with bills, or known not to be.",
  code: "unmapped-account",
  async find(reader, period) {
    const rows = await reader.rows(Unmapped, statement(unmappedAccountSql, { period }));
    return rows.map((row) => ({
      ...OF_NO_FILE,
      code: "unmapped-account",
      severity: "note",
      found:
        `${row.accounts} ledger accounts of ${row.period} are not in the account map: ` +
        `${row.examples}${row.accounts > EXAMPLES ? ", …" : ""}.`,
      expected: "Every account that carries technology spend is in the account map.",
      remedy: "Add those that carry technology spend to the account map; the others need nothing.",
      count: row.lines,
      amountAtStake: row.amount,
      currency: row.currency,
    }));
  },
};
