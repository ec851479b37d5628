import type { Mapping } from "../../../shared/domain/mapping.ts";
import { fail } from "../../../shared/errors.ts";
import { type ChargePlan, planCharges, type Question } from "./charge-plan.ts";
import { type ChargeShapes, readShapes } from "./charge-shapes.ts";
import type { Recognition } from "./formats/define.ts";
import { recogniseCharges } from "./formats/index.ts";
import type { StagedFile } from "./loaded-file.ts";
import { type Delimiter, type Dialect, detectDialect } from "./readers/detect-dialect.ts";
import type { FileRow } from "./readers/file-row.ts";
import { sampleText } from "./readers/text-sample.ts";

/** A billing text, understood but not yet read. */
export interface ChargeText {
  readonly format: string;
  readonly recognition: Extract<Recognition, { kind: "charges" }>;
  readonly dialect: Dialect;
  /** Position of the header among the physical lines, from 1. */
  readonly headerLine: number;
  readonly plan: ChargePlan;
  readonly shapes: ChargeShapes;
  readonly questions: readonly Question[];
  readonly sample: readonly (readonly string[])[];
}

/** Lines above a table in which its header is looked for. */
const HEADER_LINES = 20;
const MAPPED: Extract<Recognition, { kind: "charges" }> = {
  kind: "charges",
  format: "focus-1.0",
  confidence: "guess",
  reasons: ["The mapping says that the file holds charges."],
  targets: [],
};

/**
 * What kind of billing text a file is; null where it is none.
 * Errors: `format-not-recognised` for FOCUS datasets that hold no charges.
 */
export async function recogniseChargeText(
  staged: StagedFile,
  mapping: Mapping | null,
): Promise<ChargeText | null> {
  const found = await detectDialect(staged.path);
  const dialect = { ...found, delimiter: namedDelimiter(mapping) ?? found.delimiter };
  const { start, elsewhere } = await sampleText(staged.path, dialect);
  const header = findHeader(start, staged.name, mapping);
  if (header === null) {
    return null;
  }
  const { row, recognition } = header;
  const below = start.slice(start.indexOf(row) + 1).map(({ cells }) => cells);
  const sample = [...below, ...elsewhere].filter(({ length }) => length === row.cells.length);
  const plan = planCharges(row.cells, recognition.targets, mapping);
  const shapes = readShapes(plan, sample, mapping);
  return {
    format: recognition.format,
    recognition,
    dialect,
    headerLine: row.line,
    plan,
    shapes,
    questions: [...plan.questions, ...shapes.questions],
    sample: below,
  };
}

function namedDelimiter(mapping: Mapping | null): Delimiter | undefined {
  const text = mapping?.delimiter === "\\t" ? "\t" : mapping?.delimiter;
  return [",", ";", "\t", "|"].find((known): known is Delimiter => known === text);
}

function findHeader(
  start: readonly FileRow[],
  name: string,
  mapping: Mapping | null,
): { row: FileRow; recognition: Extract<Recognition, { kind: "charges" }> } | null {
  const stated = mapping?.headerRow;
  const candidates = start
    .slice(0, HEADER_LINES)
    .filter(({ line, raw }) => (stated === undefined ? raw.trim() !== "" : line === stated));
  for (const row of candidates) {
    const recognition = recogniseCharges(row.cells);
    if (recognition?.kind === "not-charges") {
      fail(
        "format-not-recognised",
        `"${name}" was not imported: ${recognition.says}.`,
        recognition.remedy,
      );
    }
    if (recognition !== null) {
      return { row, recognition };
    }
  }
  const [first] = candidates;
  const isMapped = mapping?.dataset === "charge" && first !== undefined;
  return isMapped
    ? { row: first, recognition: { ...MAPPED, targets: first.cells.map(() => null) } }
    : null;
}
