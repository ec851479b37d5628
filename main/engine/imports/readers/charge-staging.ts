import { id, raw, type Statement, sql } from "../../database/sql.ts";
import type { ChargeColumn } from "../../relations/charge-columns.ts";
import type { CellSource, ChargePlan, PlannedColumn } from "../bills/charge-plan.ts";
import { decimalColumns, timeColumns } from "../bills/charge-plan.ts";
import { NULL_TEXTS, type TimeShape } from "../bills/charge-shapes.ts";
import type { Dialect } from "./detect-dialect.ts";

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

const LOST_SCALE = 30;
const WIDE_WHOLE = 18;
const NARROW_WIDTH = 18;
/** The reader is slower with a higher limit; longer records are rewritten one by one first. */
const LINE_BYTES_MAX = 2_097_152;
/** The four bases, which every charge table has. */
const COST_COLUMNS = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"];
const NEVER = "0001-01-01 00:00:00";

/** A text as an SQL literal; for paths and names, which a table function cannot have bound. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The cells of a text as `c0`, `c1`, …; nothing is guessed, padded or dropped silently. */
export function csvCells(path: string, dialect: Dialect, columnCount: number): Cells {
  const columns = Array.from({ length: columnCount }, (_, index) => `c${index}: 'varchar'`);
  const newline = dialect.newline === "\r\n" ? "\\r\\n" : "\\n";
  const text =
    `read_csv(${literal(path)}, auto_detect = false, header = true, ` +
    `columns = {${columns.join(", ")}}, delim = ${literal(dialect.delimiter)}, ` +
    `quote = '"', escape = '"', new_line = '${newline}', nullstr = [${NULL_TEXTS.map(literal)}], ` +
    `strict_mode = true, null_padding = false, store_rejects = true, ` +
    `max_line_size = ${LINE_BYTES_MAX})`;
  return { from: text, notesRejects: true };
}

/** A relation whose columns `c0`, `c1`, … are the cells of a file as text. */
export interface Cells {
  readonly from: string;
  /** Whether reading it notes refused records in the reader's own tables. */
  readonly notesRejects: boolean;
}

/** Names and types of a Parquet file's columns. */
export function describeParquet(path: string): Statement {
  return raw(
    `select column_name, column_type from (describe select * from read_parquet(${literal(path)}))`,
  );
}

/** The number of rows a Parquet file states. */
export function countParquet(path: string): Statement {
  return raw(`select num_rows from parquet_file_metadata(${literal(path)})`);
}

/** The cells of a Parquet file as text; nested values as JSON, times in UTC. */
export function parquetCells(path: string, types: readonly string[]): Cells {
  const names = types.map((_, index) => `p${index}`);
  const cells = types.map((type, index) => {
    const text = /^(STRUCT|MAP|.*\[\d*\]$)/.test(type)
      ? `cast(to_json(p${index}) as varchar)`
      : type === "TIMESTAMP WITH TIME ZONE"
        ? `cast(p${index} at time zone 'UTC' as varchar)`
        : `cast(p${index} as varchar)`;
    return `nullif(${text}, '') as c${index}`;
  });
  return {
    from:
      `(select ${cells.join(", ")} from read_parquet(${literal(path)}) ` +
      `as parquet(${names.join(", ")}))`,
    notesRejects: false,
  };
}

export function sampleCells({ from }: Cells, columnCount: number, rows: number): Statement {
  const columns = Array.from({ length: columnCount }, (_, index) => `c${index}`);
  return raw(`select ${columns.join(", ")} from ${from} limit ${rows}`);
}

/** Writes cells as a CSV text, for files the quick reading cannot take. */
export function writeCells({ from }: Cells, path: string): Statement {
  return raw(`copy (select * from ${from}) to ${literal(path)} (format csv, header, null '')`);
}

/** One statement that reads a text into its charge table; unreadable cells become sentinels. */
export function createChargeTable(
  table: string,
  { from }: Cells,
  plan: ChargePlan,
  types: ChargeTypes,
): Statement {
  const values = plan.columns.map(({ column, source }) =>
    named(column.name, cellValue(column, source, types)),
  );
  const absent = COST_COLUMNS.filter(
    (cost) => !plan.columns.some(({ column }) => column.name === cost),
  ).map((cost) => named(cost, "cast(null as decimal(18, 2))"));
  return raw(
    `create table ${sql`${id(table)}`.text} as select ` +
      `${[...values, ...absent, ...keptAndPeriods(plan)].join(", ")} from ${from}`,
  );
}

