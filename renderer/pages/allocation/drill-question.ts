import type { PivotResult } from "../../../shared/contract/charges.ts";
import { addAmounts } from "../../../shared/domain/amount.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import type { CallInput } from "../../engine-client.ts";
import type { CellQuestion } from "./explain-question.ts";

type PivotInput = CallInput<"charges.pivot">;
type Dimension = PivotInput["rows"][number];

/** A value the rows behind a cell have in common; a null value is an empty one. */
export interface CellValue {
  readonly attribute: string;
  readonly value: string | null;
}

export interface DrillQuestion {
  readonly input: PivotInput;
  /** What the run says of a cell: target, rule, pool, stage. */
  readonly ofRun: readonly CellValue[];
  readonly ofCharges: readonly CellValue[];
}

const OF_A_RUN: ReadonlySet<string> = new Set(["target", "rule", "pool", "stage"]);
/** What tells the rows behind a cell apart; every run keeps these of its charges. */
const DETAIL: readonly Dimension[] = [
  "rule",
  "service_name",
  "sub_account_name",
  "charge_category",
  "invoice_id",
  "source_file_id",
];
const ROWS_MAX = 1000;

/** The question for the rows behind a cell, or null where the cell gathers smaller ones. */
export function drillQuestion({
  scope,
  cell,
  config,
  filters,
}: CellQuestion): DrillQuestion | null {
  if (cell === null || cell.isOthers) {
    return null;
  }
  const values = [
    ...(cell.rowPath ?? []).map((value, index) => ({ attribute: config.rows[index] ?? "", value })),
    ...(cell.columnPath ?? []).map((value, index) => ({
      attribute: config.columns[index] ?? "",
      value,
    })),
  ];
  const ofRun = values.filter(({ attribute }) => OF_A_RUN.has(attribute));
  const ofCharges = values.filter(({ attribute }) => !OF_A_RUN.has(attribute));
  const fixed = new Set(values.map(({ attribute }) => attribute));
  return {
    input: {
      of: "allocated",
      ...scope,
      rows: DETAIL.filter((name) => !fixed.has(name)),
      columns: ofRun.map(({ attribute }) => attribute),
      filters: [...filters, ...ofCharges.map(conditionFor)],
      sort: { by: "amount", direction: "desc" },
      limit: ROWS_MAX,
    },
    ofRun,
    ofCharges,
  };
}

export function conditionFor({ attribute, value }: CellValue): Condition {
  return value === null ? { attribute, op: "missing" } : { attribute, op: "equals", value };
}

export interface DrillRow {
  readonly path: readonly (string | null)[];
  readonly amount: string;
  /** The smaller rows together, so that the total still holds. */
  readonly isOthers: boolean;
}

/**
 * The rows behind a cell and their sum, in the order the engine gave.
 * Law: the total is the cell's amount (test/e2e/pivot-keyboard.test.ts compares them)
 */
export function drillRows(
  pivot: PivotResult,
  ofRun: readonly CellValue[],
): { readonly rows: readonly DrillRow[]; readonly total: string } {
  const places = pivot.columns.flatMap(({ path }, index) =>
    ofRun.every(({ value }, depth) => path[depth] === value) ? [index] : [],
  );
  const rows = pivot.rows.flatMap((row, index): DrillRow[] => {
    const amounts = places.flatMap((place) => pivot.cells[index]?.[place] ?? []);
    const amount = addAmounts(amounts);
    return row.isSubtotal || amount === "0"
      ? []
      : [{ path: row.path, amount, isOthers: row.isOthers }];
  });
  return { rows, total: addAmounts(rows.map(({ amount }) => amount)) };
}
