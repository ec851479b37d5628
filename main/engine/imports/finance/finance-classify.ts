import { DeclaredSkips } from "../declared-skips.ts";
import type { FileRow } from "../readers/file-row.ts";
import { comparableName, comparableRow } from "./finance-header.ts";
import { columnsOf, type Layout } from "./finance-layout.ts";

/** Why a record cannot become a row, in the words of a reject. */
export interface RowProblem {
  readonly code: string;
  readonly column: string | null;
  readonly reason: string;
  readonly remedy: string;
}

export type RowClass =
  /** The header the file is read by; it is no record. */
  | { readonly kind: "header" }
  | { readonly kind: "blank" }
  | { readonly kind: "skip"; readonly reason: string }
  | { readonly kind: "problem"; readonly problem: RowProblem; readonly isSubtotal: boolean }
  /** `cells` has the values of the group filled in. */
  | { readonly kind: "data"; readonly cells: readonly string[] };

const RULE_LINE = /^[\s|+*.:;,=_"-]*[-=_]{3,}[\s|+*.:;,=_"-]*$/;
const SUBTOTAL_STARTS = [
  "\\*{1,4}(?:\\s|$)",
  "(?:grand |sub|sub-|report )?totals?\\b",
  "(?:opening|closing|beginning|ending) balance\\b",
  "opening$",
  "closing\\b",
  "(?:zwischen|gesamt)?summe\\b",
  "gesamt\\b",
  "saldo\\b",
  "(?:anfangs|end)bestand\\b",
  "solde\\b",
];
/** How reports in English, German and French begin a line that adds up or carries forward. */
const SUBTOTAL = new RegExp(`^(?:${SUBTOTAL_STARTS.join("|")})`, "i");

/**
 * Tells data from layout, record by record and in file order: preamble, header and its repetitions,
 * lines of dashes, group headings, the rows a mapping skips, and everything that is neither.
 */
export class RowClassifier {
  private readonly layout: Layout;
  private readonly widths: ReadonlySet<number> | null;
  private readonly skips: DeclaredSkips;
  private readonly keyColumns: readonly number[];
  private readonly otherColumns: readonly number[];
  private readonly headerMarks: ReadonlySet<string>;
  /** The last text of each column written once per group, in the order of the layout. */
  private readonly filled: string[] = [];

  /** `widths` are the numbers of cells a data row may have; null accepts every number. */
  constructor(layout: Layout, widths: ReadonlySet<number> | null) {
    this.layout = layout;
    this.widths = widths;
    this.skips = new DeclaredSkips(layout.skip);
    const mapped = [...layout.fields.values()].flatMap((source) =>
      columnsOf(source).map(({ index }) => index),
    );
    const fillDown = new Set(layout.fillDown.map(({ index }) => index));
    this.headerMarks = new Set(
      layout.header.rows.map((row) => {
        const names = row.split("\t");
        const start = names.findIndex((name) => name !== "");
        return `${start} ${names[start] ?? ""}`;
      }),
    );
    this.otherColumns = mapped.filter((index) => !fillDown.has(index));
    this.keyColumns = ["ledger_account", "posting_date", "document_number", "period", "currency"]
      .flatMap((name) => {
        const source = layout.fields.get(name);
        return source === undefined ? [] : columnsOf(source);
      })
      .map(({ index }) => index);
  }

  classify(row: FileRow): RowClass {
    const { header } = this.layout;
    const { cells } = row;
    if (cells.every((cell) => cell.trim() === "") && !hasKinds(row)) {
      return { kind: "blank" };
    }
    if (row.line <= header.lastLine) {
      return row.line < header.line ? this.aboveHeader(cells) : { kind: "header" };
    }
    if (row.broken !== null) {
      const declared = this.skips.reasonFor(row);
      return declared !== null
        ? skip(declared)
        : problem("row-broken", row.broken, "Correct the quotation marks of this record.");
    }
    if (RULE_LINE.test(row.raw)) {
      return skip("line of dashes");
    }
    const isHeading = this.isGroupHeading(cells);
    if (isHeading) {
      this.remember(cells, true);
    }
    const declared = this.skips.reasonFor(row);
    if (declared !== null) {
      return skip(declared);
    }
    if (this.isRepeatedHeader(cells)) {
      return skip("repeated header");
    }
    if (isHeading) {
      this.remember(cells);
      return skip("group heading");
    }
    return this.undeclaredSubtotal(cells) ?? this.wrongWidth(row) ?? this.data(cells);
  }

