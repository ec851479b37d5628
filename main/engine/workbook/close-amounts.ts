import { z } from "zod";
import { toUnits } from "../../../shared/domain/amount.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { type RoundingGroup, roundAmounts } from "./round-column-to.ts";
import accounts from "./statement-accounts.sql?raw";
import itemSums from "./statement-items.sql?raw";

const AccountRow = z.object({
  account: z.string(),
  name: z.string(),
  kind: z.string(),
  basis: z.string(),
  owner: z.string().nullable(),
  ledger: z.string(),
  billing: z.string(),
  unidentified: z.string(),
});

/** One account's statement, rounded so that it still adds up. */
export interface RoundedStatement {
  readonly account: string;
  readonly name: string;
  readonly kind: string;
  readonly basis: string;
  readonly owner: string | null;
  readonly ledger: RoundingGroup;
  readonly billing: RoundingGroup;
  readonly items: ReadonlyMap<string, RoundingGroup>;
  readonly unidentified: bigint;
}

/**
 * The tie-out of a run in minor units.
 * Units:    10^-12 of the run's currency, whole minor units
 * Law:      ledger − Σ items − bills = unidentified, per account, after rounding as before
 *           (test/laws/workbook-rounding.test.ts)
 * Rounding: the five kinds of amount of an account form one column that adds to zero
 */
export async function loadStatements(
  reader: Reader,
  runId: string,
  digits: number,
): Promise<RoundedStatement[]> {
  const rows = await reader.rows(AccountRow, statement(accounts, { run_id: runId }));
  const items = await reader.rows(
    z.object({ account: z.string(), type: z.string(), amount: z.string() }),
    statement(itemSums, { run_id: runId }),
  );
  return rows.map((row) => {
    const own = items.filter(({ account }) => account === row.account);
    const exact = [
      { code: "ledger", units: toUnits(row.ledger) },
      { code: "billing", units: -toUnits(row.billing) },
      { code: "unidentified", units: -toUnits(row.unidentified) },
      ...own.map(({ type, amount }) => ({ code: `item ${type}`, units: -toUnits(amount) })),
    ];
    const rounded = roundAmounts(exact, digits);
    const group = (index: number, sign: bigint): RoundingGroup => ({
      exact: sign * (exact[index]?.units ?? 0n),
      rounded: sign * (rounded[index] ?? 0n),
    });
    return {
      account: row.account,
      name: row.name,
      kind: row.kind,
      basis: row.basis,
      owner: row.owner,
      ledger: group(0, 1n),
      billing: group(1, -1n),
      unidentified: -(rounded[2] ?? 0n),
      items: new Map(own.map(({ type }, index) => [type, group(index + 3, -1n)])),
    };
  });
}
