import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import type { JobContext } from "../../context.ts";
import type { Reader } from "../../database/database.ts";
import { focusVersionOf } from "../conformance/focus-columns.ts";
import type { FileTotal, LoadedFile, StagedFile } from "../loaded-file.ts";
import { alsoOpen } from "../open-questions.ts";
import type { RowGap } from "./canonical-charges.ts";
import { chargeFindings } from "./charge-findings.ts";
import {
  type LoadedCharges,
  loadChargeParquet,
  loadChargeSheet,
  loadChargeText,
  notConserved,
} from "./load-charges.ts";
import { MappedRecords } from "./mapped-records.ts";
import { type ChargeText, recogniseChargeText } from "./recognise-charges.ts";
import { type ChargeParquet, recogniseChargeParquet } from "./recognise-parquet.ts";
import { type ChargeSheet, recogniseChargeWorkbook } from "./recognise-workbook.ts";

/** A recognised billing file of either kind. */
export type RecognisedCharges =
  | { readonly kind: "text"; readonly file: ChargeText }
  | { readonly kind: "sheet"; readonly file: ChargeSheet }
  | { readonly kind: "parquet"; readonly file: ChargeParquet };

/** What billing file this is; null where it is none. */
export async function recogniseChargeFile(
  reader: Reader,
  staged: StagedFile,
  mapping: Mapping | null,
): Promise<RecognisedCharges | null> {
  if (staged.kind === "text") {
    const file = await recogniseChargeText(staged, mapping);
    return file === null ? null : { kind: "text", file };
  }
  if (staged.kind === "parquet") {
    const file = await recogniseChargeParquet(reader, staged, mapping);
    return file === null ? null : { kind: "parquet", file };
  }
  const file = await recogniseChargeWorkbook(staged, mapping);
  return file === null ? null : { kind: "sheet", file };
}

/**
 * Loads a billing file into a table of its own.
 * Errors: `mapping-needed` where the file leaves a question open, `file-empty`, `import-rejected`
 *         beyond 100,000 rejects, `import-not-conserved`
 */
export async function loadChargeFile(
  job: JobContext,
  staged: StagedFile,
  recognised: RecognisedCharges,
  { mapping, format }: { readonly mapping: Mapping | null; readonly format: string | undefined },
): Promise<LoadedFile & { readonly gaps: readonly RowGap[] }> {
  const { plan, questions, recognition, native } = recognised.file;
  const [question, ...others] = questions;
  if (question !== undefined) {
    fail(
      "mapping-needed",
      `"${staged.name}", ${question.column}: ${question.question}${alsoOpen(others)}`,
      "Import the file with a mapping that answers this.",
      { column: question.column },
    );
  }
  const mapped = mappedIn(recognised, mapping);
  const loaded = await loadRecognised(job, staged, recognised, { format, mapped });
  const records = recordsOf(loaded);
  const isBare = records.physical === records.blank + records.skipped;
  if (isBare) {
    refuseBare(staged, loaded);
  }
  const version = focusVersionOf(recognition.format);
  const read = native?.plan ?? plan;
  const findings = await chargeFindings(job.writer, staged, read, loaded, version);
  return {
    format: loaded.format ?? recognition.format,
    dataset: "charge",
    mapping,
    columns: plan.matches,
    unmapped: plan.kept.map(({ name }) => name),
    records,
    totals: totalsOf(staged, loaded),
    rejects: loaded.rejects,
    findings: [
      ...findings,
      ...floatingFindings(staged, recognised),
      ...(mapped?.findings(staged) ?? []),
    ],
    gaps: loaded.gaps,
  };
}

/** A file of which no charge is left. */
function refuseBare({ name }: StagedFile, { leftOut }: LoadedCharges): never {
  const [left] = leftOut;
  if (left?.isDeclared) {
    fail(
      "file-empty",
      `"${name}" has a header but no record to load.`,
      "Check the skip rules of the mapping: they leave nothing.",
    );
  }
  if (left !== undefined) {
    fail(
      "file-empty",
      `"${name}" was not imported: it adds no charge, because ${left.reason}.`,
      "Leave it out; nothing is missing.",
    );
  }
  return fail(
    "file-empty",
    `"${name}" has a header and no charges below it.`,
    "Export it again, or leave it out of the import.",
  );
}

function mappedIn(
  { kind, file }: RecognisedCharges,
  mapping: Mapping | null,
): MappedRecords | null {
  const { header: names, matches } = file.plan;
  const lastLine = kind === "parquet" ? 1 : file.headerLine;
  return mapping === null ? null : MappedRecords.of(mapping, { names, matches, lastLine });
}

function loadRecognised(
  job: JobContext,
  staged: StagedFile,
  recognised: RecognisedCharges,
  how: { readonly format: string | undefined; readonly mapped: MappedRecords | null },
): Promise<LoadedCharges> {
  const { format } = how;
  const read = how.mapped === null ? {} : { mapped: how.mapped };
  switch (recognised.kind) {
    case "text":
      return loadChargeText(job, staged, { ...recognised.file, ...read }, format);
    case "sheet":
      return loadChargeSheet(job, staged, { ...recognised.file, ...read }, format);
    case "parquet":
      return loadChargeParquet(job, staged, { ...recognised.file, ...read }, format);
  }
}

/** A record that became several charges is one record. */
function recordsOf({ table, extra, blank, skipped, rejects }: LoadedCharges) {
  const rejected = rejects.length;
  const loaded = table.records - extra;
  return { physical: loaded + rejected + blank + skipped, loaded, rejected, blank, skipped };
}

const MEASURES = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"];

/** Control totals of the four costs per currency and billed period. */
function totalsOf(staged: StagedFile, { table }: LoadedCharges): FileTotal[] {
  return table.groups.flatMap(({ currency, period, records, sums }) => {
    if (currency === "" || period === "") {
      notConserved(staged.name, "the currency or the period of a record");
    }
    return MEASURES.flatMap((measure) => {
      const sum = sums.get(measure);
      return sum === undefined ? [] : [{ measure, currency, period, records, amount: sum.amount }];
    });
  });
}

function floatingFindings(
  { sourceFileId, name }: StagedFile,
  recognised: RecognisedCharges,
): LoadedFile["findings"] {
  if (recognised.kind !== "parquet" || recognised.file.floating.length === 0) {
    return [];
  }
  const { floating } = recognised.file;
  return [
    {
      code: "amounts-floating-point",
      severity: "note",
      sourceFileId,
      file: name,
      row: null,
      column: floating[0] ?? null,
      found: `numbers as floating point in ${floating.join(", ")}`,
      expected: "decimal numbers",
      remedy: "Each is read as the shortest decimal that stands for it; prefer a decimal export.",
      count: floating.length,
      amountAtStake: null,
      currency: null,
    },
  ];
}
