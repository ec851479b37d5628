import { z } from "zod";
import type { Reader } from "../database/database.ts";
import { join, raw, sql } from "../database/sql.ts";
import { fileTable } from "./charge-source.ts";

export interface AttributeKeys {
  readonly tags: readonly string[];
  readonly custom: readonly string[];
}

/** Every tag key and column of its own that the given files' charges carry, by code point. */
export async function attributeKeys(
  reader: Reader,
  files: readonly string[],
): Promise<AttributeKeys> {
  return {
    tags: await keysOf(reader, files, "tags"),
    custom: await keysOf(reader, files, "custom"),
  };
}

async function keysOf(
  reader: Reader,
  files: readonly string[],
  column: "tags" | "custom",
): Promise<string[]> {
  if (files.length === 0) {
    return [];
  }
  const texts = files.map(
    (file) => sql`select distinct f.${raw(column)} as text from ${fileTable(file)}`,
  );
  const rows = await reader.rows(
    z.object({ key: z.string() }),
    sql`select distinct unnest(json_keys(text)) as key
      from (select distinct text from (${join(texts, " union all ")}) as u
        where case when json_valid(text) then json_type(text) = 'OBJECT' else false end) as t
      order by key`,
  );
  return rows.map(({ key }) => key);
}
