import type { DateFormat, Mapping } from "../../../../shared/domain/mapping.ts";
import { ConventionEvidence, decideSigns, type NumberColumn } from "../cells/amount-convention.ts";
import { DateEvidence, dateQuestion } from "../cells/date-format.ts";
import type { AmountConvention } from "../cells/read-amount.ts";
import {
  type ChargePlan,
  decimalColumns,
  type PlannedColumn,
  type Question,
  timeColumns,
} from "./charge-plan.ts";

/** What stands in a cell that holds nothing; the specification's own files use all of them. */
export const NULL_TEXTS: readonly string[] = ["", "NULL", "null", "(null)"];
const NULLS = new Set(NULL_TEXTS);
const LENGTHS = NULL_TEXTS.map(({ length }) => length);

/** Nearly every cell of a file is asked, and few texts are as long as one of these. */
export function isNullText(text: string): boolean {
  return text === "" || (LENGTHS.includes(text.length) && NULLS.has(text));
}

/** Decimal text the database reads exactly and quickly. */
const PLAIN = /^-?(\d{1,18})(?:\.(\d{0,30}))?$/;
const EXPONENT = /^-?(\d{1,8})(?:\.(\d{0,18}))?[eE]-0?(\d|1[0-2])$/;

/** Ways of writing a UTC time that need no conversion, by what tells them apart. */
export const TIME_SHAPES = [
  { name: "second-z", length: 20, at: 20, sign: "Z" },
  { name: "second", length: 19, at: 17, sign: ":" },
  { name: "millisecond-z", length: 24, at: 24, sign: "Z" },
  { name: "day", length: 10, at: 5, sign: "-" },
] as const;
export type TimeShape = (typeof TIME_SHAPES)[number];
const ISO_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d{3})?Z?)?$/;

export function timeShapeOf(text: string): TimeShape | null {
  const shape = TIME_SHAPES.find(
    ({ length, at, sign }) => text.length === length && text[at - 1] === sign,
  );
  return shape !== undefined && ISO_TIME.test(text) ? shape : null;
}

/** Digits seen in a column's sample. */
export interface DecimalShape {
  readonly whole: number;
  readonly decimals: number;
}

/** How the sampled cells of a file are written. */
export interface ChargeShapes {
  readonly decimals: ReadonlyMap<string, DecimalShape>;
  readonly times: ReadonlyMap<string, TimeShape>;
  /** Whether a sampled cell needs more than the quick reading. */
  readonly needsCanonical: boolean;
  /** How numbers are written, per charge column; as plain numbers where none is stated. */
  readonly conventions: ReadonlyMap<string, AmountConvention>;
  readonly dateFormats: ReadonlyMap<string, DateFormat>;
  readonly questions: readonly Question[];
}

/** Finds out, from a sample, how the numbers and dates of a file are written. */
export function readShapes(
  plan: ChargePlan,
  rows: readonly (readonly string[])[],
  mapping: Mapping | null,
): ChargeShapes {
  const amounts = sampleDecimals(plan, rows, mapping);
  const times = sampleTimes(plan, rows, mapping);
  return {
    decimals: amounts.shapes,
    conventions: amounts.conventions,
    times: times.shapes,
    dateFormats: times.formats,
    needsCanonical: amounts.isOdd || times.isOdd,
    questions: [...amounts.questions, ...times.questions],
  };
}

function* cellsOf(
  { source }: PlannedColumn,
  rows: readonly (readonly string[])[],
): Iterable<string> {
  if (source.kind === "column") {
    for (const row of rows) {
      const text = row[source.index] ?? "";
      if (!isNullText(text)) {
        yield text;
      }
    }
  }
}

function sampleDecimals(
  plan: ChargePlan,
  rows: readonly (readonly string[])[],
  mapping: Mapping | null,
) {
  const shapes = new Map<string, DecimalShape>();
  const numbers: NumberColumn[] = [];
  const planned = decimalColumns(plan);
  let isOdd = hasComma(mapping);
  for (const one of planned) {
    const evidence = new ConventionEvidence();
    let whole = 1;
    let decimals = 0;
    for (const text of cellsOf(one, rows)) {
      const match = PLAIN.exec(text) ?? EXPONENT.exec(text);
      evidence.add(text);
      if (match === null) {
        isOdd = true;
      } else {
        const shift = match[3] === undefined ? 0 : Number.parseInt(match[3], 10);
        whole = Math.max(whole, match[1]?.length ?? 0);
        decimals = Math.max(decimals, (match[2]?.length ?? 0) + shift);
      }
    }
    shapes.set(one.column.name, { whole, decimals });
    const { source } = one;
    const name = source.kind === "column" ? plan.header[source.index] : undefined;
    numbers.push({ name: name ?? one.column.focus, evidence });
  }
  // Plain numbers have a point by the specification; only other writing asks for evidence.
  const { conventions, open } = decideSigns(isOdd ? numbers : [], mapping);
  const conventionOf = new Map(
    conventions.map((convention, at) => [planned[at]?.column.name ?? "", convention]),
  );
  return { shapes, conventions: conventionOf, isOdd, questions: open };
}

export function hasComma(mapping: Pick<Mapping, "decimal" | "decimals"> | null): boolean {
  return [mapping?.decimal, ...Object.values(mapping?.decimals ?? {})].includes(",");
}

function sampleTimes(
  plan: ChargePlan,
  rows: readonly (readonly string[])[],
  mapping: Mapping | null,
) {
  const shapes = new Map<string, TimeShape>();
  const formats = new Map<string, DateFormat>();
  const questions: Question[] = [];
  let isOdd = false;
  for (const planned of timeColumns(plan)) {
    const { name, focus } = planned.column;
    const evidence = new DateEvidence();
    for (const text of cellsOf(planned, rows)) {
      const shape = timeShapeOf(text);
      const first = shapes.get(name) ?? shape;
      if (shape === null || shape !== first) {
        isOdd = true;
      } else {
        shapes.set(name, shape);
      }
      if (shape === null && !isOffsetTime(text)) {
        evidence.add(text);
      }
    }
    const decision = evidence.decide();
    if (mapping?.dateFormat !== undefined) {
      formats.set(name, mapping.dateFormat);
    } else if (decision.kind === "decided") {
      formats.set(name, decision.format);
    } else if (decision.kind !== "empty") {
      questions.push({ column: focus, question: dateQuestion(decision) });
    }
  }
  return { shapes, formats, isOdd, questions };
}

const OFFSET_TIME =
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:[+-]\d\d:?\d\d|Z| ?UTC)?$/;

/** A time with an offset from UTC or in a rarer ISO form. */
export function isOffsetTime(text: string): boolean {
  return OFFSET_TIME.test(text);
}
