import { z } from "zod";
import { VarianceInput } from "../../../shared/contract/variance.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { latestRunOf, runsOfScope } from "../runs/runs-of-scope.ts";
import allocationRun from "./allocation-run.sql?raw";
import closedPeriods from "./closed-periods.sql?raw";
import reconciliationRun from "./reconciliation-run.sql?raw";
import varianceRun from "./variance-run.sql?raw";
import type { WorkbookInput } from "./workbook-input.ts";

const AllocationRow = z.object({
  run_id: z.string(),
  rule_set_id: z.string(),
  text: z.string(),
  findings: z.string(),
});
export type AllocationRow = z.infer<typeof AllocationRow>;

const ReconciliationRow = z.object({
  run_id: z.string(),
  currency: z.string(),
  config_id: z.string(),
  tolerance: z.string(),
  text: z.string(),
});
export type ReconciliationRow = z.infer<typeof ReconciliationRow>;

const VarianceRow = z.object({
  run_id: z.string(),
  parameters: z.string(),
  opening: z.string(),
  closing: z.string(),
});

/** The question a stored decomposition answers; a run keeps more beside it. */
export const VarianceParameters = z.object(VarianceInput.shape);

export type VarianceRun = z.infer<typeof VarianceRow> & {
  readonly asked: z.infer<typeof VarianceParameters>;
};

export async function findAllocation(
  reader: Reader,
  { period }: WorkbookInput,
): Promise<AllocationRow | null> {
  const run = await latestRunOf(reader, { kind: "allocation", period });
  return run === null
    ? null
    : reader.one(AllocationRow, statement(allocationRun, { run_id: run.run_id }));
}

export async function findReconciliation(
  reader: Reader,
  { period, currency }: WorkbookInput,
): Promise<ReconciliationRow | null> {
  const run = await latestRunOf(reader, { kind: "reconciliation", period, currency });
  return run === null
    ? null
    : reader.one(ReconciliationRow, statement(reconciliationRun, { run_id: run.run_id }));
}

/** The decomposition of charges by service that was asked for last, in the convention wanted. */
export async function findVariance(
  reader: Reader,
  { period, compare, basis, convention }: WorkbookInput,
  currency: string,
): Promise<VarianceRun | null> {
  const runs = await serviceVariances(reader, period, currency);
  const run = runs.find(
    ({ asked }) =>
      asked.from === compare &&
      asked.basis === basis &&
      (convention === undefined || asked.convention === convention),
  );
  if (run === undefined) {
    return null;
  }
  const { run_id, asked } = run;
  return { ...(await reader.one(VarianceRow, statement(varianceRun, { run_id }))), asked };
}

/** The months with every run a workbook needs, each in the scope it was last closed in. */
export async function listCloses(reader: Reader) {
  const periods = await reader.rows(
    z.object({ period: z.string(), currency: z.string() }),
    statement(closedPeriods),
  );
  const closes = [];
  for (const { period, currency } of periods) {
    const [explained] = await serviceVariances(reader, period, currency);
    const { from: compare = null, basis = "effective" as const } = explained?.asked ?? {};
    closes.push({ period, compare, basis, currency });
  }
  return closes;
}

/** The runs that the workbook can show: charges, by service, the one asked for last first. */
async function serviceVariances(
  reader: Reader,
  period: string,
  currency: string,
): Promise<{ run_id: string; asked: z.output<typeof VarianceParameters> }[]> {
  const runs = await runsOfScope(reader, { kind: "variance", period, currency });
  return runs.flatMap(({ run_id, parameters }) => {
    const { data: asked } = VarianceParameters.safeParse(JSON.parse(parameters ?? "null"));
    return asked?.of === "charges" && asked.by.join() === "service_name" ? [{ run_id, asked }] : [];
  });
}
