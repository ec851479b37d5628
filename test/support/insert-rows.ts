import type { Writer } from "../../main/engine/database/database.ts";
import { statement } from "../../main/engine/database/sql.ts";
import type { SeedRow } from "./seed.ts";

/** Inserts rows in one statement; `fields` names every column they may have. */
export async function insertRows(
  writer: Writer,
  table: string,
  fields: readonly string[],
  rows: readonly SeedRow[],
  sourceFileId?: string,
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const structure = JSON.stringify([Object.fromEntries(fields.map((field) => [field, "varchar"]))]);
  const place = sourceFileId === undefined ? "" : `'${sourceFileId}' as source_file_id, `;
  await writer.run(
    statement(
      `insert into ${table} by name select ${place}* ` +
        "from (select unnest(from_json($rows, $structure), recursive := true))",
      { rows: JSON.stringify(rows), structure },
    ),
  );
}
