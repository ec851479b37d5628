import type { Coverage, FinanceFormat } from "./finance-format.ts";
import { sharedLines } from "./shared-lines.ts";

/** How a column of a finance relation is stored. */
export type StoredKind = "text" | "amount" | "date" | "moment" | "number" | "flag";

/** The table a kind of finance file goes to. */
export interface StoredTable {
  readonly table: string;
  /** Name → kind, beside `source_file_id` and `source_row`. */
  readonly columns: Readonly<Record<string, StoredKind>>;
}

/** A table that all statements of its kind follow from. */
export interface FinanceRelation extends StoredTable {
  /** Columns that say what a file covers. */
  readonly coveredBy: readonly string[];
  /** Columns that make two lines the same one. */
  readonly lineIs: readonly string[];
  /** The amount and the currency that lines held twice would count; null where there is none. */
  readonly counts: { readonly amount: string; readonly currency: string } | null;
  /** The column that is a line's month, or the date in it; null where it belongs to none. */
  readonly month: string | null;
}

const TYPES: Readonly<Record<StoredKind, string>> = {
  text: "varchar",
  amount: "decimal(38, 12)",
  date: "date",
  moment: "timestamp",
  number: "bigint",
  flag: "boolean",
};

type Storing = Pick<FinanceFormat, "stored" | "insert" | "sums">;
type Statements = Storing & Pick<Coverage, "covered" | "shared" | "lines">;

/** How staged lines become a table's rows as they are, and what their amounts then come to. */
export function storedAs(relation: StoredTable): Storing {
  return {
    stored: ["source_row", ...Object.keys(relation.columns)],
    insert: insertText(relation),
    sums: sumsText(relation),
  };
}

/** The statements of a kind whose staged lines become its table's rows as they are. */
export function relationStatements(relation: FinanceRelation): Statements {
  const { table, columns, coveredBy } = relation;
  const lines = linesText(relation);
  return {
    ...storedAs(relation),
    covered:
      `select distinct concat_ws('|', ${coveredBy.map((name) => orEmpty(name, columns))}) ` +
      `as covered from ${table} where source_file_id = $source_file_id`,
    shared: sharedLines(lines, relation.counts !== null),
    lines,
  };
}

function orEmpty(name: string, columns: FinanceRelation["columns"]): string {
  return columns[name] === "text"
    ? `coalesce(${name}, '')`
    : `coalesce(cast(${name} as varchar), '')`;
}

function insertText({ table, columns }: StoredTable): string {
  const values = Object.entries(columns).map(([name, kind]) =>
    kind === "text" ? name : `cast(${name} as ${TYPES[kind]}) as ${name}`,
  );
  const texts = ["source_row", ...Object.keys(columns)].map((name) => `'${name}': 'varchar'`);
  return (
    `insert into ${table} (source_file_id, source_row, ${Object.keys(columns).join(", ")}) ` +
    `select $source_file_id as source_file_id, ` +
    `cast(source_row as bigint) as source_row, ${values.join(", ")} from read_csv($path, ` +
    `header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', ` +
    "allow_quoted_nulls = false, new_line = '\\n', strict_mode = true, parallel = false, " +
    `max_line_size = 67108864, columns = {${texts.join(", ")}})`
  );
}

function sumsText({ table, columns }: StoredTable): string {
  const sums = Object.entries(columns).flatMap(([name, kind]) =>
    kind === "amount" ? [`, coalesce(sum(${name}), 0) as ${name}`] : [],
  );
  return (
    `select count(*) as records${sums.join("")} from ${table} ` +
    "where source_file_id = $source_file_id"
  );
}

/** Lines of a kind without an amount differ in nothing but being there. */
function linesText({ table, columns, lineIs, counts, month }: FinanceRelation): string {
  const texts = lineIs.map((name) => orEmpty(name, columns)).join(", ");
  const period =
    month === null
      ? "cast(null as varchar)"
      : columns[month] === "text"
        ? month
        : `strftime(${month}, '%Y-%m')`;
  return (
    `select source_file_id = $source_file_id as is_after, ${period} as period, ` +
    `coalesce(${counts?.currency ?? "''"}, '') as currency, ` +
    `coalesce(${counts?.amount ?? "cast(0 as decimal(38, 12))"}, 0) as amount, ` +
    `concat_ws('|', ${texts}) as said, concat_ws(' · ', ${texts}) as line ` +
    `from ${table} where source_file_id in ($source_file_id, $other_file_id)`
  );
}
