import type { ReadCell, ReadSheet, ReadWorkbook } from "../../xlsx/read-cells.ts";
import { isAboutPeople } from "../content-digest.ts";
import { columnLetter } from "../table.ts";
import type { VerifiedCheck } from "../verify-workbook.ts";
import { Evaluator, storedValue } from "./evaluate-workbook.ts";
import { sameValue } from "./exact-value.ts";

/**
 * Compares a workbook with the one its own sources and rules give again: every total by its name,
 * then every cell of every sheet but people, times and chain head.
 */
export function compareWorkbooks(given: ReadWorkbook, again: ReadWorkbook): VerifiedCheck[] {
  const names = new Set([...again.sheets, ...given.sheets].map(({ name }) => name));
  return [
    ...compareTotals(given, again),
    ...[...names].map((name) => compareSheet(name, given, again)),
  ];
}

/** The totals under the tables; the given workbook's are computed anew from its own lines. */
function compareTotals(given: ReadWorkbook, again: ReadWorkbook): VerifiedCheck[] {
  const evaluator = new Evaluator(given);
  const totals = new Set(
    [...again.names, ...given.names]
      .filter(([name, refersTo]) => name.endsWith("_total") && ONE_CELL.test(refersTo))
      .map(([name]) => name),
  );
  return [...totals].sort().map((name) => {
    const expected = totalCell(again, name);
    const found = totalCell(given, name);
    const place = found ?? expected;
    const check = `re-performed total ${name.replace(/_total$/, "").replaceAll("_", " ")}`;
    if (found === null || expected === null || place === null) {
      const where = found === null ? "the workbook" : "what re-performing gives";
      return { check, ok: false, detail: `Missing from ${where}.` };
    }
    const ok = valueIs(evaluator, found, expected.cell);
    const value = text(expected.cell);
    return {
      check,
      ok,
      detail: ok
        ? `${value} in ${found.sheet} ${found.at}`
        : `${found.sheet} ${found.at}: the workbook has ${text(found.cell)}, ` +
          `re-performing gives ${value}.`,
    };
  });
}

const ONE_CELL = /^'(.*)'!\$([A-Z]+)\$(\d+)$/;

interface TotalCell {
  readonly sheet: string;
  readonly at: string;
  readonly row: number;
  readonly column: number;
  readonly cell: ReadCell | undefined;
}

function totalCell(workbook: ReadWorkbook, name: string): TotalCell | null {
  const [, sheet = "", letters = "", digits = ""] =
    ONE_CELL.exec(workbook.names.get(name) ?? "") ?? [];
  const rows = workbook.sheets.find((own) => own.name === sheet)?.rows;
  const row = Number.parseInt(digits, 10);
  for (const [column, cell] of rows?.get(row) ?? []) {
    if (columnLetter(column) === letters) {
      return { sheet, at: `${letters}${digits}`, row, column, cell };
    }
  }
  return null;
}

function valueIs(evaluator: Evaluator, { sheet, row, column }: TotalCell, expected?: ReadCell) {
  try {
    const value = evaluator.cell(sheet, row, column);
    return expected !== undefined && sameValue(value, storedValue(expected));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}

function compareSheet(name: string, given: ReadWorkbook, again: ReadWorkbook): VerifiedCheck {
  const check = `re-performed sheet ${name}`;
  const found = given.sheets.find((sheet) => sheet.name === name);
  const expected = again.sheets.find((sheet) => sheet.name === name);
  if (found === undefined || expected === undefined) {
    const where = found === undefined ? "the workbook" : "what re-performing gives";
    return { check, ok: false, detail: `Missing from ${where}.` };
  }
  const { compared, differing, first } = differences(found, expected);
  const more = differing > 1 ? ` ${differing} cells differ.` : "";
  return {
    check,
    ok: first === null,
    detail: first === null ? `${compared} cells are equal.` : `${first}${more}`,
  };
}

function differences(found: ReadSheet, expected: ReadSheet) {
  const rows = [...new Set([...found.rows.keys(), ...expected.rows.keys()])].sort((a, b) => a - b);
  let compared = 0;
  let differing = 0;
  let first: string | null = null;
  for (const row of rows) {
    const [own, other] = [found.rows.get(row), expected.rows.get(row)];
    if (isAboutPeople(found.name, (own ?? other)?.get(0)?.text)) {
      continue;
    }
    const columns = [...new Set([...(own?.keys() ?? []), ...(other?.keys() ?? [])])];
    for (const column of columns.sort((a, b) => a - b)) {
      compared += 1;
      if (!sameCell(own?.get(column), other?.get(column))) {
        differing += 1;
        first ??= difference(`${columnLetter(column)}${row}`, own, other, column);
      }
    }
  }
  return { compared, differing, first };
}

type Row = ReadonlyMap<number, ReadCell> | undefined;

/** Where the difference is, by the cell and by what begins its row. */
function difference(at: string, own: Row, other: Row, column: number): string {
  const [label] = (own ?? other)?.values() ?? [];
  const row = column === 0 || label === undefined ? "" : ` (${short(label.text)})`;
  return (
    `${at}${row}: the workbook has ${text(own?.get(column))}, ` +
    `re-performing gives ${text(other?.get(column))}.`
  );
}

function sameCell(own: ReadCell | undefined, other: ReadCell | undefined): boolean {
  return (
    own !== undefined &&
    other !== undefined &&
    own.formula === other.formula &&
    sameValue(storedValue(own), storedValue(other))
  );
}

const SHOWN_MAX = 80;

function text(cell: ReadCell | undefined): string {
  return cell === undefined
    ? "nothing"
    : cell.kind === "text"
      ? `"${short(cell.text)}"`
      : cell.text;
}

function short(whole: string): string {
  return whole.length > SHOWN_MAX ? `${whole.slice(0, SHOWN_MAX)}…` : whole;
}
