import type { DateFormat, Mapping } from "../../../../shared/domain/mapping.ts";
import { CHARGE_FILE_COLUMNS } from "../../relations/charge-columns.ts";
import { ConventionEvidence, decideSigns } from "../cells/amount-convention.ts";
import { DateEvidence, dateQuestion } from "../cells/date-format.ts";
import type { AmountConvention } from "../cells/read-amount.ts";
import type { BillHeader } from "./bill-header.ts";
import {
  type ChargePlan,
  chargeColumn,
  columnIndex,
  planCharges,
  type Question,
} from "./charge-plan.ts";
import { hasComma, isNullText, isOffsetTime, timeShapeOf } from "./charge-shapes.ts";
import type { BillField, BoundBill, NativeBill } from "./define-bill.ts";
import { readExact } from "./exact-decimal.ts";

/** How the numbers and dates of a bill are written. */
export interface BillWriting {
  /** Per source column of numbers; as plain numbers where none is stated. */
  readonly conventions: ReadonlyMap<number, AmountConvention>;
  /** Of columns that only a mapping names: as all others, where those agree. */
  readonly common: AmountConvention;
  /** Per source column of times. */
  readonly dateFormats: ReadonlyMap<number, DateFormat>;
  readonly questions: readonly Question[];
}

/** A provider's own bill, understood but not yet rewritten. */
export interface NativeReading {
  readonly bill: NativeBill;
  readonly header: BillHeader;
  readonly mapping: Mapping | null;
  readonly bound: BoundBill;
  /** Of the rewritten charges: a column per field, then the source columns that are kept. */
  readonly plan: ChargePlan;
  readonly kept: readonly number[];
  readonly writing: BillWriting;
  /** Source columns without a number in which a record is rejected. */
  readonly needed: ReadonlySet<number>;
}

/** Plans what a bill is rewritten to; a mapping's columns come before the format's. */
export function planBill(
  bill: NativeBill,
  header: BillHeader,
  unmapped: BoundBill,
  mapping: Mapping | null,
  writing: BillWriting,
): NativeReading {
  const bound = withMapping(unmapped, header, mapping);
  const copied = new Set(bound.fields.flatMap(({ isCopy, from }) => (isCopy ? [...from] : [])));
  const kept = header.names.flatMap((_, index) => (copied.has(index) ? [] : [index]));
  const names = [
    ...bound.fields.map(({ column }) => column),
    ...kept.map((at) => header.nameOf(at)),
  ];
  const targets = names.map((_, index) => {
    const field = bound.fields[index];
    return field === undefined ? null : { column: chargeColumn(field.column).name, how: field.how };
  });
  const constants = mapping === null ? null : { ...mapping, columns: {} };
  const plan = planCharges(names, targets, constants);
  const conserved = bound.conserves.flatMap(({ source }) =>
    typeof source === "number" ? [source] : [],
  );
  const needed = new Set([...(bound.needed ?? []), ...conserved]);
  return { bill, header, mapping, bound, plan, kept, writing, needed };
}

/** The plan as a person sees it: of the source columns. */
export function shownPlan({ header, bound, plan, kept }: NativeReading): ChargePlan {
  const sources = new Map(
    bound.fields.map((field) => [
      chargeColumn(field.column).name,
      field.from.map((index) => header.nameOf(index)).join(", "),
    ]),
  );
  return {
    ...plan,
    header: header.names,
    kept: plan.kept.flatMap(({ name, index }) => {
      const source = kept[index - bound.fields.length];
      return source === undefined ? [] : [{ name, index: source }];
    }),
    matches: plan.matches.map((match) => {
      const source = match.source.startsWith('"') ? undefined : sources.get(match.target);
      return source === undefined ? match : { ...match, source: source || "every record" };
    }),
  };
}

