import { z } from "zod";
import type { VarianceResult } from "../../../shared/contract/variance.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import type { Writer } from "../database/database.ts";
import { type Parameter, statement } from "../database/sql.ts";
import { chooseRates } from "../money/choose-rates.ts";
import convert from "../money/convert.sql?raw";
import { decomposeLeaves } from "../money/decompose-leaves.ts";
import { definePriceRungs } from "../money/price-rungs.ts";
import { scopeContent } from "../queries/charge-source.ts";
import { allocatedContent, stageLeafAllocated } from "../queries/leaf-allocated.ts";
import { stageLeafCharges } from "../queries/leaf-charges.ts";
import { storeInputs } from "../runs/run-inputs.ts";
import { latestRunOf } from "../runs/runs-of-scope.ts";
import brokenLeaf from "./broken-leaf.sql?raw";
import conversionInput from "./conversion-input.sql?raw";
import decomposeInput from "./decompose-input.sql?raw";
import draftLeaf from "./draft-leaf.sql?raw";
import fallbackCost from "./fallback-cost.sql?raw";
import ladderLeaf from "./ladder-leaf.sql?raw";
import neededRate from "./needed-rate.sql?raw";
import periodRate from "./period-rate.sql?raw";
import { readResult } from "./read-result.ts";
import { type RunKey, type RunParameters, runKey, type VarianceQuestion } from "./run-key.ts";
import runTotals from "./run-totals.sql?raw";
import storeEffect from "./store-effect.sql?raw";
import storeLeaf from "./store-leaf.sql?raw";
import storeRun from "./store-run.sql?raw";
import touchRun from "./touch-run.sql?raw";

/**
 * Explains what moved cost from one period to another, leaf by leaf, and keeps the run.
 *
 * A leaf is a path of the asked dimensions × provider × SKU × pricing unit × billing currency,
 * the finest grain at which a price means something. Regions and accounts are not part of it: a SKU
 * is priced alike in all that share it and its id names the region where it is not; a finer leaf
 * would turn moves between accounts into new and retired items. Who wants them asks by them.
 *
 * Isolated first, each whole: corrections, tax, credits, one-time charges, unused commitment,
 * charges without a quantity, then new and retired keys. Unused commitment goes before charges
 * without a quantity, because such rows carry none and waste must stay visible.
 *
 * Allocated cost is read from the latest run of each period; its leaf is a path × target ×
 * service × billing currency. No part of it has a quantity, so what stays after tax, credits, new
 * and retired keys is one effect, cost without a price, beside that of exchange rates.
 * Units:   reporting currency, 12 decimals   Sign: closing − opening
 * Law:     Σ effects = closing − opening, per leaf, row and total (test/laws/variance.test.ts)
 * Errors:  period-empty, run-not-found, exchange-rate-missing, exchange-rate-conflict, usage
 * Source:  methods.md 4.0 to 4.3
 */
export async function explainVariance(
  job: JobContext,
  question: VarianceQuestion,
): Promise<VarianceResult> {
  const { writer } = job;
  assertExplainable(question);
  const key = await runKey(writer, question);
  const known = await readResult(writer, key.runId);
  if (known !== null) {
    await makeLatest(job, key);
    return known;
  }
  job.progress("Reading charges", 0, 4, "steps");
  await stageLeaves(writer, key.parameters);
  await runSteps(writer, [draftLeaf, neededRate], key.parameters);
  await chooseRates(writer);
  job.progress("Converting", 1, 4, "steps");
  await runSteps(writer, [periodRate, conversionInput, convert], key.parameters);
  job.progress("Decomposing", 2, 4, "steps");
  await definePriceRungs(writer);
  await runSteps(writer, [ladderLeaf, decomposeInput], key.parameters);
  await decomposeLeaves(writer, key.parameters.convention);
  job.progress("Storing", 3, 4, "steps");
  await storeVariance(job, key);
  const result = await readResult(writer, key.runId);
  if (result === null || result.residual !== "0") {
    throw new Error(`the effects of run ${key.runId} leave ${result?.residual ?? "no result"}`);
  }
  return result;
}

