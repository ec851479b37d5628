import { z } from "zod";
import { addAmounts, subtractAmounts } from "../../../shared/domain/amount.ts";
import { statement } from "../database/sql.ts";
import conservationSql from "./conservation.sql?raw";
import { type Check, OF_NO_FILE } from "./define.ts";

const Broken = z.object({
  run_id: z.string(),
  period: z.string().nullable(),
  entity: z.string(),
  currency: z.string(),
  basis: z.string(),
  amount_in: z.string(),
  allocated: z.string(),
  unallocated: z.string(),
});

/**
 * Every stored allocation keeps what it was given.
 * Law: Σ in = Σ allocated + Σ unallocated per run, entity, currency and basis, from the rows as
 *      they are stored (test/laws/allocation-conservation.test.ts)
 */
export const conservation: Check = {
  name: "allocation-conserved",
  law: "What goes into an allocation comes out of it, allocated or unallocated.",
  code: "allocation-not-conserved",
  async find(reader, period) {
    const rows = await reader.rows(Broken, statement(conservationSql, { period }));
    return rows.map((row) => {
      const out = addAmounts([row.allocated, row.unallocated]);
      return {
        ...OF_NO_FILE,
        code: "allocation-not-conserved",
        severity: "blocking",
        found:
          `The allocation of ${row.period ?? "an unknown period"} took in ${row.amount_in} ` +
          `${row.currency} (${row.basis}) of "${row.entity}" and gave out ${out}.`,
        expected: "As much comes out as went in.",
        remedy: "Restore the workspace from a backup, or run the allocation of the period again.",
        amountAtStake: subtractAmounts(row.amount_in, out),
        currency: row.currency,
      };
    });
  },
};
