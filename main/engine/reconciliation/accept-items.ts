import { z } from "zod";
import { fail } from "../../../shared/errors.ts";
import type { ChangeContext } from "../context.ts";
import { statement } from "../database/sql.ts";
import acceptItemSql from "./stored/accept-item.sql?raw";
import isAcceptedSql from "./stored/is-accepted.sql?raw";
import itemExistsSql from "./stored/item-exists.sql?raw";
import unacceptItemSql from "./stored/unaccept-item.sql?raw";

interface ItemChoice {
  readonly period: string;
  readonly itemKeys: readonly string[];
}

/** Accepts items of a run by key; accepting one twice changes nothing. */
export async function acceptItems(
  change: ChangeContext,
  actor: string,
  runId: string,
  { period, itemKeys, comment }: ItemChoice & { readonly comment: string },
): Promise<{ accepted: number }> {
  let accepted = 0;
  for (const itemKey of new Set(itemKeys)) {
    const { rows } = await change.writer.table(
      statement(itemExistsSql, { run_id: runId, item_key: itemKey }),
    );
    const [type, account, amount] = z.array(z.string()).parse(rows[0] ?? []);
    if (type === undefined) {
      fail(
        "item-not-found",
        `The reconciliation of ${period} has no item "${itemKey}".`,
        "Reconcile the period again and choose from the items it lists; nothing was accepted.",
        { period, itemKey },
      );
    }
    if (await isAccepted(change, period, itemKey)) {
      continue;
    }
    accepted += 1;
    await change.writer.run(
      statement(acceptItemSql, {
        item_key: itemKey,
        period,
        comment,
        actor,
        sequence: change.sequence,
      }),
    );
    await change.audit({
      action: "item-accepted",
      subject: itemKey,
      detail: { period, type, account: account ?? "", amount: amount ?? "", comment },
    });
  }
  return { accepted };
}

/** Takes acceptances back; one that was never given is left alone. */
export async function unacceptItems(
  change: ChangeContext,
  { period, itemKeys }: ItemChoice,
): Promise<{ unaccepted: number }> {
  let unaccepted = 0;
  for (const itemKey of new Set(itemKeys)) {
    if (await isAccepted(change, period, itemKey)) {
      unaccepted += 1;
      await change.writer.run(statement(unacceptItemSql, { item_key: itemKey, period }));
      await change.audit({ action: "item-unaccepted", subject: itemKey, detail: { period } });
    }
  }
  return { unaccepted };
}

async function isAccepted(
  { writer }: ChangeContext,
  period: string,
  itemKey: string,
): Promise<boolean> {
  const { rows } = await writer.table(statement(isAcceptedSql, { item_key: itemKey, period }));
  return rows.length > 0;
}
