import { fromUnits } from "../../../shared/domain/amount.ts";
import { formatAmount } from "../../../shared/format.ts";
import { absolute, type Book, type CheckPlan } from "./book.ts";
import type { Formula } from "./cell.ts";
import { equal, minus, type Operand, rounded, unitsOf } from "./formula.ts";
import type { SheetLayout } from "./sheet-layout.ts";
import { styled, textCell } from "./styled-cell.ts";
import { columnLetter } from "./table.ts";
import type { SheetRow, StyledCell } from "./xlsx-writer.ts";

/** A sheet's checks with their cells, below its tables. */
export interface RenderedChecks {
  /** One sentence at the top of the sheet that changes when a check fails. */
  readonly status: Formula;
  /** Columns that must be wide enough for an amount. */
  readonly columns: readonly number[];
  rows(part: number): Iterable<SheetRow>;
  /** The cells that say TRUE, as ranges of one part. */
  ranges(part: number): string[];
}

interface PlacedRow {
  readonly part: number;
  readonly row: number;
  readonly plan: CheckPlan;
  readonly digits: number;
  readonly cells: readonly (Formula | string | null)[];
}

const LABEL_WIDTH = 50;
const HEADERS = ["This sheet", "Against", "Difference", "Holds"];

/** Computes a sheet's checks, gives them cells and registers them with the book. */
export function placeChecks(
  book: Book,
  sheet: string,
  plans: readonly CheckPlan[],
  layout: SheetLayout,
  widths: readonly number[],
): RenderedChecks | null {
  const { checks } = layout;
  if (checks === null) {
    return null;
  }
  const first = valueColumn(widths);
  const rows = plans.map((plan, index) =>
    placeRow(plan, checks.rows[index] ?? checks.header, first),
  );
  const holdsColumn = first + HEADERS.length - 1;
  for (const { part, row, plan, cells } of rows) {
    const holds = cells[HEADERS.length - 1];
    book.checks.push({
      sheet,
      check: plan.check,
      ok: typeof holds === "object" && holds?.value === true,
      detail: detailOf(plan),
      cell: absolute(sheet, part, holdsColumn, row),
    });
  }
  return {
    status: statusOf(book, sheet),
    columns: HEADERS.map((_, index) => first + index),
    *rows(part) {
      if (checks.header.part === part) {
        yield { row: checks.header.row, height: 20, cells: headerCells(first) };
      }
      for (const row of rows) {
        if (row.part === part) {
          yield { row: row.row, height: 17.5, cells: checkCells(row, first) };
        }
      }
    },
    ranges: (part) =>
      rows
        .filter((row) => row.part === part)
        .map(({ row }) => `${columnLetter(holdsColumn)}${row}`),
  };
}

/** The first column that leaves room for a check's words to its left. */
function valueColumn(widths: readonly number[]): number {
  let used = 0;
  for (const [index, width] of widths.entries()) {
    if (used >= LABEL_WIDTH) {
      return index;
    }
    used += width;
  }
  return Math.max(1, widths.length);
}

function placeRow(
  plan: CheckPlan,
  place: { readonly part: number; readonly row: number },
  first: number,
): PlacedRow {
  if ("holds" in plan) {
    const { text, value } = plan.holds;
    return {
      ...place,
      plan,
      digits: 0,
      cells: [plan.detail, null, null, { formula: text, value }],
    };
  }
  const cell = (index: number, value: Operand["value"]): Operand => ({
    text: `$${columnLetter(first + index)}$${place.row}`,
    value,
  });
  const difference = rounded(
    minus(cell(0, plan.left.value), cell(1, plan.right.value)),
    plan.digits,
  );
  const holds = equal(cell(2, difference.value), { text: "0", value: 0n });
  const formulas = [plan.left, plan.right, difference, holds].map(({ text, value }) => ({
    formula: text,
    value,
  }));
  return { ...place, plan, digits: plan.digits, cells: formulas };
}

function detailOf(plan: CheckPlan): string {
  if ("holds" in plan) {
    return plan.detail;
  }
  const { digits } = plan;
  const side = (operand: Operand): string => formatAmount(fromUnits(unitsOf(operand)), { digits });
  return `${side(plan.left)} against ${side(plan.right)}`;
}

function headerCells(first: number): (StyledCell | null)[] {
  const cells: (StyledCell | null)[] = Array.from({ length: first }, (_, index) =>
    index === 0 ? textCell("Checks", "header") : blankOf("header"),
  );
  return [
    ...cells,
    ...HEADERS.map((header) =>
      textCell(header, header === "Holds" ? "headerCentre" : "headerRight"),
    ),
  ];
}

function checkCells({ plan, cells, digits }: PlacedRow, first: number): (StyledCell | null)[] {
  const label = Array.from({ length: first }, (_, index) =>
    index === 0 ? textCell(plan.check, "text") : blankOf("text"),
  );
  const values = cells.map((cell, index) => {
    if (cell === null) {
      return blankOf("text");
    }
    const style = index === HEADERS.length - 1 ? "check" : "difference";
    return styled(cell, typeof cell === "string" ? "text" : style, digits);
  });
  return [...label, ...values];
}

function blankOf(style: "header" | "text"): StyledCell {
  return { cell: { kind: "value", value: null }, style, digits: 0 };
}

function statusOf(book: Book, sheet: string): Formula {
  const own = book.checks.filter((check) => check.sheet === sheet);
  const holds = own.every(({ ok }) => ok);
  const good = own.length === 1 ? "The check below holds" : `All ${own.length} checks below hold`;
  const bad = "A check below does NOT hold";
  const cells = own.map(({ cell }) => cell.slice(cell.lastIndexOf("!") + 1));
  const isOnePart = own.every(({ cell }) => cell.startsWith(`'${sheet}'!`));
  const operands = isOnePart ? cells : own.map(({ cell }) => cell);
  return {
    formula: `IF(AND(${operands.join(",")}),"${good}","${bad}")`,
    value: holds ? good : bad,
  };
}
