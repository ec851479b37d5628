import { createHash } from "node:crypto";
import { z } from "zod";
import type { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import { fail } from "../../../shared/errors.ts";
import type { ChangeContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { ACCOUNTS_SETTING, ChargeAccount } from "../relations/account-columns.ts";
import { readConfig } from "./read-config.ts";
import latestConfig from "./stored/latest-config.sql?raw";
import storeConfigSql from "./stored/store-config.sql?raw";
import storeSetting from "./stored/store-setting.sql?raw";

export interface StoredConfig {
  readonly configId: string;
  readonly text: string;
}

/** The configuration saved last, or null where none was saved. */
export async function currentConfig(reader: Reader): Promise<StoredConfig | null> {
  const [stored] = await reader.rows(
    z.object({ config_id: z.string(), text: z.string() }),
    statement(latestConfig),
  );
  return stored === undefined ? null : { configId: stored.config_id, text: stored.text };
}

/** The configuration of a text; a text with problems is refused with the first of them. */
export function parseConfig(text: string): ReconciliationConfig {
  const { config, problems } = readConfig(text);
  if (config !== null) {
    return config;
  }
  const [first] = problems;
  const line = first?.line ?? null;
  const more = problems.length > 1 ? ` ${problems.length - 1} more follow.` : "";
  return fail(
    "reconciliation-config-invalid",
    `${line === null ? "" : `Line ${line}: `}${first?.message ?? "Nothing is configured."}${more}`,
    first?.remedy ?? "Write the account map; docs/reconciliation.md has examples.",
    { line, column: first?.column ?? null, path: first?.path ?? "", problems: problems.length },
  );
}

/** Stores a configuration as a version of its own; the same text again becomes current. */
export async function storeConfig(change: ChangeContext, text: string): Promise<string> {
  await storeChargeAccounts(change.writer, parseConfig(text));
  const configId = createHash("sha256").update(text).digest("hex").slice(0, 16);
  if ((await currentConfig(change.writer))?.configId !== configId) {
    await change.writer.run(
      statement(storeConfigSql, { config_id: configId, text, sequence: change.sequence }),
    );
    await change.audit({
      action: "reconciliation-config-saved",
      subject: configId,
      detail: { bytes: Buffer.byteLength(text) },
    });
  }
  return configId;
}

/** Keeps what the map says of charges, from which they take their account and its treatment. */
async function storeChargeAccounts(
  writer: ChangeContext["writer"],
  { accounts }: ReconciliationConfig,
): Promise<void> {
  const carried = accounts
    .filter(({ kind }) => kind === "expense")
    .map(({ account, entity, charges, treatment }) =>
      ChargeAccount.parse({ account, entity, charges, treatment }),
    );
  const setting = { key: ACCOUNTS_SETTING, value: JSON.stringify(carried) };
  await writer.run(statement(storeSetting, setting));
}
