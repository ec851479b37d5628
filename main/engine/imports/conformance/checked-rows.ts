import { id, sql } from "../../database/sql.ts";
import { chargeTableName } from "../../relations/charge-columns.ts";
import type { CheckedRows } from "./check-conformance.ts";
import { type FocusDataset, type FocusVersion, focusColumns, snakeName } from "./focus-columns.ts";

/** The charges of one bill. */
export function chargeRows(sourceFileId: string, present: ReadonlySet<string>): CheckedRows {
  const from = sql`${id(chargeTableName(sourceFileId))}`.text;
  return { from, currency: "billing_currency", present };
}

/** The rows of one file of another dataset. */
export function datasetRows(
  table: string,
  sourceFileId: string,
  present: ReadonlySet<string>,
): CheckedRows {
  const from = `${sql`${id(table)}`.text} where source_file_id = '${sourceFileId}'`;
  return { from, currency: present.has("billing_currency") ? "billing_currency" : null, present };
}

/** The version a dataset's columns show: the first one that has all of them. */
export function datasetVersion(dataset: FocusDataset, present: ReadonlySet<string>): FocusVersion {
  const since = focusColumns
    .filter((column) => column.dataset === dataset && present.has(snakeName(column.id)))
    .map((column) => column.since);
  return since.sort().at(-1) ?? "1.4";
}
