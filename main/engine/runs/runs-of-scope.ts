import { z } from "zod";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import runsOfScopeQuery from "./runs-of-scope.sql?raw";

const StoredRun = z.object({
  run_id: z.string(),
  /** The currency asked for; null where a run keeps every currency. */
  currency: z.string().nullable(),
  /** The version of the rules or of the account map. */
  version_id: z.string().nullable(),
  parameters: z.string().nullable(),
  input_hash: z.string(),
});
export type StoredRun = z.infer<typeof StoredRun>;

export interface RunsScope {
  readonly kind: "allocation" | "reconciliation" | "variance";
  readonly period: string;
  readonly currency?: string | undefined;
}

/** The runs of a kind and month, the one asked for last first. */
export function runsOfScope(reader: Reader, scope: RunsScope): Promise<StoredRun[]> {
  const { kind, period, currency = null } = scope;
  return reader.rows(StoredRun, statement(runsOfScopeQuery, { kind, period, currency }));
}

/** The run of a kind and month that was asked for last. */
export async function latestRunOf(reader: Reader, scope: RunsScope): Promise<StoredRun | null> {
  const [latest] = await runsOfScope(reader, scope);
  return latest ?? null;
}
