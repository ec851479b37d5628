import { z } from "zod";
import type { JobInput } from "../../../shared/contract/define.ts";
import type { jobContract } from "../../../shared/contract/jobs.ts";
import type { ReconciliationResult } from "../../../shared/contract/reconciliation.ts";
import type { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { readPeriodsPerYear } from "../relations/calendar/workspace-calendar.ts";
import { storeInputs } from "../runs/run-inputs.ts";
import { latestRunOf } from "../runs/runs-of-scope.ts";
import { currentConfig, parseConfig, storeConfig } from "./config-store.ts";
import { hashInputs } from "./input-hash.ts";
import { matchLines } from "./match-lines.ts";
import { prepareLines, runParameters } from "./prepare-lines.ts";
import { proposeItems } from "./propose-items.ts";
import { readResult } from "./read-result.ts";
import { runScript } from "./run-script.ts";
import checkRunSql from "./stored/check-run.sql?raw";
import dropWorkTablesSql from "./stored/drop-work-tables.sql?raw";
import emptyPeriodSql from "./stored/empty-period.sql?raw";
import runByInputsSql from "./stored/run-by-inputs.sql?raw";
import runCurrencySql from "./stored/run-currency.sql?raw";
import storeHeaderSql from "./stored/store-header.sql?raw";
import storeLinesSql from "./stored/store-lines.sql?raw";
import storeRunSql from "./stored/store-run.sql?raw";
import touchRunSql from "./stored/touch-run.sql?raw";

/**
 * Ties a period's ledger to its bills: lines, passes 1 to 5, proposed items, statement.
 * Units:   the ledger's currency, 12 decimals   Sign: ledger − bills
 * Law:     unidentified = ledger − bills − Σ items, per account, asserted before it is stored
 *          (test/laws/reconciliation-statement.test.ts)
 * Errors:  reconciliation-config-invalid, exchange-rate-missing, exchange-rate-conflict,
 *          period-empty
 */
export async function reconcile(
  job: JobContext,
  input: z.output<typeof jobContract.reconcile.input>,
): Promise<ReconciliationResult> {
  const { writer } = job;
  const { configId, config } = await configOf(job, input);
  const currency = input.currency ?? (await runCurrency(writer, input.period));
  const perYear = await readPeriodsPerYear(writer);
  const scope = { period: input.period, currency, config, perYear };
  const { hash, inputs } = await hashInputs(writer, { ...scope, configId });
  const runId = hash.slice(0, 24);
  const [known] = await writer.rows(RunName, statement(runByInputsSql, { run_id: runId }));
  if (known !== undefined) {
    await makeLatest(job, input.period, runId);
    return readResult(writer, runId);
  }
  let stage = 0;
  const progress = (name: string): void => {
    job.signal.throwIfAborted();
    stage += 1;
    job.progress(name, stage, STAGES, "stages");
  };
  await refuseEmptyPeriod(writer, input.period);
  await prepareLines(writer, scope, progress);
  await matchLines(writer, config, runParameters(scope), progress);
  progress("Proposing reconciling items");
  const items = await proposeItems(writer, runParameters(scope));
  progress("Storing the statement");
  const header = {
    run_id: runId,
    period: input.period,
    currency,
    config_id: configId,
    input_hash: hash,
    tolerance: config.tolerance,
    materiality_absolute: config.materiality.absolute,
    materiality_percent: config.materiality.percent,
    sequence: job.sequence,
  };
  await writer.run(statement(storeHeaderSql, header));
  await runScript(writer, storeLinesSql, { run_id: runId });
  await runScript(writer, storeRunSql, { run_id: runId, currency, items: JSON.stringify(items) });
  await storeInputs(writer, runId, inputs);
  await assertIdentities(writer, runId);
  await runScript(writer, dropWorkTablesSql);
  const result = await readResult(writer, runId);
  await job.audit({
    action: "reconciled",
    subject: input.period,
    detail: { runId, configId, ties: result.ties, unidentified: result.totals.unidentified },
  });
  return result;
}

const STAGES = 9;

/** A run asked for again after another becomes the period's latest; twice changes nothing. */
async function makeLatest(job: JobContext, period: string, runId: string): Promise<void> {
  const latest = await latestRunOf(job.writer, { kind: "reconciliation", period });
  if (latest?.run_id !== runId) {
    await job.writer.run(statement(touchRunSql, { run_id: runId, sequence: job.sequence }));
    await job.audit({ action: "reconciled-again", subject: period, detail: { runId } });
  }
}

const RunName = z.object({ run_id: z.string() });

async function configOf(
  job: JobContext,
  input: JobInput<typeof jobContract, "reconcile">,
): Promise<{ configId: string; config: ReconciliationConfig }> {
  if (input.config !== undefined) {
    const config = parseConfig(input.config);
    return { configId: await storeConfig(job, input.config), config };
  }
  const stored = await currentConfig(job.writer);
  if (stored === null) {
    return fail(
      "reconciliation-config-invalid",
      "No account map is saved, so no ledger account is known to compare.",
      "Save a reconciliation configuration; docs/reconciliation.md has examples.",
    );
  }
  return { configId: stored.configId, config: parseConfig(stored.text) };
}

/** The currency a period is compared in where none is asked for. */
export async function runCurrency(reader: Reader, period: string): Promise<string> {
  const [found] = await reader.rows(
    z.object({ currency: z.string() }),
    statement(runCurrencySql, { period }),
  );
  return found?.currency ?? refuseEmpty(period);
}

function refuseEmpty(period: string): never {
  return fail(
    "period-empty",
    `Neither a ledger line nor a charge of ${period} is loaded.`,
    "Import the ledger and the bills of the period, or choose another period.",
    { period },
  );
}

async function refuseEmptyPeriod(reader: Reader, period: string): Promise<void> {
  const { rows } = await reader.table(statement(emptyPeriodSql, { period }));
  if (rows.length === 0) {
    refuseEmpty(period);
  }
}

/** Fails as a defect when the stored rows do not re-add to the statement. */
async function assertIdentities(reader: Reader, runId: string): Promise<void> {
  const { rows } = await reader.table(statement(checkRunSql, { run_id: runId }));
  if (rows.length > 0) {
    throw new Error(`the stored run does not re-add: ${rows.map(([name]) => name).join("; ")}`);
  }
}
