import type { DateFormat, Mapping } from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import { ConventionEvidence, decideSigns } from "../cells/amount-convention.ts";
import { DateEvidence, dateQuestion } from "../cells/date-format.ts";
import type { AmountConvention } from "../cells/read-amount.ts";
import { alsoOpen } from "../open-questions.ts";
import type { FileRow, RowSource } from "../readers/file-row.ts";
import { RowClassifier, usedWidth } from "./finance-classify.ts";
import type { FinanceFormat } from "./finance-format.ts";
import { type Column, columnsOf, type FieldSource, type Layout } from "./finance-layout.ts";
import type { Conventions } from "./finance-read-value.ts";

export interface Question {
  readonly column: string;
  readonly question: string;
  readonly asks?: "decimal";
  /** The fields or keys of a mapping that answer it. */
  readonly answeredBy?: readonly string[];
}

/** What a first reading of the whole file found out. */
export interface Survey {
  readonly conventions: Conventions;
  /** Numbers of cells a data row may have; null for sheets. */
  readonly widths: ReadonlySet<number> | null;
  /** What the file leaves open and a mapping must say. */
  readonly questions: readonly Question[];
  readonly records: number;
  /** First words of rows that look like totals. */
  readonly subtotals: readonly string[];
}

/** Reads a file once to decide how its numbers and dates are written, column by column. */
export async function surveyFile(
  source: RowSource,
  layout: Layout,
  format: FinanceFormat,
  mapping: Mapping,
  signal?: AbortSignal,
): Promise<Survey> {
  const evidence = new Evidence(layout, format, mapping);
  const classifier = new RowClassifier(layout, null);
  let records = 0;
  const subtotals = new Set<string>();
  for await (const batch of source.rows()) {
    signal?.throwIfAborted();
    records += batch.length;
    for (const row of batch) {
      const found = classifier.classify(row);
      if (found.kind === "data") {
        evidence.add(row, found.cells);
      } else if (found.kind === "problem" && found.isSubtotal && subtotals.size < 20) {
        subtotals.add(row.cells.find((cell) => cell.trim() !== "")?.trim() ?? "");
      }
    }
  }
  return { ...evidence.decide(), records, subtotals: [...subtotals] };
}

class Evidence {
  private readonly layout: Layout;
  private readonly mapping: Mapping;
  private readonly amounts: { column: Column; evidence: ConventionEvidence }[] = [];
  private readonly dates: { field: string; column: Column; evidence: DateEvidence }[] = [];
  private readonly widths = new Set<number>();
  private isSheet = false;

  constructor(layout: Layout, format: FinanceFormat, mapping: Mapping) {
    this.layout = layout;
    this.mapping = mapping;
    for (const { name, kind } of format.fields) {
      const source = layout.fields.get(name);
      if (source !== undefined && kind === "amount") {
        for (const column of numberColumns(source)) {
          this.amounts.push({ column, evidence: new ConventionEvidence() });
        }
      }
      if (source?.kind === "column" && kind === "date") {
        this.dates.push({ field: name, column: source.column, evidence: new DateEvidence() });
      }
    }
  }

  add(row: FileRow, cells: readonly string[]): void {
    this.isSheet ||= row.kinds !== null;
    this.widths.add(usedWidth(cells, this.layout.header.names.length));
    const textOf = ({ index, pattern }: Column): string => {
      const isText = row.kinds === null || row.kinds[index] === "text";
      const text = isText ? (cells[index] ?? "").trim() : "";
      return pattern === null ? text : (pattern.find(text) ?? "").trim();
    };
    for (const { column, evidence } of this.amounts) {
      evidence.add(textOf(column));
    }
    for (const { column, evidence } of this.dates) {
      evidence.add(textOf(column));
    }
  }

  decide(): Pick<Survey, "conventions" | "widths" | "questions"> {
    const questions: Question[] = [];
    const conventions: Conventions = {
      amounts: this.decideAmounts(questions),
      dates: this.decideDates(questions),
      year: this.mapping.year,
    };
    return { conventions, widths: this.isSheet ? null : this.allowedWidths(), questions };
  }

  private decideAmounts(questions: Question[]): Map<number, AmountConvention> {
    const columns = this.amounts.map(({ column, evidence }) => ({ name: column.name, evidence }));
    const { conventions, open } = decideSigns(columns, this.mapping);
    questions.push(...open);
    return new Map(
      this.amounts.map(({ column }, at) => [column.index, conventions[at] ?? { decimal: "." }]),
    );
  }

  private decideDates(questions: Question[]): Map<string, DateFormat> {
    const formats = new Map<string, DateFormat>();
    for (const { field, column, evidence } of this.dates) {
      const stated = this.mapping.dateFormats?.[field] ?? this.mapping.dateFormat;
      const decision = evidence.decide();
      if (stated !== undefined) {
        formats.set(field, stated);
      } else if (decision.kind === "decided") {
        formats.set(field, decision.format);
      } else if (decision.kind !== "empty") {
        questions.push({ column: column.name, question: dateQuestion(decision) });
      }
      if (formats.get(field) === "DDMM" && this.mapping.year === undefined) {
        const question = "In which year do these days lie? State year in a mapping.";
        questions.push({ column: column.name, question });
      }
    }
    return formats;
  }

  /**
   * Rows have as many cells as the header. Where all of them alike have fewer, and the missing
   * ones are not mapped, the file simply leaves the last columns out.
   */
  private allowedWidths(): ReadonlySet<number> {
    const header = this.layout.header.names.length;
    const [width] = this.widths;
    if (width === undefined || this.widths.size > 1) {
      return new Set([header === 0 ? Math.max(0, ...this.widths) : header]);
    }
    const mapped = [...this.layout.fields.values()].flatMap(columnsOf);
    const isComplete = mapped.every(({ index }) => index < width);
    return new Set([header === 0 || (width < header && isComplete) ? width : header]);
  }
}

function numberColumns(source: FieldSource): readonly Column[] {
  return source.kind === "indicator" ? [source.value] : columnsOf(source);
}

/** The mapping with what the file itself decided about its numbers and dates. */
export function settledMapping(
  mapping: Mapping,
  { conventions, questions }: Survey,
  names: readonly string[],
): Mapping {
  const [decimal, ...decimals] = new Set(
    [...conventions.amounts.values()].map((convention) => convention.decimal),
  );
  const [dateFormat, ...dateFormats] = new Set(conventions.dates.values());
  const signsOf = (header: readonly string[]) =>
    Object.fromEntries(
      [...conventions.amounts].map(([index, one]) => [header[index] ?? "", one.decimal]),
    );
  const isOneSign = decimals.length === 0 && questions.length === 0;
  return {
    ...mapping,
    ...(decimal !== undefined && isOneSign ? { decimal } : {}),
    ...(decimals.length > 0 && questions.length === 0 ? { decimals: signsOf(names) } : {}),
    ...(dateFormat !== undefined && dateFormats.length === 0 ? { dateFormat } : {}),
  };
}

/** Refuses a file whose amounts or dates could be read in two ways. */
export function assertSettled(questions: readonly Question[], file: string): void {
  const [first, ...others] = questions;
  if (first === undefined) {
    return;
  }
  fail(
    "mapping-needed",
    `Column "${first.column}" of "${file}" leaves a question open. ${first.question}` +
      alsoOpen(others),
    "Answer it in a mapping and import the file with it; nothing was loaded.",
    { column: first.column, question: first.question, questions: questions.length },
  );
}
