import type { Alignment, Border, Borders, Fill, Font, Style } from "exceljs";
import type { StyleName } from "./xlsx-writer.ts";

const INK = { argb: "FF1D1D1B" };
const QUIET = { argb: "FF5C5C57" };
const LINE = { argb: "FFE4E4E0" };
const STRONG_LINE = { argb: "FF8B8B85" };
export const GOOD = { argb: "FF1A7F4B" };
export const BAD = { argb: "FFB3261E" };
export const BAD_GROUND = { argb: "FFFBE9E7" };

const FAMILY = "Calibri";
const font = (more: Partial<Font> = {}): Partial<Font> => ({
  name: FAMILY,
  size: 10,
  color: INK,
  ...more,
});
const below = (color: { argb: string }): Partial<Borders> => ({ bottom: line(color) });
const line = (color: { argb: string }): Partial<Border> => ({ style: "thin", color });
const HEADER_FILL: Fill = {
  type: "pattern",
  pattern: "solid",
  fgColor: { argb: "FFF5F5F3" },
};

const left: Partial<Alignment> = { horizontal: "left", vertical: "middle" };
const right: Partial<Alignment> = { horizontal: "right", vertical: "middle" };
const centre: Partial<Alignment> = { horizontal: "center", vertical: "middle" };
const indented = (indent: number): Partial<Alignment> =>
  indent === 0 ? left : { ...left, indent };

/** Text is never a number or a formula: format "@", and a quote prefix added to the package. */
const TEXT = "@";
const COUNT = "#,##0_)";
const QUANTITY = "#,##0.######_)";
const SHARE = "0.0000%_)";
/** Excel shows TRUE and FALSE anyway; others keep statements as 1 and 0. */
const STATEMENT = '"TRUE";"TRUE";"FALSE"';

function decimals(digits: number): string {
  return digits === 0 ? "" : `.${"0".repeat(digits)}`;
}

/** Parentheses for negatives, and room for them so that figures align. */
export function amountFormat(digits: number, zero: string): string {
  const figure = `#,##0${decimals(digits)}`;
  return `${figure}_);(${figure});${zero}_)`;
}

/** The look of a cell; one object per style and decimals, so that the file has few styles. */
export function styleOf(name: StyleName, digits: number, isTall: boolean): Partial<Style> {
  const key = `${name}:${digits}:${isTall}`;
  let style = known.get(key);
  if (style === undefined) {
    const plain = build(name, digits);
    style = isTall ? { ...plain, alignment: { ...plain.alignment, vertical: "top" } } : plain;
    known.set(key, style);
  }
  return style;
}

const known = new Map<string, Partial<Style>>();

function build(name: StyleName, digits: number): Partial<Style> {
  const zero = `0${decimals(digits)}`;
  switch (name) {
    case "title":
      return { font: font({ size: 16, bold: true }), numFmt: TEXT };
    case "scope":
      return { font: font({ size: 11, color: QUIET }), numFmt: TEXT };
    case "purpose":
      return { font: font({ color: QUIET }), numFmt: TEXT };
    case "status":
      return { font: font({ bold: true, color: GOOD }) };
    case "caption":
      return { font: font({ size: 11, bold: true }), numFmt: TEXT };
    case "header":
      return headerStyle(indented(digits));
    case "headerRight":
      // The room that figures leave for a closing parenthesis.
      return headerStyle({ ...right, indent: 1 });
    case "headerCentre":
      return headerStyle(centre);
    case "text":
      return { font: font(), alignment: indented(digits), border: below(LINE), numFmt: TEXT };
    case "prose":
      return {
        font: font(),
        alignment: { ...indented(digits), wrapText: true },
        border: below(LINE),
        numFmt: TEXT,
      };
    case "label":
      return { font: font({ color: QUIET }), alignment: left, numFmt: TEXT };
    case "value":
      return { font: font(), alignment: { ...left, wrapText: true }, numFmt: TEXT };
    case "amount":
      return numberStyle(amountFormat(digits, '"–"'));
    case "difference":
      return numberStyle(amountFormat(digits, zero));
    case "count":
      return numberStyle(COUNT);
    case "quantity":
      return numberStyle(QUANTITY);
    case "share":
      return numberStyle(SHARE);
    case "check":
      return {
        font: font({ bold: true, color: GOOD }),
        alignment: centre,
        border: below(LINE),
        numFmt: STATEMENT,
      };
    case "verdict":
      return { font: font({ bold: true, color: GOOD }), alignment: left, numFmt: STATEMENT };
    case "total":
      return { ...totalStyle(right), numFmt: amountFormat(digits, zero) };
    case "totalText":
      return { ...totalStyle(left), numFmt: TEXT };
    default:
      return {};
  }
}

function headerStyle(alignment: Partial<Alignment>): Partial<Style> {
  return {
    font: font({ bold: true }),
    fill: HEADER_FILL,
    alignment: { ...alignment, vertical: "bottom", wrapText: true },
    border: below(STRONG_LINE),
    numFmt: TEXT,
  };
}

function numberStyle(numFmt: string): Partial<Style> {
  return { font: font(), alignment: right, border: below(LINE), numFmt };
}

function totalStyle(alignment: Partial<Alignment>): Partial<Style> {
  return {
    font: font({ bold: true }),
    alignment,
    border: { top: line(STRONG_LINE), bottom: { style: "double", color: STRONG_LINE } },
  };
}
