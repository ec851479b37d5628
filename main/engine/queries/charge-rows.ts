import { z } from "zod";
import { CHARGE_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { fail } from "../../../shared/errors.ts";
import type { Reader } from "../database/database.ts";
import { id, join, raw, type Statement, sql } from "../database/sql.ts";
import { CHARGE_FILE_COLUMNS } from "../relations/charge-columns.ts";
import { rowValueSql } from "./attribute-sql.ts";
import { type ChargeScope, fileTable, scopeSql } from "./charge-source.ts";

/** Rows of a file's table that are counted together; a page is then found by its count. */
const BLOCK_ROWS = 131_072;

export interface RowOrder {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

/** A run of rows of one file within a page or a selection. */
export interface FileSlice {
  readonly file: string;
  /** Row indexes of the file's table to look at, half-open. */
  readonly from: number;
  readonly to: number;
  /** Rows of the scope to skip in that range, and to take after them. */
  readonly skip: number;
  readonly take: number;
}

interface Block {
  readonly file: number;
  readonly block: number;
  readonly charges: number;
}

/** How many charges of the scope each block of each file holds, in file and row order. */
export async function countBlocks(
  reader: Reader,
  files: readonly string[],
  scope: ChargeScope,
): Promise<readonly Block[]> {
  if (files.length === 0) {
    return [];
  }
  const branches = files.map(
    (file, index) => sql`select ${raw(String(index))} as file,
      f.rowid // ${raw(String(BLOCK_ROWS))} as block, count(*) as charges
      from ${fileTable(file)} where ${scopeSql(scope, file)} group by all`,
  );
  return reader.rows(
    z.object({ file: z.number(), block: z.number(), charges: z.number() }),
    sql`${join(branches, " union all ")} order by file, block`,
  );
}

/** Where the positions [offset, offset + count) of the file order lie. */
export function slicesOf(
  blocks: readonly Block[],
  files: readonly string[],
  offset: number,
  count: number,
): FileSlice[] {
  const slices = new Map<number, FileSlice>();
  let position = 0;
  for (const { file, block, charges } of blocks) {
    const skip = Math.max(0, offset - position);
    const take = Math.min(charges, offset + count - position) - skip;
    position += charges;
    if (take > 0) {
      const begun = slices.get(file);
      const to = (block + 1) * BLOCK_ROWS;
      slices.set(
        file,
        begun === undefined
          ? { file: files[file] ?? "", from: block * BLOCK_ROWS, to, skip, take }
          : { ...begun, to, take: begun.take + take },
      );
    }
  }
  return [...slices.values()];
}

/** The rows of one slice: `row_index`, then the wanted columns, in row order. */
export function sliceRows(
  slice: FileSlice,
  scope: ChargeScope,
  columns: readonly Statement[],
): Statement {
  return sql`select f.rowid as row_index, ${join([...columns], ", ")} from ${fileTable(slice.file)}
    where f.rowid >= ${slice.from} and f.rowid < ${slice.to} and ${scopeSql(scope, slice.file)}
    order by f.rowid limit ${slice.take} offset ${slice.skip}`;
}

/** Places (`file`, `row_index`) of a run of rows in the order of a column. */
export function orderedPlaces(
  files: readonly string[],
  scope: ChargeScope,
  order: RowOrder,
  run: { readonly offset: number; readonly limit: number },
): Statement {
  const branches = files.map(
    (file, index) => sql`select ${raw(String(index))} as file, f.rowid as row_index,
      ${orderValue(order.column, file)} as sort_key
      from ${fileTable(file)} where ${scopeSql(scope, file)}`,
  );
  return sql`select file, row_index from (${join(branches, " union all ")}) as r
    order by sort_key ${raw(order.direction)} nulls last, file, row_index
    limit ${run.limit} offset ${run.offset}`;
}

/** The same run as a condition over the rows of each file. */
export function orderedParts(
  files: readonly string[],
  scope: ChargeScope,
  order: RowOrder,
  run: { readonly offset: number; readonly limit: number },
): { file: string; where: Statement }[] {
  const places = orderedPlaces(files, scope, order, run);
  return files.map((file, index) => ({
    file,
    where: sql`f.rowid in (select p.row_index from (${places}) as p where p.file = ${index})`,
  }));
}

const COLUMN_NAMES: ReadonlySet<string> = new Set(CHARGE_FILE_COLUMNS.map(({ name }) => name));
const DIMENSIONS: ReadonlySet<string> = new Set(CHARGE_DIMENSIONS);

function orderValue(column: string, file: string): Statement {
  if (COLUMN_NAMES.has(column)) {
    return sql`f.${id(column)}`;
  }
  if (DIMENSIONS.has(column) || /^(tag|custom):/.test(column)) {
    return rowValueSql(column, file);
  }
  return fail(
    "usage",
    `Charges cannot be sorted by "${column}".`,
    "Choose one of the columns the list shows.",
  );
}

/** The rows at known places of one file. */
export function rowsAt(
  file: string,
  indexes: readonly number[],
  columns: readonly Statement[],
): Statement {
  const places = join(
    indexes.map((index) => raw(String(index))),
    ", ",
  );
  return sql`select f.rowid as row_index, ${join([...columns], ", ")} from ${fileTable(file)}
    where f.rowid in (${places}) order by f.rowid`;
}

/** Sums per currency over parts of files, each part a table expression's condition. */
export function currencySums(
  parts: readonly { readonly file: string; readonly where: Statement }[],
): Statement {
  const cost = (name: string): string => `cast(sum(f.${name}_cost) as decimal(38, 12)) as ${name}`;
  const bases = ["billed", "effective", "contracted", "list"];
  const branches = parts.map(
    ({ file, where }) => sql`select f.billing_currency as currency, count(*) as charges,
      ${raw(bases.map(cost).join(", "))} from ${fileTable(file)} where ${where} group by all`,
  );
  const totals = bases.map((name) => `coalesce(sum(${name}), 0)::decimal(38, 12) as ${name}`);
  return sql`select coalesce(currency, '') as currency, cast(sum(charges) as bigint) as charges,
    ${raw(totals.join(", "))} from (${join(branches, " union all ")}) as s
    group by all order by currency`;
}

/** The part of a file a slice covers, as a condition over its rows. */
export async function sliceCondition(
  reader: Reader,
  slice: FileSlice,
  scope: ChargeScope,
): Promise<Statement> {
  const ends = { ...slice, skip: slice.skip + slice.take - 1, take: 1 };
  const first = await rowIndex(reader, sliceRows({ ...slice, take: 1 }, scope, [raw("1 as one")]));
  const last = await rowIndex(reader, sliceRows(ends, scope, [raw("1 as one")]));
  return sql`f.rowid >= ${first} and f.rowid <= ${last} and ${scopeSql(scope, slice.file)}`;
}

async function rowIndex(reader: Reader, query: Statement): Promise<number> {
  const { row_index } = await reader.one(
    z.object({ row_index: z.number(), one: z.number() }),
    query,
  );
  return row_index;
}
