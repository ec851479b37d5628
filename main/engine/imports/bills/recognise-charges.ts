import type { Mapping } from "../../../../shared/domain/mapping.ts";
import type { Recognition } from "../formats/define.ts";
import { recogniseBill, recogniseCharges } from "../formats/index.ts";
import type { StagedFile } from "../loaded-file.ts";
import { type Delimiter, type Dialect, detectDialect } from "../readers/detect-dialect.ts";
import type { FileRow } from "../readers/file-row.ts";
import { sampleText } from "../readers/text-sample.ts";
import { BillHeader } from "./bill-header.ts";
import { type ChargePlan, planCharges, type Question } from "./charge-plan.ts";
import { type ChargeShapes, readShapes } from "./charge-shapes.ts";
import type { NativeBill } from "./define-bill.ts";
import type { MappedRecords } from "./mapped-records.ts";
import { type NativeReading, planBill, readWriting, shownPlan } from "./native-bill.ts";

/** A billing file, understood but not yet read. */
export interface ChargeFile {
  readonly recognition: Recognition;
  readonly plan: ChargePlan;
  readonly shapes: ChargeShapes;
  readonly questions: readonly Question[];
  /** Cells of records below the header. */
  readonly sample: readonly (readonly string[])[];
  /** A provider's own layout, of which the plan shows the source columns; null for FOCUS. */
  readonly native: NativeReading | null;
  /** What a mapping replaces in its records and leaves out of them. */
  readonly mapped?: MappedRecords;
}

/** What a header says a billing file is. */
export interface FoundBill {
  readonly recognition: ChargeFile["recognition"];
  readonly bill: NativeBill | null;
}

export interface ChargeText extends ChargeFile {
  readonly dialect: Dialect;
  /** Position of the header among the physical lines, from 1. */
  readonly headerLine: number;
}

/** Lines above a table in which its header is looked for. */
const HEADER_LINES = 20;
const MAPPED: ChargeFile["recognition"] = {
  format: "charge",
  confidence: "guess",
  reasons: ["The mapping says that the file holds charges."],
  targets: [],
};

/** What kind of billing text a file is; null where it is none. */
export async function recogniseChargeText(
  staged: StagedFile,
  mapping: Mapping | null,
): Promise<ChargeText | null> {
  const detected = await detectDialect(staged.path);
  const dialect = { ...detected, delimiter: namedDelimiter(mapping) ?? detected.delimiter };
  const { start, elsewhere } = await sampleText(staged, dialect);
  const header = findHeader(start, mapping);
  if (header === null) {
    return null;
  }
  const { row, found } = header;
  const below = start
    .slice(start.indexOf(row) + 1)
    .flatMap(({ cells, raw }) => (raw.trim() === "" ? [] : [cells]));
  const sample = [...below, ...elsewhere].filter(({ length }) => length === row.cells.length);
  const file = understand(row.cells, found, sample, mapping);
  return { ...file, sample: below, dialect, headerLine: row.line };
}

/** Plans a file's columns and reads how its cells are written. */
export function understand(
  header: readonly string[],
  { recognition, bill }: FoundBill,
  sample: readonly (readonly string[])[],
  mapping: Mapping | null,
): ChargeFile {
  if (bill !== null) {
    return understandBill(bill, recognition, new BillHeader(header), sample, mapping);
  }
  const plan = planCharges(header, recognition.targets, mapping);
  const shapes = readShapes(plan, sample, mapping);
  const questions = [...plan.questions, ...shapes.questions];
  return { recognition, plan, shapes, questions, sample, native: null };
}

function understandBill(
  bill: NativeBill,
  recognition: ChargeFile["recognition"],
  header: BillHeader,
  sample: readonly (readonly string[])[],
  mapping: Mapping | null,
): ChargeFile {
  const bound = bill.bind(header);
  const writing = readWriting(header, bill, bound, sample, mapping);
  const native = planBill(bill, header, bound, mapping, writing);
  const questions = [...native.plan.questions, ...writing.questions];
  // Rewritten charges have plain numbers and ISO times, however the file writes them.
  const shapes = { ...readShapes(native.plan, [], null), needsCanonical: true };
  return { recognition, plan: shownPlan(native), shapes, questions, sample, native };
}

/** What a header shows, where it is that of a billing file or the mapping says so. */
export function recogniseHeader(
  header: readonly string[],
  mapping: Mapping | null,
): FoundBill | null {
  const recognition = recogniseCharges(header);
  if (recognition !== null) {
    return { recognition, bill: null };
  }
  const targets = header.map(() => null);
  const own = recogniseBill(new BillHeader(header));
  if (own !== null) {
    return { recognition: { ...own.recognition, targets }, bill: own.bill };
  }
  return mapping?.dataset === "charge" ? { recognition: { ...MAPPED, targets }, bill: null } : null;
}

function namedDelimiter(mapping: Mapping | null): Delimiter | undefined {
  const text = mapping?.delimiter === "\\t" ? "\t" : mapping?.delimiter;
  return [",", ";", "\t", "|"].find((known): known is Delimiter => known === text);
}

/** The header of a bill among the first rows of a table. */
export function findHeader(
  start: readonly FileRow[],
  mapping: Mapping | null,
): { row: FileRow; found: FoundBill } | null {
  const stated = mapping?.headerRow;
  const candidates = start
    .slice(0, HEADER_LINES)
    .filter(({ line, raw }) => (stated === undefined ? raw.trim() !== "" : line === stated));
  const row = candidates.find(({ cells }) => isBillHeader(cells)) ?? candidates[0];
  const found = row === undefined ? null : recogniseHeader(row.cells, mapping);
  return row === undefined || found === null ? null : { row, found };
}

function isBillHeader(cells: readonly string[]): boolean {
  return recogniseCharges(cells) !== null || recogniseBill(new BillHeader(cells)) !== null;
}
