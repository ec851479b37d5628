import type { Finding } from "../../../../shared/domain/finding.ts";
import type { Reader } from "../../database/database.ts";
import type { StagedFile } from "../loaded-file.ts";
import {
  type CheckedRows,
  checkRules,
  conformanceRules,
  type RuleResult,
} from "./check-conformance.ts";
import {
  FOCUS_VERSIONS,
  type FocusDataset,
  type FocusVersion,
  focusColumns,
  focusColumnsOf,
  snakeName,
} from "./focus-columns.ts";

type Named = Pick<StagedFile, "sourceFileId" | "name">;

/** A file of a dataset, in the version it claims. */
export interface Claim {
  readonly dataset: FocusDataset;
  readonly version: FocusVersion;
}

/** What a FOCUS file breaks: its columns first, then its rows. */
export async function focusFindings(
  reader: Reader,
  file: Named,
  rows: CheckedRows,
  { dataset, version }: Claim,
): Promise<Finding[]> {
  const results = await checkRules(reader, rows, conformanceRules(dataset, version));
  return [
    ...columnFindings(file, dataset, version, rows.present),
    ...ruleFindings(
      file,
      results.filter(({ rule }) => !isSaid(rule)),
    ),
  ];
}

/** Empty costs are a finding of every bill already, whichever export it comes from. */
function isSaid({ code, column }: RuleResult["rule"]): boolean {
  return code === "focus-value-missing" && /^(Effective|Contracted|List)Cost$/.test(column);
}

/** A finding per broken rule and currency. */
export function ruleFindings(file: Named, results: readonly RuleResult[]): Finding[] {
  return results.flatMap(({ rule, broken }) =>
    (broken ?? []).map(({ currency, rows, amount }) => ({
      ...about(file),
      code: rule.code,
      severity: rule.severity,
      column: rule.column,
      found: rule.found,
      expected: rule.expected,
      remedy: rule.remedy,
      count: rows,
      amountAtStake: amount,
      currency,
    })),
  );
}

/** Columns a version demands and the file lacks, and columns a version no longer has. */
function columnFindings(
  file: Named,
  dataset: FocusDataset,
  version: FocusVersion,
  present: ReadonlySet<string>,
): Finding[] {
  const missing = missingColumns(dataset, version, present);
  const at = FOCUS_VERSIONS.indexOf(version);
  const removed = focusColumns.filter(
    ({ dataset: of, id, removedIn }) =>
      of === dataset &&
      removedIn !== null &&
      FOCUS_VERSIONS.indexOf(removedIn) <= at &&
      present.has(snakeName(id)),
  );
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            ...about(file),
            code: "focus-column-missing",
            severity: "note" as const,
            column: missing[0] ?? null,
            found: `no column ${missing.join(", ")}`,
            expected: `every mandatory column of FOCUS ${version} ${dataset}`,
            remedy: "What needs these columns stays empty; ask the provider for a complete export.",
            count: missing.length,
          },
        ]),
    ...removed.map(({ id }) => ({
      ...about(file),
      code: "focus-column-removed",
      severity: "note" as const,
      column: id,
      found: `a column ${id}`,
      expected: `no such column in FOCUS ${version}`,
      remedy: "It is read as before; expect it to be gone from a later export.",
      count: 1,
    })),
  ];
}

/** Mandatory columns of a version that are not among those present. */
export function missingColumns(
  dataset: FocusDataset,
  version: FocusVersion,
  present: ReadonlySet<string>,
): string[] {
  return focusColumnsOf(dataset, version)
    .filter(({ id, level }) => level === "Mandatory" && !present.has(snakeName(id)))
    .map(({ id }) => id);
}

function about({ sourceFileId, name }: Named) {
  return { sourceFileId, file: name, row: null, amountAtStake: null, currency: null };
}
