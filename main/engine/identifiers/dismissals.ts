import { z } from "zod";
import type { Reader, Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import dismissals from "./dismissals.sql?raw";
import storeDismissals from "./store-dismissals.sql?raw";

/** Keys of the suggestions that are not wanted. */
export async function readDismissed(reader: Reader): Promise<ReadonlySet<string>> {
  const [row] = await reader.rows(z.object({ value: z.string() }), statement(dismissals));
  return new Set(row === undefined ? [] : z.array(z.string()).parse(JSON.parse(row.value)));
}

/** Adds what is not wanted to what was dismissed before; with nothing to add, forgets it all. */
export async function dismiss(writer: Writer, keys: readonly string[]): Promise<number> {
  const before = keys.length === 0 ? [] : await readDismissed(writer);
  const all = [...new Set([...before, ...keys])].sort();
  await writer.run(statement(storeDismissals, { keys: JSON.stringify(all) }));
  return all.length;
}
