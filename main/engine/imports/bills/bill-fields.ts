import type { BillField, BoundBill, Conserved, Converted, MissingColumn } from "./define-bill.ts";

type Value = (cells: readonly string[]) => string;

/** Where a bill's header lacks a column its position is -1, and its cells are empty. */
export const ABSENT = -1;

export function cellOf(cells: readonly string[], index: number): string {
  return index === ABSENT ? "" : (cells[index] ?? "");
}

/** Fills a charge column from one source column as it stands; nothing where the file lacks it. */
export function copied(column: string, index: number, how = "copied"): BillField[] {
  return index === ABSENT
    ? []
    : [{ column, from: [index], how, isCopy: true, value: (cells) => cells[index] ?? "" }];
}

/** Fills a charge column from several source columns; nothing where the file has none of them. */
export function derived(
  column: string,
  from: readonly number[],
  how: string,
  value: Value,
): BillField[] {
  const present = from.filter((index) => index !== ABSENT);
  return present.length === 0 ? [] : [{ column, from: present, how, isCopy: false, value }];
}

/** The first of several source columns that is filled. */
export function firstFilled(column: string, from: readonly number[], how: string): BillField[] {
  const present = from.filter((index) => index !== ABSENT);
  const [only] = present;
  return present.length === 1 && only !== undefined
    ? copied(column, only, how)
    : derived(
        column,
        present,
        how,
        (cells) => present.map((index) => cells[index] ?? "").find((text) => text !== "") ?? "",
      );
}

/** The same text in every charge. */
export function constant(column: string, text: string, how: string): BillField {
  return { column, from: [], how, isCopy: false, value: () => text };
}

/** A bill of which each record is one charge, unless `decide` says otherwise. */
export function boundBill(parts: {
  readonly fields: readonly BillField[];
  readonly numbers: readonly number[];
  readonly times: readonly number[];
  readonly needed?: readonly number[];
  readonly conserves: readonly Conserved[];
  readonly missing: readonly MissingColumn[];
  readonly decide?: (cells: readonly string[], charge: readonly string[]) => Converted | null;
}): BoundBill {
  const { fields, decide } = parts;
  const present = (index: number): boolean => index !== ABSENT;
  return {
    ...parts,
    numbers: parts.numbers.filter(present),
    times: parts.times.filter(present),
    convert(cells) {
      const charge = fields.map((field) => field.value(cells));
      return decide?.(cells, charge) ?? { kind: "charges", charges: [charge] };
    },
  };
}

/** A charge with other texts in some of its columns, which are named as FOCUS does. */
export function changed(
  fields: readonly BillField[],
  charge: readonly string[],
  texts: Readonly<Record<string, string>>,
): string[] {
  return fields.map(({ column }, position) => texts[column] ?? charge[position] ?? "");
}

/** The columns of a format that a file lacks, each with what that means. */
export function missingOf(
  columns: readonly { readonly index: number; readonly name: string; readonly means: string }[],
): MissingColumn[] {
  return columns
    .filter(({ index }) => index === ABSENT)
    .map(({ name, means }) => ({ name, means }));
}
