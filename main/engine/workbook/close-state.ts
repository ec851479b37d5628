import { z } from "zod";
import { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import type { CostBasis } from "../../../shared/domain/charge.ts";
import { minorUnitDigits } from "../../../shared/domain/currency.ts";
import { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { readAccepted } from "../documents/read-document.ts";
import { chainHead } from "../workspace/audit-trail.ts";
import currentVersions from "./current-versions.sql?raw";
import {
  type AllocationRow,
  findAllocation,
  findReconciliation,
  findVariance,
  type ReconciliationRow,
  type VarianceRun,
} from "./find-runs.ts";
import { allocationState, type RunState, reconciliationState, varianceState } from "./run-state.ts";
import stateOfWorkspace from "./state-of-workspace.sql?raw";
import type { WorkbookInput } from "./workbook-input.ts";

/** Everything the sheets are about: the scope and the runs that were chosen for it. */
export interface CloseState {
  readonly period: string;
  readonly compare: string | null;
  readonly basis: CostBasis;
  readonly currency: string;
  readonly digits: number;
  readonly entity: string;
  readonly appVersion: string;
  readonly actor: string;
  /** When the workspace last changed; the workbook states this, not the moment it was written. */
  readonly stateAt: string;
  readonly chainHead: string;
  readonly allocation: AllocationRow & { readonly ruleSet: AllocationRuleSet };
  readonly reconciliation: ReconciliationRow & {
    readonly config: ReconciliationConfig;
  };
  readonly variance: VarianceRun | null;
  readonly runs: readonly RunState[];
  /** What a user should know before the workbook is published. */
  readonly warnings: readonly string[];
}

export type LoadedState =
  | { readonly isReady: true; readonly state: CloseState }
  | {
      readonly isReady: false;
      readonly missing: readonly string[];
      /** Runs that were made of something else than the workspace holds now. */
      readonly stale: readonly string[];
    };

/** Finds the runs a workbook is made of, or says which are missing or stale and what to do. */
export async function loadCloseState(
  reader: Reader,
  engine: Pick<EngineContext, "appVersion" | "actor">,
  input: WorkbookInput,
): Promise<LoadedState> {
  const { period, basis, compare = null } = input;
  const allocation = await findAllocation(reader, input);
  const reconciliation = await findReconciliation(reader, input);
  const currency = reconciliation?.currency ?? input.currency ?? "";
  const variance = compare === null ? null : await findVariance(reader, input, currency);
  const runs = [
    ...(allocation === null ? [] : [await allocationState(reader, period, allocation)]),
    ...(reconciliation === null ? [] : [await reconciliationState(reader, period, reconciliation)]),
    ...(variance === null ? [] : [await varianceState(reader, currency, variance)]),
  ];
  const missing = [
    ...(allocation === null ? [missingRun(`the allocation of ${period}`)] : []),
    ...(reconciliation === null
      ? [missingRun(`the reconciliation of ${period}${inCurrency(input.currency)}`)]
      : []),
    ...(compare !== null && variance === null ? [missingRun(wantedVariance(input))] : []),
  ];
  const stale = runs.flatMap(({ title, change }) =>
    change === null ? [] : [`Run ${title} again: ${change}.`],
  );
  const isReady = missing.length + stale.length === 0;
  if (!isReady || allocation === null || reconciliation === null) {
    return { isReady: false, missing, stale };
  }
  const head = await chainHead(reader);
  const workspace = await reader.one(
    z.object({ entity: z.string(), state_at: z.string() }),
    statement(stateOfWorkspace),
  );
  const state: CloseState = {
    period,
    compare,
    basis,
    currency,
    digits: minorUnitDigits(currency),
    entity: workspace.entity,
    appVersion: engine.appVersion,
    actor: engine.actor,
    stateAt: workspace.state_at,
    chainHead: head.hash,
    allocation: { ...allocation, ruleSet: readAccepted(AllocationRuleSet, allocation.text) },
    reconciliation: {
      ...reconciliation,
      config: readAccepted(ReconciliationConfig, reconciliation.text),
    },
    variance,
    runs,
    warnings: await newerVersions(reader, period, allocation, reconciliation),
  };
  return { isReady: true, state };
}

function inCurrency(currency: string | undefined): string {
  return currency === undefined ? "" : ` in ${currency}`;
}

function missingRun(what: string): string {
  return `Run ${what} first.`;
}

function wantedVariance({ period, compare, basis, convention }: WorkbookInput): string {
  const how = convention === undefined ? "" : `, ${convention} convention`;
  return `the variance from ${compare} to ${period} by service, ${basis} cost${how}`;
}

/** The runs show the rules and the map they were made with; later versions are only named. */
async function newerVersions(
  reader: Reader,
  period: string,
  allocation: AllocationRow,
  reconciliation: ReconciliationRow,
): Promise<string[]> {
  const current = await reader.one(
    z.object({ rule_set_id: z.string().nullable(), config_id: z.string().nullable() }),
    statement(currentVersions),
  );
  const newer = (what: string, run: string) =>
    `The workbook shows the ${run} of ${period} by the ${what} it was run with; ` +
    `another version was saved since. Run the ${run} again to use it.`;
  return [
    ...(current.rule_set_id === allocation.rule_set_id ? [] : [newer("rules", "allocation")]),
    ...(current.config_id === reconciliation.config_id
      ? []
      : [newer("account map", "reconciliation")]),
  ];
}
