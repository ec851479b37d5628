import { createHash } from "node:crypto";
import { shiftFiscalPeriod } from "../../../shared/domain/fiscal-calendar.ts";
import type { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import type { Reader } from "../database/database.ts";
import { readPeriodsPerYear } from "../relations/calendar/workspace-calendar.ts";
import { type RunInput, reconciliationInputs } from "../runs/run-inputs.ts";

interface HashedRun {
  readonly configId: string;
  readonly config: ReconciliationConfig;
  readonly period: string;
  readonly currency: string;
}

/**
 * Everything a run depends on and its hash: active files, rates, entities, configuration.
 * Law: equal inputs give one run, a changed input gives another
 *      (test/laws/reconciliation-statement.test.ts)
 */
export async function hashInputs(
  reader: Reader,
  { configId, config, period, currency }: HashedRun,
): Promise<{ readonly hash: string; readonly inputs: readonly RunInput[] }> {
  const perYear = await readPeriodsPerYear(reader);
  const last = shiftFiscalPeriod(period, config.timingPeriods, perYear);
  const inputs = await reconciliationInputs(reader, { period, last, currency });
  const content = JSON.stringify([METHOD, configId, period, currency, inputs]);
  return { hash: createHash("sha256").update(content).digest("hex"), inputs };
}

/** Changes when the same inputs would give another result, so that stored runs become stale. */
const METHOD = "reconciliation-2";