export function dropChargeTable(table: string): Statement {
  return sql`drop table ${id(table)}`;
}

function named(name: string, expression: string): string {
  return `${expression} as ${sql`${id(name)}`.text}`;
}

function cell(source: CellSource): string {
  return source.kind === "column" ? `c${source.index}` : literal(source.text);
}

function cellValue(column: ChargeColumn, source: CellSource, types: ChargeTypes): string {
  const text = cell(source);
  const decimal = types.decimals.get(column.name);
  if (decimal !== undefined) {
    return decimalValue(text, decimal);
  }
  const time = types.times.get(column.name);
  if (time !== undefined) {
    return timeValue(text, time);
  }
  return column.kind === "timestamp" ? "cast(null as timestamp)" : text;
}

function keptAndPeriods(plan: ChargePlan): string[] {
  const pairs = plan.kept.map(({ name, index }) => `${literal(name)}, c${index}`);
  const anyKept = plan.kept.map(({ index }) => `c${index}`);
  const custom =
    pairs.length === 0
      ? []
      : [
          `case when coalesce(${anyKept.join(", ")}) is not null ` +
            `then cast(json_object(${pairs.join(", ")}) as varchar) end as custom`,
        ];
  const month = (name: string): string | null => {
    const planned = plan.columns.find(({ column }) => column.name === name);
    return planned === undefined ? null : `substr(${cell(planned.source)}, 1, 7)`;
  };
  const billed = month("billing_period_start") ?? "cast(null as varchar)";
  const charged = month("charge_period_start");
  const effective = charged === null ? billed : `greatest(${billed}, ${charged})`;
  return [...custom, `${billed} as billed_period`, `${effective} as effective_period`];
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

/** One row per currency and billed period: records, and per column of numbers Σ, min, records. */
export function chargeTotals(table: string, plan: ChargePlan): Statement {
  const decimals = decimalColumns(plan).flatMap(({ column: { name } }) => [
    `sum(${name}) as ${name}_sum`,
    `min(${name}) as ${name}_min`,
    `count(${name}) as ${name}_count`,
  ]);
  const times = timeColumns(plan).map(
    ({ column: { name } }) => `cast(min(${name}) as varchar) as ${name}_min`,
  );
  return raw(
    `select billing_currency, billed_period, count(*) as records` +
      [...decimals, ...times].map((column) => `, ${column}`).join("") +
      ` from ${sql`${id(table)}`.text} group by all ` +
      "order by billing_currency, billed_period",
  );
}

/** Records the reader itself refused, and the statements that clear its notes. */
export const countReaderRejects = raw("select count(*) as rejects from reject_errors");
export const clearReaderRejects: readonly Statement[] = [
  raw("drop table if exists reject_errors"),
  raw("drop table if exists reject_scans"),
];

/**
 * Per rounded column: cells with lost digits and Σ(text − stored), in units of 10^-30, read from
 * the text a second time and apart from the reading that was stored.
 */
export function lostDigits({ from }: Cells, columns: readonly PlannedColumn[]): Statement {
  const losses = columns.map(({ source }, index) => `${lostOf(cell(source))} as l${index}`);
  const sums = columns.map(
    (_, index) => `count(nullif(l${index}, 0)), cast(coalesce(sum(l${index}), 0) as varchar)`,
  );
  return raw(`select ${sums.join(", ")} from (select ${losses.join(", ")} from ${from})`);
}

/** Text − stored of one cell, a whole number of 10^-30: the tail beyond twelve decimals. */
function lostOf(text: string): string {
  const fraction = `substr(${text}, instr(${text}, '.') + 13, 18)`;
  const tail = `cast(rpad(${fraction}, 18, '0') as bigint)`;
  const rounded = `${tail} - case when ${fraction} >= '5' then 1000000000000000000 else 0 end`;
  const exact = `cast(${text} as decimal(38, ${LOST_SCALE}))`;
  const stored = `cast(cast(${exact} as decimal(38, 12)) as decimal(38, ${LOST_SCALE}))`;
  const ofExponent = `cast(replace(cast(${exact} - ${stored} as varchar), '.', '') as bigint)`;
  return (
    `case when contains(${text}, 'e') or contains(${text}, 'E') then ${ofExponent} ` +
    `when instr(${text}, '.') = 0 or strlen(${text}) - instr(${text}, '.') <= 12 then 0 ` +
    `when starts_with(${text}, '-') then -(${rounded}) else ${rounded} end`
  );
}
