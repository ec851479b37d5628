import type { Writer } from "../database/database.ts";
import { type Parameter, type Statement, statement } from "../database/sql.ts";

type Parameters = Readonly<Record<string, Parameter>>;

/** Runs the statements of one `.sql` file in order, each with the values it names. */
export async function runScript(
  writer: Writer,
  text: string,
  parameters: Parameters = {},
): Promise<void> {
  for (const part of text.split(/;\s*$/m)) {
    if (part.replace(/^\s*--.*$/gm, "").trim() !== "") {
      await writer.run(bindNamed(part, parameters));
    }
  }
}

/** A statement with only the parameters its text names. */
export function bindNamed(text: string, parameters: Parameters): Statement {
  const named = new Set(Array.from(text.matchAll(/\$([a-z_]\w*)/g), ([, name]) => name));
  return statement(
    text,
    Object.fromEntries(Object.entries(parameters).filter(([name]) => named.has(name))),
  );
}
