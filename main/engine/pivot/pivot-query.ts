import type { z } from "zod";
import type { PivotInput } from "../../../shared/contract/charges.ts";
import { join, raw, type Statement, sql } from "../database/sql.ts";

export type PivotConfig = z.output<typeof PivotInput>;

/** Where a pivot's groups come from: a statement with the columns `d1…`, `is_compared`, sums. */
export interface PivotSource {
  readonly groups: Statement;
  /** The sums of `groups`, besides `rows_in`, which tells a zero from an absent cell. */
  readonly sums: readonly string[];
}

/**
 * The pivot as one statement over grouped charges: a row per visible row path (or the grand
 * total) and column path (or the row's total).
 * Columns: `lvl` depth of the row path, `is_total` 1 for the total over columns, `pos` place of
 *          the row path, `children` its visible children before any limit, `p1…` the row path,
 *          `c1…` the column path, the sums, `compared_` sums where a period is compared.
 * Law:     totals = Σ cells, = an exact oracle over the same rows (test/laws/pivot.test.ts)
 */
export function pivotQuery(config: PivotConfig, source: PivotSource): Statement {
  const rows = names("p", config.rows.length);
  const columns = names("c", config.columns.length);
  const sums = sumNames(source.sums, config.compare !== undefined);
  return sql`with base as materialized (${base(config, source, rows, columns)}),
    cube as materialized (${cube(rows, columns, sums)}),
    node as materialized (
      select * from cube where is_total = 1 and lvl >= 1 and ${visible(config, rows)}),
    ranked as materialized (${ranked(config, rows)}),
    family as (${families(rows)}),
    kept as materialized (${kept(config, rows)})
    select cube.lvl, cube.is_total, kept.pos, kept.children,
      ${list([...rows, ...columns, ...sums].map((name) => `cube.${name}`))}
    from cube join kept on kept.lvl = cube.lvl and ${samePath("kept", "cube", rows)}
    order by kept.pos, cube.is_total, ${list(
      columns.map((c) => `cube.${c} nulls last`),
      true,
    )}
      ${list(
        rows.map((p) => `cube.${p} nulls last`),
        true,
      )} cube.lvl`;
}

/** Every sum the statement gives, compared ones after the others. */
export function sumNames(sums: readonly string[], isCompared: boolean): string[] {
  const own = ["rows_in", ...sums];
  return isCompared ? [...own, ...own.map((name) => `compared_${name}`)] : own;
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}

function list(parts: readonly string[], isFollowed = false): Statement {
  const text = parts.join(", ");
  return raw(isFollowed && text !== "" ? `${text},` : text);
}

function base(
  config: PivotConfig,
  source: PivotSource,
  rows: readonly string[],
  columns: readonly string[],
): Statement {
  const keys = [...rows, ...columns].map((name, index) => `d${index + 1} as ${name}`);
  const own = ["rows_in", ...source.sums];
  const sums =
    config.compare === undefined
      ? own.map((name) => `sum(${name}) as ${name}`)
      : [
          ...own.map((name) => `sum(${name}) filter (where not is_compared) as ${name}`),
          ...own.map((name) => `sum(${name}) filter (where is_compared) as compared_${name}`),
        ];
  return sql`select ${list([...keys, ...sums])} from (${source.groups}) as s group by all`;
}

/** Subtotals of every row level, by column path and over all columns. */
function cube(
  rows: readonly string[],
  columns: readonly string[],
  sums: readonly string[],
): Statement {
  const sets = [...Array(rows.length + 1).keys()].flatMap((level) => {
    const path = rows.slice(0, level);
    const total = `(${path.join(", ")})`;
    return columns.length === 0 ? [total] : [total, `(${[...path, ...columns].join(", ")})`];
  });
  const level = rows.map((row) => `(1 - grouping(${row}))`).join(" + ");
  const total = columns.length === 0 ? "1" : `grouping(${columns[0]})`;
  return sql`select ${list([...rows, ...columns], true)}
      cast(${raw(level === "" ? "0" : level)} as integer) as lvl,
      cast(${raw(total)} as integer) as is_total,
      ${list(sums.map((name) => `sum(${name}) as ${name}`))}
    from base group by grouping sets (${list(sets)})`;
}

/** Paths below a closed one are left out; without a list, all are open. */
function visible(config: PivotConfig, rows: readonly string[]): Statement {
  const { expanded } = config;
  if (expanded === undefined) {
    return raw("true");
  }
  const open = expanded.filter(({ length }) => length < rows.length);
  const levels = rows.map((_, above) => {
    const parents = Array.from({ length: above }, (_unused, index) =>
      oneOf(
        open.filter(({ length }) => length === index + 1),
        rows,
      ),
    );
    const isOpen = parents.length === 0 ? raw("true") : join(parents, " and ");
    return sql`(lvl = ${raw(String(above + 1))} and ${isOpen})`;
  });
  return levels.length === 0 ? raw("true") : sql`(${join(levels, " or ")})`;
}

function oneOf(paths: readonly (readonly (string | null)[])[], rows: readonly string[]): Statement {
  if (paths.length === 0) {
    return raw("false");
  }
  const tests = paths.map((path) => {
    const parts = path.map(
      (value, index) => sql`${raw(rows[index] ?? "")} is not distinct from ${value}`,
    );
    return sql`(${join(parts, " and ")})`;
  });
  return sql`(${join(tests, " or ")})`;
}

/** Places in the order of reading: a path before what is below it, siblings sorted. */
function ranked(config: PivotConfig, rows: readonly string[]): Statement {
  const { by, direction } = config.sort;
  const measure = config.measures[0] ?? "amount";
  const amounts = rows.map((_, index) => {
    const path = rows.slice(0, index + 1).join(", ");
    const own = `case when lvl = ${index + 1} then ${measure} end`;
    return `max(${own}) over (partition by ${path}) as a${index + 1}`;
  });
  const steps = rows.flatMap((row, index) => {
    const byAmount = by === "amount" ? [`a${index + 1} ${direction}`] : [];
    return [`lvl >= ${index + 1}`, ...byAmount, `${row} ${by === "label" ? direction : "asc"}`];
  });
  const order = steps.length === 0 ? raw("lvl") : list(steps.map((step) => `${step} nulls last`));
  const from = by === "amount" ? sql`(select *, ${list(amounts)} from node)` : raw("node");
  return sql`select *, row_number() over (order by ${order}) as pos from ${from} as n`;
}

/** How many visible children each parent has, by the parent's path and level. */
function families(rows: readonly string[]): Statement {
  const parent = rows.map((row, index) => `case when lvl > ${index + 1} then ${row} end as ${row}`);
  return sql`select ${list(parent, true)} lvl - 1 as lvl, count(*) as children
    from node group by all`;
}

function kept(config: PivotConfig, rows: readonly string[]): Statement {
  const path = rows.map((row) => `k.${row}`);
  const none = rows.map((row) => `null as ${row}`);
  return sql`select ${list(path, true)} k.lvl, k.pos, coalesce(family.children, 0) as children
    from (
      select ${list(rows, true)} lvl, pos from ranked where pos <= ${config.limit}
      union all
      select ${list(none, true)} 0 as lvl, 0 as pos) as k
    left join family on family.lvl = k.lvl and ${samePath("family", "k", rows)}`;
}

function samePath(left: string, right: string, rows: readonly string[]): Statement {
  const tests = rows.map((row) => `${left}.${row} is not distinct from ${right}.${row}`);
  return raw(tests.length === 0 ? "true" : tests.join(" and "));
}
