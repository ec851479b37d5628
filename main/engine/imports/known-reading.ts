import { createHash } from "node:crypto";
import type { z } from "zod";
import type { ImportInput } from "../../../shared/contract/jobs.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";
import { nativeBills } from "./formats/index.ts";
import type { StagedFile } from "./loaded-file.ts";
import { mappingOf, type SourceRow } from "./source-records.ts";

type FileInput = z.output<typeof ImportInput>["files"][number];

/**
 * The earlier reading of the same bytes that an import asks for: with the mapping and format it
 * names, or the active or newest one where it names none.
 */
export function knownReading(
  readings: readonly SourceRow[],
  file: FileInput,
  isWhole: boolean,
): SourceRow | undefined {
  const fitting = readings.filter((row) => isReading(row, file, isWhole));
  return fitting.find(({ is_active }) => is_active) ?? fitting[0];
}

function isReading(row: SourceRow, { mapping, format }: FileInput, isWhole: boolean): boolean {
  const isFormat =
    format === undefined ||
    row.format === format ||
    (row.dataset === "charge" && /^(focus|charge)/.test(format));
  // What an inactive half of a pair holds depended on what was active beside it then.
  const isStale = !row.is_active && format === undefined && dependsOnOthers(row.format);
  // A recipe says all there is to say: a bill without a mapping there is one read without.
  const isFree = mapping === undefined && !(isWhole && row.dataset === "charge");
  return isFormat && !isStale && (isFree || sameMapping(mappingOf(row), mapping ?? null));
}

function dependsOnOthers(format: string): boolean {
  return nativeBills.some((bill) => bill.comesFirst !== undefined && bill.formats.includes(format));
}

function sameMapping(known: Mapping | null, asked: Mapping | null): boolean {
  return JSON.stringify(known) === JSON.stringify(asked);
}

/**
 * The file's id for a new reading. The first reading of some bytes is named by their hash alone;
 * another one by hash and reading, so that what runs cite of the first stays as it was.
 */
export function readingOf(
  staged: StagedFile,
  readings: readonly SourceRow[],
  { mapping, format }: FileInput,
): StagedFile {
  if (readings.length === 0) {
    return staged;
  }
  const said = [staged.sha256, format ?? null, mapping ?? null];
  const idOf = (reading: readonly unknown[]): string => {
    const hash = createHash("sha256").update(JSON.stringify(reading)).digest("hex");
    return hash.slice(0, staged.sourceFileId.length);
  };
  const id = idOf(said);
  const isTaken = readings.some((row) => row.source_file_id === id);
  return { ...staged, sourceFileId: isTaken ? idOf([...said, readings.length]) : id };
}

/** Active readings of the same bytes that a new one takes the place of: those of its sheet. */
export function formerReadings(
  readings: readonly SourceRow[],
  { mapping }: FileInput,
  ours: ReadonlySet<string>,
): SourceRow[] {
  return readings.filter((row) => {
    const sheet = mappingOf(row)?.sheet;
    const isSheet = sheet === undefined || mapping?.sheet === undefined || sheet === mapping.sheet;
    return row.is_active && isSheet && !ours.has(row.source_file_id);
  });
}
