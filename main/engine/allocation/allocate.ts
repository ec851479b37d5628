import type { z } from "zod";
import type { AllocationResult } from "../../../shared/contract/allocation.ts";
import type { jobContract } from "../../../shared/contract/jobs.ts";
import { attributesRead } from "../../../shared/domain/allocation-rule.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import { statement } from "../database/sql.ts";
import { keptAttributes } from "../relations/account-columns.ts";
import { allocationInputs, storeInputs } from "../runs/run-inputs.ts";
import { createDraft, type Draft, dropDrafts } from "./compile-drafts.ts";
import { compileRules } from "./compile-rules.ts";
import {
  checkRules,
  currentRules,
  rulesOrFail,
  type StoredRuleSet,
  saveRules,
} from "./rules/rule-set-store.ts";
import { rulesInOrder, takenPool } from "./rules/rule-targets.ts";
import { findRuleFaults } from "./runs/find-rule-faults.ts";
import { findRun, loadResult } from "./runs/load-result.ts";
import repeatRun from "./runs/repeat-run.sql?raw";
import { hashInputs, runKey } from "./runs/run-key.ts";
import { refuseEmptyPeriod, storeRun } from "./runs/store-run.ts";
import { runStages } from "./stages/run-stages.ts";
import type { Note, RunRules } from "./stages/weigh-rules.ts";

type Input = z.output<typeof jobContract.allocate.input>;

/**
 * Allocates the charges of a period by the rules, in all four cost bases at once.
 * Units:   billing currency, 12 decimals; entities and currencies never mix
 * Law:     Σ in = Σ allocated + Σ unallocated per entity, currency and basis, to the last decimal
 *          (test/laws/allocation-conservation.test.ts); equal files, rules and period give the
 *          stored run again
 * Errors:  rules-invalid, period-empty, driver-missing, driver-zero, target-missing,
 *          allocation-not-conserved
 */
export async function allocate(job: JobContext, input: Input): Promise<AllocationResult> {
  const { writer } = job;
  const stored = await rulesFor(job, input.rules);
  const read = attributesRead(stored.ruleSet.rules);
  const inputs = await allocationInputs(writer, input.period, read);
  const hash = hashInputs(input.period, inputs);
  const runId = runKey(hash, stored.ruleSetId);
  const known = await findRun(writer, runId);
  if (known !== null) {
    await writer.run(statement(repeatRun, { run_id: runId, sequence: job.sequence }));
    await auditRun(job, input.period, stored, runId, true);
    return loadResult(writer, known, input);
  }
  const { drafts, notes } = await draftRun(job, stored, input.period);
  const run = {
    run_id: runId,
    period: input.period,
    rule_set_id: stored.ruleSetId,
    input_hash: hash,
    findings: JSON.stringify(notes),
  };
  job.progress("Storing the run", 0, null, "rows");
  await storeRun(job, run, rulesInOrder(stored.ruleSet, input.period));
  await storeInputs(writer, runId, inputs);
  for (const drop of dropDrafts(drafts)) {
    await writer.run(drop);
  }
  await auditRun(job, input.period, stored, runId, false);
  return loadResult(writer, run, input);
}

async function rulesFor(job: JobContext, text: string | undefined): Promise<StoredRuleSet> {
  if (text !== undefined) {
    return saveRules(job, text, rulesOrFail(await checkRules(job.engine, text)));
  }
  const current = await currentRules(job.writer);
  return (
    current ??
    fail(
      "rules-invalid",
      "There are no allocation rules yet.",
      "Write them on the allocation page, or pass a rules file.",
    )
  );
}

/** Everything a run stores, made in temporary tables; gives what the user should know of it. */
async function draftRun(
  job: JobContext,
  { ruleSet }: StoredRuleSet,
  period: string,
): Promise<{ drafts: readonly Draft[]; notes: readonly Note[] }> {
  const { writer } = job;
  const notes: Note[] = [];
  const rules = rulesInOrder(ruleSet, period);
  const run: RunRules = { period, ruleSet, rules, note: (note) => notes.push(note) };
  job.progress("Grouping the charges", 0, null, "charges");
  const chargeRules = rules.filter((rule) => takenPool(rule) === null);
  const declared = ruleSet.targets.map(({ code }) => code);
  const drafts = compileRules(chargeRules, declared, {
    period,
    kept: await keptAttributes(writer),
  });
  for (const draft of drafts) {
    await writer.run(createDraft(draft));
  }
  await refuseEmptyPeriod(writer, period);
  await runStages(writer, run, (done, total) =>
    job.progress("Applying the rules", done, total, "stages"),
  );
  return { drafts, notes: [...notes, ...(await findRuleFaults(writer, rules))] };
}

async function auditRun(
  job: JobContext,
  period: string,
  { ruleSetId, version }: StoredRuleSet,
  runId: string,
  isRepeated: boolean,
): Promise<void> {
  await job.audit({
    action: "allocation-run",
    subject: runId,
    detail: { period, ruleSetId, version, isRepeated },
  });
}
