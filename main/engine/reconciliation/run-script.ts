import type { Writer } from "../database/database.ts";
import { type Parameter, type Statement, statement } from "../database/sql.ts";

type Parameters = Readonly<Record<string, Parameter>>;

/**
 * Runs the statements of one `.sql` file in order, each with the values it names; gives the rows
 * the last one changed.
 */
export async function runScript(
  writer: Writer,
  text: string,
  parameters: Parameters = {},
): Promise<number> {
  let changed = 0;
  for (const part of text.split(/;\s*$/m)) {
    if (part.replace(/^\s*--.*$/gm, "").trim() !== "") {
      changed = await writer.run(bindNamed(part, parameters));
    }
  }
  return changed;
}

/** A statement with only the parameters its text names. */
export function bindNamed(text: string, parameters: Parameters): Statement {
  const named = new Set(Array.from(text.matchAll(/\$([a-z_]\w*)/g), ([, name]) => name));
  return statement(
    text,
    Object.fromEntries(Object.entries(parameters).filter(([name]) => named.has(name))),
  );
}
