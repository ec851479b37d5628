import { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { AccountEntities } from "../../../shared/domain/account-entity.ts";
import { isCurrency } from "../../../shared/domain/currency.ts";
import type { Identifiers } from "../../../shared/domain/identifiers.ts";
import { fail } from "../../../shared/errors.ts";
import type { ChangeContext, EngineContext } from "../context.ts";
import type { Reader, Writer } from "../database/database.ts";
import { sql, statement } from "../database/sql.ts";
import { readIdentifiers } from "../relations/build.ts";
import { readAccountEntities, storeAccountEntities } from "./account-entities.ts";
import auditPage from "./audit-page.sql?raw";
import { chainHead } from "./audit-trail.ts";
import { changeCalendar } from "./calendar-handlers.ts";
import { storeIdentifiers } from "./identifiers.ts";
import { workspaceStatus } from "./workspace-status.ts";

const AuditRow = z.object({
  sequence: z.number(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  hash: z.string(),
});

export const workspaceHandlers: Pick<
  Handlers<Contract, EngineContext>["workspace"],
  "status" | "configure" | "audit"
> = {
  status: (context) => workspaceStatus(context),
  async configure(context, input) {
    assertKnownCurrency(input.currency);
    const { accountEntities, identifiers, calendar, ...settings } = input;
    const wanted = Object.entries(settings).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    await context.change("configure", async ({ writer, audit }) => {
      const changed = await changedSettings(writer, wanted);
      for (const [key, value] of Object.entries(changed)) {
        await writer.run(
          sql`insert or replace into workspace_setting (key, value) values (${key}, ${value})`,
        );
      }
      if (Object.keys(changed).length > 0) {
        await audit({ action: "configure", subject: "workspace", detail: changed });
      }
      if (accountEntities !== undefined) {
        await changeAccountEntities({ writer, audit }, accountEntities);
      }
      if (identifiers !== undefined) {
        await changeIdentifiers({ writer, audit }, identifiers);
      }
      if (calendar !== undefined) {
        await changeCalendar({ writer, audit }, calendar);
      }
    });
    return workspaceStatus(context);
  },
  audit: ({ database }, { offset, limit }) =>
    database.read(async (reader) => {
      const head = await chainHead(reader);
      const events = await reader.rows(AuditRow, statement(auditPage, { offset, limit }));
      return { total: head.sequence, head: head.hash, events };
    }),
};

async function changeAccountEntities(
  { writer, audit }: Pick<ChangeContext, "writer" | "audit">,
  wanted: AccountEntities,
): Promise<void> {
  const before = await readAccountEntities(writer);
  await storeAccountEntities(writer, wanted);
  const after = await readAccountEntities(writer);
  const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
  if (from !== to) {
    await audit({ action: "account-entities", subject: "workspace", detail: { from, to } });
  }
}

async function changeIdentifiers(
  { writer, audit }: Pick<ChangeContext, "writer" | "audit">,
  wanted: Identifiers,
): Promise<void> {
  const before = await readIdentifiers(writer);
  const [from, to] = [JSON.stringify(before), JSON.stringify(wanted)];
  if (from !== to) {
    await storeIdentifiers(writer, wanted);
    await audit({ action: "identifiers", subject: "workspace", detail: { from, to } });
  }
}

function assertKnownCurrency(currency: string | undefined): void {
  if (currency !== undefined && !isCurrency(currency)) {
    fail(
      "usage",
      `"${currency}" is not a currency of ISO 4217.`,
      "Name the reporting currency by its code, for example USD or EUR.",
    );
  }
}

async function changedSettings(
  reader: Reader | Writer,
  wanted: readonly (readonly [string, string])[],
): Promise<Record<string, string>> {
  const stored = await reader.rows(
    z.object({ key: z.string(), value: z.string() }),
    sql`select key, value from workspace_setting order by key`,
  );
  const known = new Map(stored.map(({ key, value }) => [key, value]));
  return Object.fromEntries(wanted.filter(([key, value]) => known.get(key) !== value));
}
