import { z } from "zod";
import { subtractAmounts } from "../../../shared/domain/amount.ts";
import { statement } from "../database/sql.ts";
import { type Check, OF_NO_FILE } from "./define.ts";
import varianceClosesSql from "./variance-closes.sql?raw";

const Broken = z.object({
  from_period: z.string().nullable(),
  to_period: z.string().nullable(),
  currency: z.string().nullable(),
  movement: z.string(),
  explained: z.string(),
});

/**
 * Every stored variance is explained to the last digit.
 * Law: Σ effects = closing − opening, from the rows as they are stored
 *      (test/laws/variance.test.ts)
 */
export const varianceCloses: Check = {
  name: "variance-closes",
  law: "The effects of a variance add up to closing less opening.",
  code: "variance-not-closed",
  async find(reader, period) {
    const rows = await reader.rows(Broken, statement(varianceClosesSql, { period }));
    return rows.map((row) => ({
      ...OF_NO_FILE,
      code: "variance-not-closed",
      severity: "blocking",
      found:
        `The movement from ${row.from_period ?? "?"} to ${row.to_period ?? "?"} is ` +
        `${row.movement} ${row.currency ?? ""}; its effects add up to ${row.explained}.`,
      expected: "Effects add up to closing − opening.",
      remedy: "Restore the workspace from a backup, or import the files into a new workspace.",
      amountAtStake: subtractAmounts(row.movement, row.explained),
      currency: row.currency,
    }));
  },
};
