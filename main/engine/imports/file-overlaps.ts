import { z } from "zod";
import { addAmounts, canonicalAmount } from "../../../shared/domain/amount.ts";
import { compareByCodePoint } from "../../../shared/domain/apportion.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Dataset } from "../../../shared/domain/mapping.ts";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import deleteOverlaps from "./delete-overlap-findings.sql?raw";
import { FileCoverage, type Overlap } from "./file-coverage.ts";
import { coverageOf } from "./formats/index.ts";
import overlapping from "./overlapping-files.sql?raw";
import { readTotals, type SourceRow, storeFinding, wholeTotals } from "./source-records.ts";

/** What is said of an overlap, and the other file of the pair. */
export interface FoundOverlap {
  readonly finding: Finding;
  readonly other: string;
}

/**
 * Says anew which active files overlap, after files came or went: each pair once, at the file that
 * came last. A pair is blocking where the same lines are in both, because they would count twice.
 */
export async function refreshOverlaps(
  writer: Writer,
  arrived: readonly string[],
): Promise<ReadonlyMap<string, FoundOverlap[]>> {
  const before = await writer.rows(
    z.object({ source_file_id: z.string() }),
    statement(overlapping),
  );
  await writer.run(statement(deleteOverlaps));
  const said = before.map(({ source_file_id: file }) => file);
  const files = [...new Set([...[...arrived].reverse(), ...said])];
  const coverage = await FileCoverage.read(writer);
  const pairs = new Set<string>();
  const findings = new Map<string, FoundOverlap[]>();
  for (const sourceFileId of files) {
    const file = coverage.file(sourceFileId);
    for (const overlap of file === undefined ? [] : await coverage.overlapsOf(file)) {
      const other = overlap.other.source_file_id;
      const pair = [sourceFileId, other].sort(compareByCodePoint).join("|");
      const finding = file === undefined ? null : await describe(writer, file, overlap);
      if (finding === null || pairs.has(pair)) {
        continue;
      }
      pairs.add(pair);
      await storeFinding(writer, sourceFileId, finding);
      findings.set(sourceFileId, [...(findings.get(sourceFileId) ?? []), { finding, other }]);
    }
  }
  return findings;
}

const REPLACE = "Withdraw one of them, or import again with replace, where one restates the other";
const ONE_CHARGE = "each charge in one file";

function wordsFor(dataset: Dataset): { same: string; expected: string; remedy: string } {
  if (dataset === "charge") {
    return { same: "charges", expected: ONE_CHARGE, remedy: `${REPLACE}.` };
  }
  const { same, expected, otherwise } = coverageOf(dataset);
  return {
    same,
    expected,
    remedy: `${REPLACE}${otherwise === undefined ? "" : `; ${otherwise}`}.`,
  };
}

async function describe(
  writer: Writer,
  file: SourceRow,
  { other, shared }: Overlap,
): Promise<Finding | null> {
  const lines = shared.reduce((sum, one) => sum + one.lines, 0);
  if (lines === 0) {
    return file.dataset === "charge" ? besideFinding(writer, file, other) : null;
  }
  const { same, expected, remedy } = wordsFor(file.dataset);
  const smaller = Math.min(file.records_loaded, other.records_loaded);
  // Like parts of one bill may hold a few like charges; a bill and its restatement hold most.
  const isTwice = file.dataset !== "charge" || lines * 2 >= smaller;
  const [first] = shared.filter(({ amount }) => amount !== null);
  return {
    ...findingOf(file, isTwice ? "blocking" : "warning"),
    found: `"${other.file_name}" holds ${lines} of its ${file.records_loaded} ${same}`,
    expected,
    remedy,
    count: lines,
    amountAtStake: amountOf(first?.amount ?? null),
    currency: first?.currency ?? null,
  };
}

function amountOf(text: string | null): string | null {
  return text === null ? null : addAmounts([canonicalAmount(text)]);
}

/** Two bills of one account and period without a charge in common: parts, or a restatement. */
async function besideFinding(writer: Writer, file: SourceRow, other: SourceRow): Promise<Finding> {
  const totals = (await readTotals(writer, file.source_file_id)).get(file.source_file_id);
  const [total] = wholeTotals(totals ?? []);
  return {
    ...findingOf(file, "warning"),
    found: `"${other.file_name}" holds charges of the same provider, account and billing period`,
    expected: ONE_CHARGE,
    remedy: `${REPLACE}.`,
    count: file.records_loaded,
    amountAtStake: total?.amount ?? null,
    currency: total?.currency ?? null,
  };
}

function findingOf(file: SourceRow, severity: Finding["severity"]) {
  return {
    code: "file-overlaps",
    severity,
    sourceFileId: file.source_file_id,
    file: file.file_name,
    row: null,
    column: null,
  };
}
