import { AllocationRuleSet, attributesRead } from "../../../shared/domain/allocation-rule.ts";
import { shiftFiscalPeriod } from "../../../shared/domain/fiscal-calendar.ts";
import { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import type { Reader } from "../database/database.ts";
import { readAccepted } from "../documents/read-document.ts";
import { readPeriodsPerYear } from "../relations/calendar/workspace-calendar.ts";
import { changedInputs } from "../runs/changed-inputs.ts";
import {
  allocationInputs,
  digestInputs,
  type RunInput,
  reconciliationInputs,
  storedInputs,
  varianceInputs,
} from "../runs/run-inputs.ts";
import type { AllocationRow, ReconciliationRow, VarianceRun } from "./find-runs.ts";

/** A run the workbook shows, and whether the workspace still holds what it was made of. */
export interface RunState {
  /** As a sentence names it: "the allocation of 2026-10". */
  readonly title: string;
  readonly runId: string;
  /** Files among what it was made of. */
  readonly files: number;
  /** Digests of what it was made of, then and now. */
  readonly made: string;
  readonly now: string;
  /** What changed, as a clause; null where nothing did. */
  readonly change: string | null;
}

export async function allocationState(
  reader: Reader,
  period: string,
  { run_id, text }: AllocationRow,
): Promise<RunState> {
  const read = attributesRead(readAccepted(AllocationRuleSet, text).rules);
  const inputs = await allocationInputs(reader, period, read);
  return runState(reader, `the allocation of ${period}`, run_id, inputs);
}

export async function reconciliationState(
  reader: Reader,
  period: string,
  { run_id, currency, text }: ReconciliationRow,
): Promise<RunState> {
  const { timingPeriods } = readAccepted(ReconciliationConfig, text);
  const perYear = await readPeriodsPerYear(reader);
  const last = shiftFiscalPeriod(period, timingPeriods, perYear);
  const inputs = await reconciliationInputs(reader, { period, last, currency });
  return runState(reader, `the reconciliation of ${period}`, run_id, inputs);
}

export async function varianceState(
  reader: Reader,
  currency: string,
  { run_id, asked }: VarianceRun,
): Promise<RunState> {
  const { from, to, by } = asked;
  const inputs = await varianceInputs(reader, { from, to, by, currency });
  return runState(reader, `the variance from ${from} to ${to}`, run_id, inputs);
}

async function runState(
  reader: Reader,
  title: string,
  runId: string,
  inputs: readonly RunInput[],
): Promise<RunState> {
  const stored = await storedInputs(reader, runId);
  return {
    title,
    runId,
    files: stored.filter(({ kind }) => kind === "file").length,
    made: digestInputs(stored),
    now: digestInputs(inputs),
    change: await changedInputs(reader, runId, inputs),
  };
}
