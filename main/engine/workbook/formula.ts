import { divideHalfAwayFromZero, fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import type { Formula, FormulaValue } from "./cell.ts";
import { minorUnit } from "./round-column-to.ts";

/**
 * A piece of a formula and what it gives, so that text and stored value cannot part. The value
 * is exact; a workbook program computes the same text by itself.
 */
export interface Operand {
  readonly text: string;
  readonly value: FormulaValue;
}

/** The cells of one column, in as many pieces as the sheet has parts. */
export interface ColumnRange {
  readonly names: readonly string[];
  /** One value per row; text in an amount column counts as nothing, as Excel counts it. */
  readonly values: readonly (FormulaValue | null)[];
}

export function asFormula({ text, value }: Operand): Formula {
  return { formula: text, value };
}

export function unitsOf(operand: Operand): bigint {
  return typeof operand.value === "bigint" ? operand.value : 0n;
}

export function constant(units: bigint): Operand {
  return { text: fromUnits(units), value: units };
}

export function textConstant(text: string): Operand {
  return { text: `"${text.replaceAll('"', '""')}"`, value: text };
}

export function plus(...operands: readonly Operand[]): Operand {
  if (operands.length === 0) {
    return constant(0n);
  }
  return {
    text: operands.map(({ text }) => text).join("+"),
    value: operands.reduce((sum, operand) => sum + unitsOf(operand), 0n),
  };
}

export function minus(minuend: Operand, ...subtrahends: readonly Operand[]): Operand {
  return {
    text: [minuend, ...subtrahends].map(({ text }) => text).join("-"),
    value: subtrahends.reduce((left, operand) => left - unitsOf(operand), unitsOf(minuend)),
  };
}

/** |operand|. */
export function size(operand: Operand): Operand {
  const units = unitsOf(operand);
  return { text: `ABS(${operand.text})`, value: units < 0n ? -units : units };
}

/** ROUND: half away from zero, as Excel and the presentation rule have it. */
export function rounded(operand: Operand, digits: number): Operand {
  const step = minorUnit(digits);
  return {
    text: `ROUND(${operand.text},${digits})`,
    value: divideHalfAwayFromZero(unitsOf(operand), step) * step,
  };
}

/** A ratio for information; 0 where the divisor is 0. */
export function ratio(dividend: Operand, divisor: Operand, digits: number): Operand {
  const below = unitsOf(divisor);
  const scale = 10n ** BigInt(digits);
  const sign = below < 0n ? -1n : 1n;
  const scaled =
    below === 0n ? 0n : divideHalfAwayFromZero(unitsOf(dividend) * scale * sign, below * sign);
  return {
    text: `IF(${divisor.text}=0,0,ROUND(${dividend.text}/${divisor.text},${digits}))`,
    value: scaled * minorUnit(digits),
  };
}

/** A part of an amount by integer weights, rounded half away from zero. */
export function share(amount: Operand, weight: Operand, total: Operand, digits: number): Operand {
  const below = unitsOf(total);
  const step = minorUnit(digits);
  const value =
    below === 0n
      ? 0n
      : divideHalfAwayFromZero(unitsOf(amount) * unitsOf(weight), below * step) * step;
  const text = `ROUND(${amount.text}*${weight.text}/${total.text},${digits})`;
  return { text: `IF(${total.text}=0,0,${text})`, value };
}

export function equal(left: Operand, right: Operand): Operand {
  return { text: `${left.text}=${right.text}`, value: left.value === right.value };
}

/** Whether two texts are the same, letter by letter. */
export function exact(left: Operand, right: Operand): Operand {
  return { text: `EXACT(${left.text},${right.text})`, value: left.value === right.value };
}

/** |operand| ≤ limit. */
export function within(operand: Operand, limit: Operand): Operand {
  const units = unitsOf(operand);
  const magnitude = units < 0n ? -units : units;
  return { text: `ABS(${operand.text})<=${limit.text}`, value: magnitude <= unitsOf(limit) };
}

/** TRUE where every cell of the columns is TRUE. */
export function every(...ranges: readonly ColumnRange[]): Operand {
  const names = ranges.flatMap((range) => range.names);
  return {
    text: `AND(${names.join(",")})`,
    value: ranges.every(({ values }) => values.every((value) => value !== false)),
  };
}

/** TRUE where no cell of the column is further from zero than the limit. */
export function everyWithin({ names, values }: ColumnRange, limit: Operand): Operand {
  const beyond = names.map((name) => `SUMPRODUCT(--(ABS(${name})>${limit.text}))`);
  return {
    text: `${beyond.join("+")}=0`,
    value: values.every((value) =>
      typeof value === "bigint" ? within({ text: "", value }, limit).value === true : true,
    ),
  };
}

export function sum(range: ColumnRange): Operand {
  return {
    text: `SUM(${range.names.join(",")})`,
    value: range.values.reduce<bigint>(
      (total, value) => (typeof value === "bigint" ? total + value : total),
      0n,
    ),
  };
}

export type Criterion = readonly [ColumnRange, Operand];

/** Σ of the rows whose key cells equal the given ones. */
export function sumIf(range: ColumnRange, ...criteria: readonly Criterion[]): Operand {
  return {
    text: conditional(criteria, range),
    value: sumsByKey(range, criteria).get(joinKey(criteria.map(([, { value }]) => value))) ?? 0n,
  };
}

const ONE = toUnits("1");

/** The number of rows whose key cells equal the given ones. */
export function countIf(...criteria: readonly Criterion[]): Operand {
  const [first] = criteria;
  const ones = { names: [], values: first === undefined ? [] : first[0].values.map(() => ONE) };
  const key = joinKey(criteria.map(([, { value }]) => value));
  return { text: conditional(criteria, null), value: sumsByKey(ones, criteria).get(key) ?? 0n };
}

/**
 * SUMIFS reads "061100" as a number and `*` as a pattern and ignores case. Where that could make
 * two keys one, EXACT compares them instead.
 */
function conditional(criteria: readonly Criterion[], range: ColumnRange | null): string {
  const isPlain = criteria.every(([{ values }, key]) => areDistinctKeys(values, key.value));
  const pieces = criteria[0]?.[0].names ?? [];
  return pieces
    .map((_, part) => {
      const amounts = range?.names[part];
      if (isPlain) {
        const pairs = criteria.map(([{ names }, key]) => `${names[part]},${key.text}`);
        return amounts === undefined
          ? `COUNTIFS(${pairs.join(",")})`
          : `SUMIFS(${[amounts, ...pairs].join(",")})`;
      }
      const tests = criteria.map(([{ names }, key]) => `EXACT(${names[part]},${key.text})`);
      const product = tests.map((test) => `(${test})`).join("*");
      return amounts === undefined
        ? `SUMPRODUCT(${product}*1)`
        : `SUMPRODUCT(${product}*1,${amounts})`;
    })
    .join("+");
}

const distinctKeys = new WeakMap<object, Map<string, string> | null>();

function areDistinctKeys(values: ColumnRange["values"], key: FormulaValue): boolean {
  let loose = distinctKeys.get(values);
  if (loose === undefined) {
    loose = looseKeys(values);
    distinctKeys.set(values, loose);
  }
  if (loose === null || typeof key !== "string" || !isPlainKey(key)) {
    return loose !== null && typeof key !== "string";
  }
  const known = loose.get(looseKey(key));
  return known === undefined || known === key;
}

function looseKeys(values: ColumnRange["values"]): Map<string, string> | null {
  const keys = new Map<string, string>();
  for (const value of values) {
    if (typeof value === "string") {
      const loose = looseKey(value);
      const known = keys.get(loose);
      if (!isPlainKey(value) || (known !== undefined && known !== value)) {
        return null;
      }
      keys.set(loose, value);
    }
  }
  return keys;
}

/** Text a criterion takes literally: no pattern, no comparison, no date, not empty or too long. */
function isPlainKey(text: string): boolean {
  if (text === "" || text.length > 255 || /[*?~]|^[<>=]/.test(text)) {
    return false;
  }
  return isWholeNumber(text) || !/^[-+.,\d\s/:%$()e]+$/i.test(text);
}

function isWholeNumber(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

/** Equal for any two plain keys a criterion may take for the same. */
function looseKey(text: string): string {
  return isWholeNumber(text) ? text.replace(/^0+(?=.)/, "") : text.toLowerCase();
}

const groupedSums = new WeakMap<object, Map<string, Map<string, bigint>>>();
const rangeNumbers = new WeakMap<object, number>();
let rangeCount = 0;

function rangeNumber(values: object): number {
  let number = rangeNumbers.get(values);
  if (number === undefined) {
    rangeCount += 1;
    number = rangeCount;
    rangeNumbers.set(values, number);
  }
  return number;
}

function sumsByKey(range: ColumnRange, criteria: readonly Criterion[]): Map<string, bigint> {
  const columns = criteria.map(([{ values }]) => values);
  const cacheKey = columns.map(rangeNumber).join(",");
  let cached = groupedSums.get(range.values);
  if (cached === undefined) {
    cached = new Map();
    groupedSums.set(range.values, cached);
  }
  let sums = cached.get(cacheKey);
  if (sums === undefined) {
    sums = new Map();
    for (const [row, value] of range.values.entries()) {
      if (typeof value === "bigint") {
        const key = joinKey(columns.map((column) => column[row] ?? null));
        sums.set(key, (sums.get(key) ?? 0n) + value);
      }
    }
    cached.set(cacheKey, sums);
  }
  return sums;
}

function joinKey(values: readonly (FormulaValue | null)[]): string {
  return JSON.stringify(
    values.map((value) => (typeof value === "bigint" ? fromUnits(value) : value)),
  );
}
