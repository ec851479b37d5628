import { z } from "zod";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { RowClassifier, type RowProblem } from "./finance-classify.ts";
import { type FinanceOptions, type FinancePlan, planFinanceFile } from "./finance-plan.ts";
import { FinanceRowReader } from "./finance-read-row.ts";
import { describeColumns, FinanceTotals, financeFindings } from "./finance-report.ts";
import { FinanceRow } from "./finance-row.ts";
import { saveMapping } from "./finance-saved-mapping.ts";
import { FinanceStore } from "./finance-store.ts";
import { assertSettled, type Survey, surveyFile } from "./finance-survey.ts";
import type { LoadedFile, Reject, StagedFile } from "./loaded-file.ts";
import type { FileRow } from "./readers/file-row.ts";
import workspaceEntity from "./workspace-entity.sql?raw";

const RAW_TEXT_MAX = 10_000;
const KIND: Readonly<Record<string, string>> = { purchase: "purchase-order", invoice: "invoice" };

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
  const { plan, close } = await planFinanceFile(job.writer, staged, options);
  try {
    if (plan === null) {
      return notRecognised(staged);
    }
    assertSettled(plan.recognition?.questions ?? [], staged.name);
    const { source } = plan.candidate;
    const survey = await surveyFile(source, plan.layout, plan.format, plan.mapping, job.signal);
    assertSettled(survey.questions, staged.name);
    const loaded = await new Loader(job, staged, plan, survey).load();
    const isUsable = loaded.records.loaded > 0 && loaded.records.rejected === 0;
    if (plan.origin === "given" && isUsable) {
      await saveMapping(job.writer, plan.layout.header.names, plan.mapping, job.sequence);
    }
    return loaded;
  } finally {
    close();
  }
}

function notRecognised({ name }: StagedFile): never {
  return fail(
    "format-not-recognised",
    `Nothing in "${name}" says what it holds.`,
    "Import it with a mapping that names its columns, or choose its format.",
  );
}

async function defaultEntity(writer: Writer): Promise<string> {
  const rows = await writer.rows(z.object({ value: z.string() }), statement(workspaceEntity));
  return rows[0]?.value ?? "";
}

/** One file on its way into its relation. */
class Loader {
  private readonly job: JobContext;
  private readonly staged: StagedFile;
  private readonly plan: FinancePlan;
  private readonly survey: Survey;
  private readonly store: FinanceStore;
  private readonly totals = new FinanceTotals();
  private readonly rejects: Reject[] = [];
  private readonly skipped = new Map<string, number>();
  private counts = { physical: 0, loaded: 0, rejected: 0, blank: 0, skipped: 0 };
  private hiddenRows = 0;

  constructor(job: JobContext, staged: StagedFile, plan: FinancePlan, survey: Survey) {
    this.job = job;
    this.staged = staged;
    this.plan = plan;
    this.survey = survey;
    this.store = new FinanceStore(job, plan.format, staged.sourceFileId);
  }

  async load(): Promise<LoadedFile> {
    const { format, mapping, layout, candidate } = this.plan;
    const entity = await defaultEntity(this.job.writer);
    const reader = new FinanceRowReader(format, mapping, layout, this.survey.conventions, entity);
    const classifier = new RowClassifier(layout, this.survey.widths);
    try {
      for await (const batch of candidate.source.rows()) {
        this.job.signal.throwIfAborted();
        for (const row of batch) {
          this.take(row, classifier, reader);
        }
        this.job.progress("Reading", this.counts.physical, this.survey.records, "records");
        await this.store.flush();
      }
      this.assertData();
      this.job.progress("Storing", this.counts.loaded, this.counts.loaded, "records");
      await this.store.insert();
    } finally {
      await this.store.discard();
    }
    return this.report(reader);
  }

  private take(row: FileRow, classifier: RowClassifier, reader: FinanceRowReader): void {
    this.counts.physical += 1;
    const found = classifier.classify(row);
    switch (found.kind) {
      case "blank":
        this.counts.blank += 1;
        return;
      case "skip":
        this.skip(found.reason);
        return;
      case "problem":
        this.reject(row, found.problem);
        return;
      case "data":
        this.takeData(new FinanceRow(row, found.cells, this.plan.candidate.source.kind), reader);
    }
  }

  private takeData(row: FinanceRow, reader: FinanceRowReader): void {
    const skipReason = reader.read(row);
    if (skipReason !== null) {
      this.skip(skipReason);
      return;
    }
    const { contraAccount } = this.plan.layout;
    const contra = contraAccount === null ? "" : row.cell(contraAccount);
    if (row.problem !== null) {
      this.reject(row.row, row.problem);
      return;
    }
    this.counts.loaded += 1;
    this.hiddenRows += row.row.isHidden ? 1 : 0;
    this.put(row);
    if (contra !== "") {
      this.put(row.contra(contra));
    }
  }

  private put(row: FinanceRow): void {
    const { format } = this.plan;
    row.setText("kind", KIND[format.dataset] ?? null);
    this.store.add(row);
    this.totals.add(format.totals(row));
  }

  private skip(reason: string): void {
    this.counts.skipped += 1;
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }

  private reject(row: FileRow, problem: RowProblem): void {
    this.counts.rejected += 1;
    this.rejects.push({
      line: row.line,
      byteOffset: null,
      column: problem.column,
      code: problem.code,
      reason: problem.reason,
      remedy: problem.remedy,
      rawText: row.raw.slice(0, RAW_TEXT_MAX),
    });
  }

  private assertData(): void {
    if (this.counts.loaded + this.counts.rejected > 0) {
      return;
    }
    fail(
      "file-empty",
      `"${this.staged.name}" has a header but no record to load.`,
      this.counts.skipped > 2
        ? "Check the skip rules of the mapping: they leave nothing."
        : "Export it again, or leave it out of the import.",
    );
  }

  private report(reader: FinanceRowReader): LoadedFile {
    const { format, mapping, layout, origin, candidate } = this.plan;
    return {
      format: format.id,
      dataset: format.dataset,
      mapping: origin === "recognised" ? null : mapping,
      ...describeColumns(layout, mapping, HOW[origin]),
      records: this.counts,
      totals: this.totals.list(),
      rejects: this.rejects,
      findings: financeFindings({
        sourceFileId: this.staged.sourceFileId,
        file: this.staged.name,
        skipped: this.skipped,
        rejects: this.rejects,
        lost: reader.lost,
        bothSides: reader.bothSides,
        hiddenRows: this.hiddenRows,
        sheet: candidate.source.sheet,
      }),
    };
  }
}

/** How a column found its field, by where the mapping came from. */
export const HOW: Readonly<Record<FinancePlan["origin"], string>> = {
  given: "by the mapping",
  saved: "by the mapping saved for this header",
  recognised: "by its name",
};
