import { id, join, type Statement, sql } from "../database/sql.ts";

/** A temporary table of a run: its name and the query that fills it. */
export interface Draft {
  readonly name: string;
  readonly query: Statement;
}

export function createDraft({ name, query }: Draft): Statement {
  return sql`create or replace temp table ${id(name)} as ${query}`;
}

/** The last draft's rows without making a table of any. */
export function readDrafts(drafts: readonly Draft[]): Statement {
  const tables = drafts.map(({ name, query }) => sql`${id(name)} as (${query})`);
  return sql`with ${join(tables, ", ")} select * from ${id(drafts.at(-1)?.name ?? "")}`;
}

/** The other tables that grow with the charges; those that grow with the rules may stay. */
const LARGE_DRAFTS: readonly string[] = [
  "draft_move",
  "draft_inflow",
  "draft_weighed",
  "apportion_pool",
  "apportion_part",
];

/** Empties the writer's temporary room after a run. */
export function dropDrafts(drafts: readonly Draft[]): Statement[] {
  const names = [...drafts.map(({ name }) => name), ...LARGE_DRAFTS];
  return names.map((name) => sql`drop table if exists temp.${id(name)}`);
}
