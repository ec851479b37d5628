import { readdir } from "node:fs/promises";
import { id, sql, statement } from "../../main/engine/database/sql.ts";
import type { Engine } from "../../main/engine/engine.ts";

/** Every table and view with its rows, and the files kept beside them, as one comparable value. */
export async function workspaceState(engine: Engine): Promise<Record<string, unknown>> {
  const { database, folder } = engine.context;
  const relations = await database.read((reader) =>
    reader.table(
      statement(
        "select table_name from information_schema.tables " +
          "where table_name not in ('operation', 'audit_event') order by 1",
      ),
    ),
  );
  const state: Record<string, unknown> = {};
  for (const [name] of relations.rows) {
    const relation = String(name);
    state[relation] = await database.read((reader) =>
      reader.table(sql`select * from ${id(relation)} order by all`),
    );
  }
  return {
    ...state,
    sources: (await readdir(folder.sources)).sort(),
    staging: await readdir(folder.staging),
  };
}
