import { z } from "zod";
import type { RecordCounts } from "../../../../shared/contract/workspace.ts";
import { fail } from "../../../../shared/errors.ts";
import type { JobContext } from "../../context.ts";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { datasetRows, datasetVersion } from "../conformance/checked-rows.ts";
import { focusFindings } from "../conformance/conformance-findings.ts";
import type { LoadedFile, StagedFile } from "../loaded-file.ts";
import { describeUnrecognised } from "../unrecognised-file.ts";
import type { FinanceFormat } from "./finance-format.ts";
import { FinanceIntake } from "./finance-intake.ts";
import { type FinanceOptions, type FinancePlan, planFinanceFile } from "./finance-plan.ts";
import { describeColumns } from "./finance-report.ts";
import { saveMapping } from "./finance-saved-mapping.ts";
import type { TableCandidate } from "./finance-source.ts";
import { FinanceStore } from "./finance-store.ts";
import { assertSettled, type Survey, settledMapping, surveyFile } from "./finance-survey.ts";
import workspaceEntity from "./workspace-entity.sql?raw";

/**
 * Loads a ledger, procurement, driver or exchange-rate file into its relation, in the job's
 * transaction. Every record is loaded, rejected, blank or skipped for a stated reason.
 * Errors: format-not-recognised, mapping-needed, mapping-invalid, file-empty, file-unreadable,
 *         file-truncated, import-not-conserved
 * Law: test/laws/finance-file.test.ts
 */
export async function loadFinanceFile(
  job: JobContext,
  staged: StagedFile,
  options: FinanceOptions,
): Promise<LoadedFile> {
  const { plan, candidates, close } = await planFinanceFile(job.writer, staged, options);
  try {
    if (plan === null) {
      return notRecognised(staged, options, candidates);
    }
    assertSettled(plan.recognition?.questions ?? [], staged.name);
    const { source } = plan.candidate;
    const survey = await surveyFile(source, plan.layout, plan.format, plan.mapping, job.signal);
    assertSettled(survey.questions, staged.name);
    const loaded = await loadPlanned(job, staged, plan, survey);
    const isUsable = loaded.records.loaded > 0 && loaded.records.rejected === 0;
    // A layout that was saved is saved again, so that it is known when it was last used.
    if (plan.origin !== "recognised" && isUsable) {
      await saveMapping(job.writer, plan.layout.header.names, plan.mapping, job.sequence);
    }
    return loaded;
  } finally {
    close();
  }
}

function notRecognised(
  { name }: StagedFile,
  { format }: FinanceOptions,
  candidates: readonly TableCandidate[],
): never {
  if (format !== undefined) {
    fail(
      "mapping-needed",
      `No row of "${name}" names the columns of ${format}.`,
      "Import it with a mapping that says which column is which.",
    );
  }
  const { message, remedy } = describeUnrecognised(name, firstCells(candidates));
  return fail("format-not-recognised", message, remedy);
}

/** The cells of the first line that has more than one, which is mostly the header. */
export function firstCells(candidates: readonly TableCandidate[]): readonly string[] {
  const rows = candidates.flatMap(({ opening }) => opening.map(({ cells }) => cells));
  return rows.find((cells) => cells.filter((cell) => cell.trim() !== "").length > 1) ?? [];
}

/** The legal entity of lines that name none. */
export async function defaultEntity(reader: Reader): Promise<string> {
  const rows = await reader.rows(z.object({ value: z.string() }), statement(workspaceEntity));
  return rows[0]?.value ?? "";
}

/** Reads the file a second time, row by row into its relation. */
async function loadPlanned(
  job: JobContext,
  staged: StagedFile,
  plan: FinancePlan,
  survey: Survey,
): Promise<LoadedFile> {
  const { format, mapping, layout, origin, candidate } = plan;
  const store = new FinanceStore(job, format, staged.sourceFileId);
  const entity = await defaultEntity(job.writer);
  const intake = new FinanceIntake(plan, survey, entity, (row) => store.add(row));
  try {
    for await (const batch of candidate.source.rows()) {
      job.signal.throwIfAborted();
      for (const row of batch) {
        intake.take(row);
      }
      job.progress("Reading", intake.counts.physical, survey.records, "records");
      await store.flush();
    }
    intake.settle(staged);
    assertData(intake.counts, staged);
    job.progress("Storing", intake.counts.loaded, intake.counts.loaded, "records");
    await store.insert();
  } finally {
    await store.discard();
  }
  return {
    format: format.id,
    dataset: format.dataset,
    mapping:
      origin === "recognised" ? settledMapping(mapping, survey, layout.header.names) : mapping,
    ...describeColumns(layout, mapping, howFound(plan)),
    records: intake.counts,
    totals: intake.totals.list(),
    rejects: intake.rejects,
    findings: [
      ...intake.findings(staged),
      ...(await conformanceOf(job.writer, staged, format, layout)),
    ],
  };
}

/** What a file of a FOCUS dataset breaks of the specification. */
async function conformanceOf(
  reader: Reader,
  staged: StagedFile,
  { conforms }: FinanceFormat,
  { fields }: FinancePlan["layout"],
): Promise<LoadedFile["findings"]> {
  if (conforms === undefined) {
    return [];
  }
  const present = new Set(fields.keys());
  const rows = datasetRows(conforms.table, staged.sourceFileId, present);
  const version = datasetVersion(conforms.dataset, present);
  return focusFindings(reader, staged, rows, { dataset: conforms.dataset, version });
}

function assertData(counts: RecordCounts, { name }: StagedFile): void {
  if (counts.loaded + counts.rejected === 0) {
    fail(
      "file-empty",
      `"${name}" has a header but no record to load.`,
      counts.skipped > 0
        ? "Check the skip rules of the mapping: they leave nothing."
        : "Export it again, or leave it out of the import.",
    );
  }
}

/** How the column of a field was found. */
export function howFound({ origin, recognition }: FinancePlan): (field: string) => string {
  const dialect = recognition?.dialect ?? null;
  const guessed = new Set(recognition?.guessed);
  const how = dialect === null ? HOW[origin] : `by the layout: ${dialect.title}`;
  return (field) => (guessed.has(field) ? "by a similar name" : how);
}

const HOW: Readonly<Record<FinancePlan["origin"], string>> = {
  given: "by the mapping",
  saved: "by the mapping saved for this header",
  recognised: "by its name",
};