function withMapping(bound: BoundBill, header: BillHeader, mapping: Mapping | null): BoundBill {
  const columns = Object.entries(mapping?.columns ?? {});
  if (columns.length === 0) {
    return bound;
  }
  const named = columns.map(([field, ref]): BillField => {
    const index = columnIndex(header.names, field, ref);
    return {
      column: chargeColumn(field).focus,
      from: [index],
      how: "mapping",
      isCopy: false,
      value: (cells) => cells[index] ?? "",
    };
  });
  const isNamed = (column: string): boolean => named.some((field) => field.column === column);
  const own = bound.fields.map((field, position) => ({ field, position }));
  const left = own.filter(({ field }) => !isNamed(field.column));
  const isNumber = ({ column }: BillField): boolean =>
    CHARGE_FILE_COLUMNS.some(
      ({ focus, kind }) => focus === column && /amount|price|quantity/.test(kind),
    );
  const isTime = ({ column }: BillField): boolean => /Start$|End$/.test(column);
  const sources = (wanted: (field: BillField) => boolean): number[] =>
    named.filter(wanted).flatMap(({ from }) => [...from]);
  return {
    ...bound,
    fields: [...left.map(({ field }) => field), ...named],
    numbers: [...new Set([...bound.numbers, ...sources(isNumber)])],
    times: [...new Set([...bound.times, ...sources(isTime)])],
    conserves: bound.conserves.filter(({ column }) => !isNamed(column)),
    convert(cells) {
      const converted = bound.convert(cells);
      const more = named.map((field) => field.value(cells));
      return converted.kind !== "charges"
        ? converted
        : {
            kind: "charges",
            charges: converted.charges.map((charge) => [
              ...left.map(({ position }) => charge[position] ?? ""),
              ...more,
            ]),
          };
    },
  };
}

/** Finds out, from a sample, how the numbers and dates of a bill are written. */
export function readWriting(
  header: BillHeader,
  bill: NativeBill,
  { numbers, times }: Pick<BoundBill, "numbers" | "times">,
  rows: readonly (readonly string[])[],
  mapping: Mapping | null,
): BillWriting {
  const amounts = sampleNumbers(header, numbers, rows, mapping);
  const dates = sampleDates(header, bill, times, rows, mapping);
  return {
    conventions: amounts.conventions,
    common: amounts.common,
    dateFormats: dates.formats,
    questions: [...amounts.questions, ...dates.questions],
  };
}

function sampleNumbers(
  header: BillHeader,
  numbers: readonly number[],
  rows: readonly (readonly string[])[],
  mapping: Mapping | null,
) {
  let isOdd = hasComma(mapping);
  const columns = numbers.map((index) => {
    const evidence = new ConventionEvidence();
    for (const row of rows) {
      const text = row[index] ?? "";
      if (!isNullText(text)) {
        evidence.add(text);
        isOdd ||= readExact(text) === null;
      }
    }
    return { name: header.nameOf(index), evidence };
  });
  // Plain numbers have a point in every bill of a provider; other writing asks for evidence.
  const { conventions, open } = decideSigns(isOdd ? columns : [], mapping);
  const written = new Map(conventions.map((convention, at) => [numbers[at] ?? -1, convention]));
  const [first = { decimal: "." }] = conventions;
  const isOne = conventions.every(({ decimal }) => decimal === first.decimal);
  const common: AmountConvention = isOne ? first : { decimal: "." };
  return { conventions: written, common, questions: open };
}

/** One export writes all its dates alike, so that one column may settle how another is read. */
function sampleDates(
  header: BillHeader,
  bill: NativeBill,
  times: readonly number[],
  rows: readonly (readonly string[])[],
  mapping: Mapping | null,
) {
  const together = new DateEvidence();
  const formats = new Map<number, DateFormat>();
  const questions: Question[] = [];
  const open: { index: number; evidence: DateEvidence }[] = [];
  for (const index of times) {
    const evidence = new DateEvidence();
    for (const row of rows) {
      const text = row[index] ?? "";
      if (!isNullText(text) && timeShapeOf(text) === null && !isOffsetTime(text)) {
        evidence.add(text);
        together.add(text);
      }
    }
    open.push({ index, evidence });
  }
  const all = together.decide();
  for (const { index, evidence } of open) {
    const own = evidence.decide();
    const stated = mapping?.dateFormat;
    if (stated !== undefined) {
      formats.set(index, stated);
    } else if (own.kind === "decided") {
      formats.set(index, own.format);
    } else if (own.kind === "ambiguous") {
      const usual = [all.kind === "decided" ? all.format : undefined, bill.dateFormat].find(
        (format) => format !== undefined && own.formats.includes(format),
      );
      if (usual === undefined) {
        questions.push({ column: header.nameOf(index), question: dateQuestion(own) });
      } else {
        formats.set(index, usual);
      }
    } else if (own.kind === "unknown") {
      questions.push({ column: header.nameOf(index), question: dateQuestion(own) });
    }
  }
  return { formats, questions };
}