  /** Compares whole rows only where their first names agree, because this runs for every row. */
  private isRepeatedHeader(cells: readonly string[]): boolean {
    const { header } = this.layout;
    const start = cells.findIndex((cell) => cell.trim() !== "");
    const mark = comparableName(cells[start] ?? "");
    return this.headerMarks.has(`${start} ${mark}`) && header.rows.includes(comparableRow(cells));
  }

  /** A row that fills only columns written once per group names the group. */
  private isGroupHeading(cells: readonly string[]): boolean {
    const { fillDown } = this.layout;
    return (
      fillDown.length > 0 &&
      fillDown.some(({ index }) => isFilled(cells, index)) &&
      !this.otherColumns.some((index) => isFilled(cells, index))
    );
  }

  private undeclaredSubtotal(cells: readonly string[]): RowClass | null {
    const first = cells.find((cell) => cell.trim() !== "") ?? "";
    const starts = [first, ...this.keyColumns.map((index) => cells[index] ?? "")];
    const start = starts.find((cell) => SUBTOTAL.test(cell.trim()));
    const lacksKey = this.keyColumns.some((index) => !isFilled(cells, index));
    if (start === undefined || !(lacksKey || this.keyColumns.length === 0)) {
      return null;
    }
    const word = start.trim().slice(0, 60);
    return {
      kind: "problem",
      isSubtotal: true,
      problem: {
        code: "subtotal-not-declared",
        column: null,
        reason: `"${word}" looks like a total of other rows, which would be counted twice`,
        remedy:
          `If it is, add to the mapping: skip: [{ matches: "^${firstWord(word)}", ` +
          'reason: "subtotal" }]; if it is data, fill in what its row lacks.',
      },
    };
  }

  private wrongWidth(row: FileRow): RowClass | null {
    if (this.widths === null || row.kinds !== null) {
      return null;
    }
    const width = usedWidth(row.cells, Math.max(...this.widths));
    if (this.widths.has(width)) {
      return null;
    }
    const expected = [...this.widths].join(" or ");
    return problem(
      "row-ragged",
      `the record has ${width} columns where the file has ${expected}`,
      "Quote text that holds the delimiter, or remove the extra one, then import again.",
    );
  }

  private data(cells: readonly string[]): RowClass {
    const { fillDown } = this.layout;
    if (fillDown.length === 0) {
      return { kind: "data", cells };
    }
    this.remember(cells);
    const complete = [...cells];
    for (const { index } of fillDown) {
      if (!isFilled(cells, index)) {
        const texts = this.filled.filter((_, at) => fillDown[at]?.index === index);
        complete[index] = texts.join("  ");
      }
    }
    return { kind: "data", cells: complete };
  }

  /** A list's first group may be named above its header, where any other text may stand as well. */
  private aboveHeader(cells: readonly string[]): RowClass {
    this.remember(cells, true);
    return skip("above the header");
  }

  private remember(cells: readonly string[], isPatterned = false): void {
    for (const [at, { index, pattern }] of this.layout.fillDown.entries()) {
      const cell = (cells[index] ?? "").trim();
      const isNamed = pattern === null ? !isPatterned : pattern.find(cell) !== null;
      if (cell !== "" && isNamed) {
        this.filled[at] = cell;
      }
    }
  }
}

/** Cells of a record; delimiters at its end that lead to nothing do not count. */
export function usedWidth(cells: readonly string[], expected: number): number {
  let width = cells.length;
  while (width > expected && (cells[width - 1] ?? "").trim() === "") {
    width -= 1;
  }
  return width;
}

function isFilled(cells: readonly string[], index: number): boolean {
  return (cells[index] ?? "").trim() !== "";
}

function hasKinds(row: FileRow): boolean {
  return row.kinds?.some((kind) => kind === "no-value" || kind === "error") ?? false;
}

function firstWord(text: string): string {
  const word = comparableName(text).split(" ")[0] ?? "";
  const start = text.slice(0, word.length);
  return start.replace(/[.*+?^${}()|[\]\\]/g, "\\\\$&");
}

function skip(reason: string): RowClass {
  return { kind: "skip", reason };
}

function problem(code: string, reason: string, remedy: string): RowClass {
  return { kind: "problem", isSubtotal: false, problem: { code, column: null, reason, remedy } };
}
