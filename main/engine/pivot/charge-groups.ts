import { join, raw, type Statement, sql } from "../database/sql.ts";
import { attributeSql } from "./attribute-sql.ts";
import { type ChargeScope, fileTable, scopeSql } from "./charge-source.ts";

export interface GroupedSum {
  readonly name: string;
  /** An aggregate over one file's rows (alias `f`). */
  readonly sql: Statement;
  readonly type: "bigint" | "decimal(38, 12)";
}

export interface GroupKey {
  readonly name: string;
  /** A value computed per row of one file's table (alias `f`); where absent, an attribute. */
  readonly sql?: Statement;
  readonly attribute?: string;
}

/**
 * Charges of a scope by keys, one row per file and combination: each file's table is grouped
 * first, in its own narrow types. A tag is read out of each distinct tag text once.
 * Units:   decimal(38, 12), billing currency   Sign: cost positive, credit negative
 * Law:     Σ groups = Σ charges of the scope (test/laws/pivot.test.ts)
 */
export function chargeGroups(
  files: readonly string[],
  scope: ChargeScope,
  keys: readonly GroupKey[],
  sums: readonly GroupedSum[],
): Statement {
  const columns = new GroupColumns();
  const values = keys.map((key) => sql`${columns.valueOf(key)} as ${raw(key.name)}`);
  const totals = sums.map(({ name }) => raw(`g.${name}`));
  const branches = files.map((file) => fileGroups(file, scope, columns, sums));
  const union =
    branches.length === 0 ? noGroups(columns.count, sums) : join(branches, " union all ");
  if (columns.texts.size === 0) {
    return sql`select ${join([...values, ...totals], ", ")} from (${union}) as g`;
  }
  const parsed = [...columns.texts.entries()].map(([column, texts], index) =>
    parsedTexts(column, texts, raw(`t${index + 1}`)),
  );
  return sql`with grouped as materialized (${union})
    select ${join([...values, ...totals], ", ")} from grouped as g ${join(parsed, " ")}`;
}

/** Each distinct text of one JSON column with the members that are asked for. */
function parsedTexts(column: string, texts: readonly Statement[], alias: Statement): Statement {
  const members = texts.map((text, index) => sql`${text} as ${raw(`m${index + 1}`)}`);
  return sql`left join (select d.text, ${join(members, ", ")}
      from (select distinct ${raw(column)} as text from grouped) as d) as ${alias}
    on ${alias}.text = g.${raw(column)}`;
}

/** The columns the files are grouped by, and how keys are read from them. */
class GroupColumns {
  /** JSON column → the members read out of its texts. */
  readonly texts = new Map<string, Statement[]>();
  private readonly columns: ((file: string) => Statement)[] = [];
  private readonly known = new Map<string, string>();

  get count(): number {
    return this.columns.length;
  }

  of(file: string): Statement[] {
    return this.columns.map((column, index) => sql`${column(file)} as ${raw(`k${index + 1}`)}`);
  }

  valueOf({ name, attribute, sql: computed }: GroupKey): Statement {
    if (computed !== undefined) {
      return raw(`g.${this.add(computed.text, () => computed)}`);
    }
    const wanted = attribute ?? name;
    const { grouped, value, isParsed } = attributeSql(wanted, "");
    const names = grouped.map(({ text }, index) =>
      this.add(`${text} ${index}`, (file) => attributeSql(wanted, file).grouped[index] ?? raw("")),
    );
    if (!isParsed) {
      return value(names.map((column) => raw(`g.${column}`)));
    }
    const column = names[0] ?? "";
    const members = this.texts.get(column) ?? [];
    members.push(value([raw("d.text")]));
    this.texts.set(column, members);
    const table = [...this.texts.keys()].indexOf(column) + 1;
    return raw(`t${table}.m${members.length}`);
  }

  private add(identity: string, column: (file: string) => Statement): string {
    const name = this.known.get(identity) ?? `k${this.columns.length + 1}`;
    if (!this.known.has(identity)) {
      this.known.set(identity, name);
      this.columns.push(column);
    }
    return name;
  }
}

function fileGroups(
  file: string,
  scope: ChargeScope,
  columns: GroupColumns,
  sums: readonly GroupedSum[],
): Statement {
  const totals = sums.map(
    ({ name, sql: sum, type }) => sql`cast(${sum} as ${raw(type)}) as ${raw(name)}`,
  );
  return sql`select ${join([...columns.of(file), ...totals], ", ")} from ${fileTable(file)}
    where ${scopeSql(scope, file)} group by all`;
}

function noGroups(count: number, sums: readonly GroupedSum[]): Statement {
  const keys = Array.from({ length: count }, (_, index) => `null::varchar as k${index + 1}`);
  const totals = sums.map(({ name, type }) => `null::${type} as ${name}`);
  return raw(`select ${[...keys, ...totals].join(", ")} where false`);
}
