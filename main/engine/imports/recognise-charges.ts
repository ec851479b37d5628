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
import type { ReplacedCells } from "./replaced-cells.ts";

/** A billing file, understood but not yet read. */
export interface ChargeFile {
  readonly recognition: Extract<Recognition, { kind: "charges" }>;
  readonly plan: ChargePlan;
  readonly shapes: ChargeShapes;
  readonly questions: readonly Question[];
  /** Cells of records below the header. */
  readonly sample: readonly (readonly string[])[];
  /** Cells that are read as if they held another text. */
  readonly replaced?: ReplacedCells;
}

export interface ChargeText extends ChargeFile {
  readonly dialect: Dialect;
  /** Position of the header among the physical lines, from 1. */
  readonly headerLine: number;
}

/** Lines above a table in which its header is looked for. */
const HEADER_LINES = 20;
const MAPPED: ChargeFile["recognition"] = {
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
  const { start, elsewhere } = await sampleText(staged, dialect);
  const header = findHeader(start, staged.name, mapping);
  if (header === null) {
    return null;
  }
  const { row, recognition } = header;
  const below = start
    .slice(start.indexOf(row) + 1)
    .flatMap(({ cells, raw }) => (raw.trim() === "" ? [] : [cells]));
  const sample = [...below, ...elsewhere].filter(({ length }) => length === row.cells.length);
  const file = understand(row.cells, recognition, sample, mapping);
  return { ...file, sample: below, dialect, headerLine: row.line };
}

/** Plans a file's columns and reads how its cells are written. */
export function understand(
  header: readonly string[],
  recognition: ChargeFile["recognition"],
  sample: readonly (readonly string[])[],
  mapping: Mapping | null,
): ChargeFile {
  const plan = planCharges(header, recognition.targets, mapping);
  const shapes = readShapes(plan, sample, mapping);
  const questions = [...plan.questions, ...shapes.questions];
  return { recognition, plan, shapes, questions, sample };
}

/** What a header shows, where it is that of a billing file or the mapping says so. */
export function recogniseHeader(
  header: readonly string[],
  name: string,
  mapping: Mapping | null,
): ChargeFile["recognition"] | null {
  const recognition = recogniseCharges(header);
  if (recognition?.kind === "not-charges") {
    const { says, remedy } = recognition;
    return fail("format-not-recognised", `"${name}" was not imported: ${says}.`, remedy, {
      known: true,
    });
  }
  const isMapped = mapping?.dataset === "charge";
  return recognition ?? (isMapped ? { ...MAPPED, targets: header.map(() => null) } : null);
}

function namedDelimiter(mapping: Mapping | null): Delimiter | undefined {
  const text = mapping?.delimiter === "\\t" ? "\t" : mapping?.delimiter;
  return [",", ";", "\t", "|"].find((known): known is Delimiter => known === text);
}

function findHeader(
  start: readonly FileRow[],
  name: string,
  mapping: Mapping | null,
): { row: FileRow; recognition: ChargeFile["recognition"] } | null {
  const stated = mapping?.headerRow;
  const candidates = start
    .slice(0, HEADER_LINES)
    .filter(({ line, raw }) => (stated === undefined ? raw.trim() !== "" : line === stated));
  const found = candidates.find(({ cells }) => recogniseCharges(cells) !== null) ?? candidates[0];
  const recognition = found === undefined ? null : recogniseHeader(found.cells, name, mapping);
  return found === undefined || recognition === null ? null : { row: found, recognition };
}
