import { parse } from "yaml";
import { z } from "zod";
import { VarianceInput } from "../../../shared/contract/variance.ts";
import { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import type { CostBasis } from "../../../shared/domain/charge.ts";
import { minorUnitDigits } from "../../../shared/domain/currency.ts";
import { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { chainHead } from "../workspace/audit-trail.ts";
import closedPeriods from "./closed-periods.sql?raw";
import latestAllocation from "./latest-allocation.sql?raw";
import latestReconciliation from "./latest-reconciliation.sql?raw";
import stateOfWorkspace from "./state-of-workspace.sql?raw";
import varianceRuns from "./variance-runs.sql?raw";

/** What the user asked a workbook of. */
export interface WorkbookInput {
  readonly period: string;
  readonly compare?: string | undefined;
  readonly basis: CostBasis;
  readonly currency?: string | undefined;
}

const AllocationRow = z.object({
  run_id: z.string(),
  rule_set_id: z.string(),
  text: z.string(),
  findings: z.string(),
});
const ReconciliationRow = z.object({
  run_id: z.string(),
  currency: z.string(),
  config_id: z.string(),
  tolerance: z.string(),
  text: z.string(),
});
const VarianceRow = z.object({
  run_id: z.string(),
  parameters: z.string(),
  opening: z.string(),
  closing: z.string(),
});

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
  readonly allocation: z.infer<typeof AllocationRow> & { readonly ruleSet: AllocationRuleSet };
  readonly reconciliation: z.infer<typeof ReconciliationRow> & {
    readonly config: ReconciliationConfig;
  };
  readonly variance: z.infer<typeof VarianceRow> | null;
}

export type LoadedState =
  | { readonly isReady: true; readonly state: CloseState }
  | { readonly isReady: false; readonly missing: readonly string[] };

/** Finds the runs a workbook is made of, or says which are missing and what to do. */
export async function loadCloseState(
  reader: Reader,
  engine: Pick<EngineContext, "appVersion" | "actor">,
  input: WorkbookInput,
): Promise<LoadedState> {
  const { period, basis, compare = null } = input;
  const [allocation] = await reader.rows(AllocationRow, statement(latestAllocation, { period }));
  const [reconciliation] = await reader.rows(
    ReconciliationRow,
    statement(latestReconciliation, { period, currency: input.currency ?? null }),
  );
  const currency = reconciliation?.currency ?? input.currency ?? "";
  const variance = compare === null ? null : await findVariance(reader, input, compare, currency);
  const missing = [
    ...(allocation === undefined ? [missingRun(`the allocation of ${period}`)] : []),
    ...(reconciliation === undefined
      ? [missingRun(`the reconciliation of ${period}${inCurrency(input.currency)}`)]
      : []),
    ...(variance === undefined
      ? [missingRun(`the variance from ${compare} to ${period} by service, ${basis} cost`)]
      : []),
  ];
  if (allocation === undefined || reconciliation === undefined || variance === undefined) {
    return { isReady: false, missing };
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
    allocation: { ...allocation, ruleSet: AllocationRuleSet.parse(parse(allocation.text)) },
    reconciliation: {
      ...reconciliation,
      config: ReconciliationConfig.parse(parse(reconciliation.text)),
    },
    variance,
  };
  return { isReady: true, state };
}

function inCurrency(currency: string | undefined): string {
  return currency === undefined ? "" : ` in ${currency}`;
}

function missingRun(what: string): string {
  return `Run ${what} first.`;
}

/** The latest decomposition of charges by service between the two periods. */
async function findVariance(
  reader: Reader,
  input: WorkbookInput,
  compare: string,
  currency: string,
): Promise<z.infer<typeof VarianceRow> | undefined> {
  const runs = await reader.rows(VarianceRow, statement(varianceRuns));
  return runs.find(({ parameters }) => {
    const known = serviceVariance(parameters);
    return (
      known?.from === compare &&
      known.to === input.period &&
      known.basis === input.basis &&
      (known.currency === undefined || known.currency === currency)
    );
  });
}

/** The months with every run a workbook needs, each in the scope it was last closed in. */
export async function listCloses(reader: Reader) {
  const periods = await reader.rows(
    z.object({ period: z.string(), currency: z.string() }),
    statement(closedPeriods),
  );
  const runs = await reader.rows(VarianceRow, statement(varianceRuns));
  return periods.map(({ period, currency }) => {
    const explained = runs
      .map(({ parameters }) => serviceVariance(parameters))
      .find((known) => known?.to === period && known.currency === currency);
    const { from: compare = null, basis = "effective" as const } = explained ?? {};
    return { period, compare, basis, currency };
  });
}

/** The question a stored decomposition answers; a run keeps more beside it. */
export const VarianceParameters = z.object(VarianceInput.shape);

/** The parameters of a run that the workbook shows: charges, by service. */
function serviceVariance(text: string): z.output<typeof VarianceParameters> | null {
  const known = VarianceParameters.safeParse(JSON.parse(text));
  const isShown =
    known.success && known.data.of === "charges" && known.data.by.join() === "service_name";
  return isShown ? known.data : null;
}