async function stageLeaves(writer: Writer, parameters: RunParameters): Promise<void> {
  if (parameters.of === "charges") {
    await assertCharges(writer, parameters);
    return stageLeafCharges(writer, parameters);
  }
  const { opening, closing } = await allocatedContent(writer, parameters);
  return stageLeafAllocated(writer, parameters, {
    opening: opening ?? notAllocated(parameters.from),
    closing: closing ?? notAllocated(parameters.to),
  });
}

function notAllocated(period: string): never {
  return fail(
    "run-not-found",
    `The cost of ${period} is not allocated yet.`,
    `Run the allocation of ${period} first, then explain what moved.`,
  );
}

function assertExplainable({ from, to, by }: VarianceQuestion): void {
  if (by.includes("target_name")) {
    fail(
      "usage",
      "A variance goes by the code of a target, because names may change between two runs.",
      'Ask by "target".',
    );
  }
  if (from === to) {
    fail("usage", `${to} is compared with itself.`, "Choose another period to start from.");
  }
}

/** A run asked for again after another becomes the latest of its months; twice changes nothing. */
async function makeLatest(job: JobContext, { runId, parameters }: RunKey): Promise<void> {
  const { from, to } = parameters;
  const latest = await latestRunOf(job.writer, { kind: "variance", period: to });
  if (latest?.run_id !== runId) {
    await job.writer.run(statement(touchRun, { run_id: runId, sequence: job.sequence }));
    await job.audit({ action: "variance-again", subject: `${from}..${to}`, detail: { runId } });
  }
}

/** Runs statements in order, each with the parameters its text names. */
async function runSteps(
  writer: Writer,
  texts: readonly string[],
  { by: _by, ...parameters }: RunParameters,
): Promise<void> {
  for (const text of texts) {
    const named = Object.entries<Parameter>(parameters).filter(([name]) =>
      new RegExp(`\\$${name}\\b`).test(text),
    );
    await writer.run(statement(text, Object.fromEntries(named)));
  }
}

async function assertCharges(writer: Writer, { from, to, basis }: RunParameters): Promise<void> {
  for (const period of [from, to]) {
    const { files } = await scopeContent(writer, { periods: [period], basis, filters: [] });
    if (files.length === 0) {
      fail(
        "period-empty",
        `No charges of ${period} are loaded.`,
        `Import the bills of ${period}, or choose another period.`,
        { period },
      );
    }
  }
}

const Totals = z.object({ opening: z.string(), closing: z.string(), leaves: z.number() });
const Fallback = z.object({ fallback: z.string(), amount: z.string() });

async function storeVariance(job: JobContext, key: RunKey): Promise<void> {
  const { writer } = job;
  const totals = await writer.one(Totals, statement(runTotals));
  const fallbacks = await writer.rows(Fallback, statement(fallbackCost));
  await writer.run(
    statement(storeRun, {
      run_id: key.runId,
      input_hash: key.inputHash,
      parameters: JSON.stringify(key.parameters),
      fallbacks: JSON.stringify(fallbacks),
      sequence: job.sequence,
      ...totals,
    }),
  );
  await storeInputs(writer, key.runId, key.inputs);
  await writer.run(statement(storeLeaf, { run_id: key.runId }));
  await writer.run(statement(storeEffect, { run_id: key.runId, of: key.parameters.of }));
  const { leaves } = await writer.one(
    z.object({ leaves: z.number() }),
    statement(brokenLeaf, { run_id: key.runId }),
  );
  if (leaves !== 0) {
    throw new Error(`the effects of ${leaves} leaves of run ${key.runId} do not add up`);
  }
  const { from, to, basis, currency } = key.parameters;
  await job.audit({
    action: "variance",
    subject: `${from}..${to}`,
    detail: { runId: key.runId, basis, currency, leaves: totals.leaves },
  });
}
