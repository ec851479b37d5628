import { z } from "zod";
import { ACCOUNT_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { AccountMapEntry } from "../../../shared/domain/reconciliation-config.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import settingValue from "../workspace/setting-value.sql?raw";
import type { Decision } from "./decided-columns.ts";

/** The setting that holds what the account map in use says of charges. */
export const ACCOUNTS_SETTING = "accounts";

/** An expense account: which charges it carries, and how it treats them. */
export const ChargeAccount = AccountMapEntry.pick({
  account: true,
  entity: true,
  charges: true,
  treatment: true,
});
export type ChargeAccount = z.infer<typeof ChargeAccount>;

/** The expense accounts in the order of the map; none where no map is stored. */
export async function readChargeAccounts(reader: Pick<Reader, "rows">): Promise<ChargeAccount[]> {
  const [row] = await reader.rows(
    z.object({ value: z.string() }),
    statement(settingValue, { key: ACCOUNTS_SETTING }),
  );
  return row === undefined ? [] : z.array(ChargeAccount).parse(JSON.parse(row.value));
}

/** Whether any account says how it treats its cost. */
export function statesTreatment(accounts: readonly ChargeAccount[]): boolean {
  return accounts.some(({ treatment }) => treatment !== undefined);
}

/** What segments of an allocation keep: nothing, where no account states how it is treated. */
export async function keptAttributes(reader: Pick<Reader, "rows">): Promise<readonly string[]> {
  return statesTreatment(await readChargeAccounts(reader)) ? ACCOUNT_DIMENSIONS : [];
}

/** The account that carries a charge and its treatment: the first whose conditions hold. */
export function accountDecisions(accounts: readonly ChargeAccount[]): Decision[] {
  const branches = accounts.map(({ account, entity, charges, treatment = null }) => ({
    account,
    treatment,
    where:
      entity === undefined
        ? charges
        : [{ attribute: "entity", op: "equals" as const, value: entity }, ...charges],
  }));
  return [
    {
      name: "ledger_account",
      branches: branches.map(({ where, account }) => ({ where, gives: account })),
    },
    {
      name: "treatment",
      branches: statesTreatment(accounts)
        ? branches.map(({ where, treatment }) => ({ where, gives: treatment }))
        : [],
    },
  ];
}
