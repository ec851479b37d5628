import { fromUnits } from "../../../shared/domain/amount.ts";
import { type Cell, type FormulaValue, isFormula } from "./cell.ts";

/** The most characters Excel keeps in a cell. */
export const CELL_TEXT_MAX = 32_767;
const SIGNIFICANT_DIGITS_MAX = 15;
const CUT_NOTE = " […shortened: Excel keeps 32,767 characters in a cell]";
const LONG_NUMBER_NOTE = " (text: Excel keeps 15 digits of a number)";
const LINE_FEEDS_MAX = 253;

/** Characters XML or Excel refuses: controls but tab and line feed, non-characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it removes.
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text in the form every cell can hold: well-formed, printable, short enough, and cut visibly. */
export function safeText(text: string): string {
  const clean = text
    .replaceAll("\r\n", "\n")
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(FORBIDDEN, "\ufffd");
  const lines = clean.split("\n");
  const short =
    lines.length > LINE_FEEDS_MAX + 1
      ? `${lines.slice(0, LINE_FEEDS_MAX).join("\n")}\n${lines.slice(LINE_FEEDS_MAX).join(" ")}`
      : clean;
  if (short.length <= CELL_TEXT_MAX) {
    return short;
  }
  return short.slice(0, CELL_TEXT_MAX - CUT_NOTE.length).replace(LONE_SURROGATE, "") + CUT_NOTE;
}

/** Whether Excel keeps every digit of the decimal. */
export function fitsNumber(units: bigint): boolean {
  const digits = fromUnits(units).replace(/[-.]/g, "").replace(/^0+/, "").replace(/0+$/, "");
  return digits.length <= SIGNIFICANT_DIGITS_MAX;
}

/** A value as the file holds it: the one place where a decimal becomes a floating-point number. */
export type SafeValue = string | number | boolean | null;

function safeDecimal(units: bigint): string | number {
  const text = fromUnits(units);
  return fitsNumber(units) ? Number(text) : text + LONG_NUMBER_NOTE;
}

function safeResult(value: FormulaValue): SafeValue {
  return typeof value === "bigint" ? safeDecimal(value) : safeValue(value);
}

function safeValue(value: string | boolean | number | null): SafeValue {
  return typeof value === "string" ? safeText(value) : value;
}

export type SafeCell =
  | { readonly kind: "value"; readonly value: SafeValue }
  | { readonly kind: "formula"; readonly formula: string; readonly value: SafeValue };

/**
 * A cell as the file holds it. Text stays text whatever it begins with; formulas come only from
 * the sheets' own code; a decimal beyond 15 digits becomes text that says so.
 */
export function safeCell(cell: Cell): SafeCell {
  if (isFormula(cell)) {
    return { kind: "formula", formula: cell.formula, value: safeResult(cell.value) };
  }
  return {
    kind: "value",
    value: typeof cell === "bigint" ? safeDecimal(cell) : safeValue(cell),
  };
}
