import { createHash } from "node:crypto";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import inputsSql from "./stored/run-inputs.sql?raw";

/**
 * The hash of everything a run depends on: active files, entities, configuration, parameters.
 * Law: equal inputs give one run, a changed input gives another
 *      (test/laws/reconciliation-statement.test.ts)
 */
export async function hashInputs(
  reader: Reader,
  run: { readonly configId: string; readonly period: string; readonly currency: string },
): Promise<string> {
  const { rows } = await reader.table(statement(inputsSql));
  const content = JSON.stringify([METHOD, run.configId, run.period, run.currency, rows]);
  return createHash("sha256").update(content).digest("hex");
}

/** Changes when the same inputs would give another result, so that stored runs become stale. */
const METHOD = "reconciliation-1";
