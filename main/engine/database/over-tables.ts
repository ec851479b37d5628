import { type Parameter, type Statement, statement } from "./sql.ts";

/**
 * A question over intermediate results of one statement: each is a static text under its name and
 * may read those before it; the question has none of its own. A reader has no transaction in which
 * it could create tables and drop them.
 */
export function overTables(
  tables: Readonly<Record<string, string>>,
  question: string,
  parameters: Readonly<Record<string, Parameter>> = {},
): Statement {
  const named = Object.entries(tables).map(
    ([name, text]) => `${name} as materialized (\n${text}\n)`,
  );
  return statement(`with ${named.join(",\n")}\n${question}`, parameters);
}
