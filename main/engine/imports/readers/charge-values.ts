import { id, sql } from "../../database/sql.ts";
import type { ChargeColumn } from "../../relations/charge-columns.ts";
import type { CellSource, ChargePlan } from "../bills/charge-plan.ts";
import type { TimeShape } from "../bills/charge-shapes.ts";

/**
 * How a column of numbers is stored and which texts that holds exactly. `decimals` beyond the
 * scale are rounded half away from zero; what is lost is measured afterwards.
 */
export interface DecimalType {
  readonly scale: number;
  /** DECIMAL(38, scale) instead of DECIMAL(18, scale). */
  readonly isWide: boolean;
  readonly decimalsMax: number;
}

export interface ChargeTypes {
  readonly decimals: ReadonlyMap<string, DecimalType>;
  readonly times: ReadonlyMap<string, TimeShape>;
}

/** A column of a charge table: how it is stored, and its value as an expression over the cells. */
export interface ChargeValue {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

export const LOST_SCALE = 30;
const WIDE_WHOLE = 18;
const NARROW_WIDTH = 18;
/** The four bases, which every charge table has. */
const COST_COLUMNS = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"];
const NEVER = "0001-01-01 00:00:00";
const TEXT = "varchar";
const ALIKE_CELLS_MAX = 8;

/** A text as an SQL literal; for paths and names, which a table function cannot have bound. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return sql`${id(name)}`.text;
}

/** Every column of the charge table of a plan; unreadable cells become sentinels. */
export function chargeValues(plan: ChargePlan, types: ChargeTypes): ChargeValue[] {
  const values = plan.columns.map(({ column, source }) => cellValue(column, source, types));
  const absent = COST_COLUMNS.filter(
    (cost) => !plan.columns.some(({ column }) => column.name === cost),
  ).map((name) => ({ name, type: "decimal(18, 2)", value: "null" }));
  return [...values, ...absent, ...keptCells(plan), ...periods(plan)];
}

export function cellText(source: CellSource): string {
  return source.kind === "column" ? `c${source.index}` : literal(source.text);
}

function cellValue(column: ChargeColumn, source: CellSource, types: ChargeTypes): ChargeValue {
  const { name } = column;
  const text = cellText(source);
  const decimal = types.decimals.get(name);
  if (decimal !== undefined) {
    return { name, type: sqlType(decimal), value: decimalValue(text, decimal) };
  }
  const time = types.times.get(name);
  if (time !== undefined) {
    return { name, type: "timestamp", value: timeValue(text, time) };
  }
  return column.kind === "timestamp"
    ? { name, type: "timestamp", value: "null" }
    : { name, type: TEXT, value: text };
}

/**
 * What no charge column holds, as one JSON object of the cells that are filled. Objects of a few
 * cells are often alike and read through their dictionary; those of many are long and hardly ever
 * are, and to look for a dictionary in them would take most of an import.
 */
function keptCells({ kept }: ChargePlan): ChargeValue[] {
  const members = kept.map(
    ({ name, index }) => `',' || to_json(${literal(name)}) || ':' || to_json(c${index})`,
  );
  const type = kept.length <= ALIKE_CELLS_MAX ? TEXT : `${TEXT} using compression zstd`;
  const value = `'{' || substr(nullif(concat(${members.join(", ")}), ''), 2) || '}'`;
  return kept.length === 0 ? [] : [{ name: "custom", type, value }];
}

function periods(plan: ChargePlan): ChargeValue[] {
  const month = (name: string): string | null => {
    const planned = plan.columns.find(({ column }) => column.name === name);
    return planned === undefined ? null : `substr(${cellText(planned.source)}, 1, 7)`;
  };
  const billed = month("billing_period_start") ?? "null";
  const charged = month("charge_period_start");
  const effective = charged === null ? billed : `greatest(${billed}, ${charged})`;
  return [
    { name: "billed_period", type: TEXT, value: billed },
    { name: "effective_period", type: TEXT, value: effective },
  ];
}

/** The value that stands for a cell of this type that could not be read. */
export function decimalSentinel({ scale, isWide }: DecimalType): string {
  const whole = isWide ? 38 - scale : NARROW_WIDTH - scale;
  return `-${"9".repeat(whole) || "0"}${scale === 0 ? "" : `.${"9".repeat(scale)}`}`;
}

export const TIME_SENTINEL = NEVER;

function sqlType({ scale, isWide }: DecimalType): string {
  return `decimal(${isWide ? 38 : NARROW_WIDTH}, ${scale})`;
}

/** Digits before the point a type takes from plain text. */
function wholeMax({ scale, isWide }: DecimalType): number {
  return isWide ? WIDE_WHOLE : NARROW_WIDTH - scale;
}

function plainPattern(type: DecimalType): string {
  return `-?[0-9]{1,${wholeMax(type)}}(\\.[0-9]{0,${type.decimalsMax}})?`;
}

/** At most 18 decimals and an exponent down to −12: exact at thirty decimals. */
const EXPONENT_PATTERN = "-?[0-9]{1,8}(\\.[0-9]{0,18})?[eE]-0?([0-9]|1[0-2])";

/**
 * Text to the narrowest exact decimal. A guard admits only texts the cast reads without loss (or
 * with counted loss); casting text to a wide decimal is many times slower, so a wide value is put
 * together from two narrow ones.
 */
function decimalValue(text: string, type: DecimalType): string {
  const exact = `try_cast(${text} as decimal(38, ${LOST_SCALE}))`;
  const narrowed = `try_cast(${exact} as ${sqlType(type)})`;
  const ofExponent =
    type.decimalsMax > type.scale
      ? narrowed
      : `case when cast(${narrowed} as decimal(38, ${LOST_SCALE})) = ${exact} then ${narrowed} end`;
  const plain = type.isWide
    ? wideOfPlain(text, type.scale)
    : `try_cast(${text} as ${sqlType(type)})`;
  const sentinel = `cast(${literal(decimalSentinel(type))} as ${sqlType(type)})`;
  return (
    `case when ${text} is null then null ` +
    `when regexp_full_match(${text}, ${literal(plainPattern(type))}) then ${plain} ` +
    `when regexp_full_match(${text}, ${literal(EXPONENT_PATTERN)}) ` +
    `then coalesce(${ofExponent}, ${sentinel}) else ${sentinel} end`
  );
}

function wideOfPlain(text: string, scale: number): string {
  const bare = `ltrim(${text}, '-')`;
  const wide = `decimal(38, ${scale})`;
  const whole = `cast(try_cast(split_part(${bare}, '.', 1) as decimal(18, 0)) as ${wide})`;
  const decimals = `'0.' || split_part(${bare}, '.', 2)`;
  const fraction = `cast(try_cast(${decimals} as decimal(18, ${scale})) as ${wide})`;
  const sum = `cast(${whole} + ${fraction} as ${wide})`;
  return `case when starts_with(${text}, '-') then -${sum} else ${sum} end`;
}

function timeValue(text: string, { length, at, sign }: TimeShape): string {
  return (
    `case when ${text} is null then null ` +
    `when strlen(${text}) = ${length} and substr(${text}, ${at}, 1) = ${literal(sign)} ` +
    `then coalesce(try_cast(${text} as timestamp), timestamp '${NEVER}') ` +
    `else timestamp '${NEVER}' end`
  );
}
