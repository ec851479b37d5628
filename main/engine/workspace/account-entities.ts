import { z } from "zod";
import type { AccountEntities } from "../../../shared/domain/account-entity.ts";
import { periodEnd, periodStart } from "../../../shared/domain/period.ts";
import type { Reader, Writer } from "../database/database.ts";
import { sql, statement } from "../database/sql.ts";
import accountEntities from "./account-entities.sql?raw";

const StoredEntity = z.object({
  account: z.string(),
  entity: z.string(),
  valid_from: z.string().nullable(),
  valid_to: z.string().nullable(),
});

/** Which entity each billing account's charges belong to, where it is not the workspace's. */
export async function readAccountEntities(reader: Reader | Writer): Promise<AccountEntities> {
  const rows = await reader.rows(StoredEntity, statement(accountEntities));
  return rows.map(({ account, entity, valid_from: from, valid_to: to }) => ({
    account,
    entity,
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  }));
}

/** Puts a whole map in the place of the one there is. */
export async function storeAccountEntities(
  writer: Writer,
  entries: AccountEntities,
): Promise<void> {
  await writer.run(sql`delete from billing_account_entity`);
  for (const { account, entity, from, to } of entries) {
    const first = from === undefined ? null : periodStart(from);
    const end = to === undefined ? null : periodEnd(to);
    await writer.run(
      sql`insert into billing_account_entity values
        (${account}, ${entity}, cast(${first} as date), cast(${end} as date))`,
    );
  }
}
