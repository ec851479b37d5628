import { attributesRead } from "../../../../shared/domain/allocation-rule.ts";
import type { Reader } from "../../database/database.ts";
import { currentRules } from "../rules/rule-set-store.ts";
import { latestRun, type Run, rulesOfRun } from "./load-result.ts";
import { inputHash } from "./run-key.ts";

/** Whether files, entities or the current rules changed since the run. */
export async function isStale(reader: Reader, run: Run): Promise<boolean> {
  const current = await currentRules(reader);
  const hasNewRules = current !== null && current.ruleSetId !== run.rule_set_id;
  const read = attributesRead((current ?? (await rulesOfRun(reader, run))).ruleSet.rules);
  return hasNewRules || (await inputHash(reader, run.period, read)) !== run.input_hash;
}

/** Whether the latest run of any of the periods is stale; a period without a run has none. */
export async function hasStaleRun(reader: Reader, periods: readonly string[]): Promise<boolean> {
  for (const period of new Set(periods)) {
    const run = await latestRun(reader, period);
    if (run !== null && (await isStale(reader, run))) {
      return true;
    }
  }
  return false;
}
