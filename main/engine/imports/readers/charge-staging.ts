import { id, raw, type Statement, sql } from "../../database/sql.ts";
import type { ChargePlan, PlannedColumn } from "../bills/charge-plan.ts";
import { decimalColumns, timeColumns } from "../bills/charge-plan.ts";
import { NULL_TEXTS } from "../bills/charge-shapes.ts";
import {
  type ChargeTypes,
  cellText,
  chargeValues,
  identifier,
  LOST_SCALE,
  literal,
} from "./charge-values.ts";
import type { Dialect } from "./detect-dialect.ts";

/** The reader is slower with a higher limit; longer records are rewritten one by one first. */
const LINE_BYTES_MAX = 2_097_152;

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

/** An empty table for the charges of a plan. */
export function createChargeTable(table: string, plan: ChargePlan, types: ChargeTypes): Statement {
  const columns = chargeValues(plan, types).map(({ name, type }) => `${identifier(name)} ${type}`);
  return raw(`create table ${identifier(table)} (${columns.join(", ")})`);
}

/** Reads cells into the table; unreadable ones become sentinels. */
export function insertCharges(
  table: string,
  { from }: Cells,
  plan: ChargePlan,
  types: ChargeTypes,
): Statement {
  const values = chargeValues(plan, types).map(({ value }) => value);
  return raw(`insert into ${identifier(table)} select ${values.join(", ")} from ${from}`);
}

export function dropChargeTable(table: string): Statement {
  return sql`drop table ${id(table)}`;
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
      ` from ${identifier(table)} group by all ` +
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
  const losses = columns.map(({ source }, index) => `${lostOf(cellText(source))} as l${index}`);
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
