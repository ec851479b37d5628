import type { Condition } from "../../../shared/domain/condition.ts";
import { fail, TieoutError } from "../../../shared/errors.ts";
import type { Reader } from "../database/database.ts";
import { sql } from "../database/sql.ts";

/** Tries each pattern once on its own, so that a broken one is named. Errors: usage. */
export async function checkPatterns(reader: Reader, filters: readonly Condition[]): Promise<void> {
  for (const { attribute, op, value } of filters) {
    if (op === "matches" && value !== undefined) {
      await tryPattern(reader, attribute, value);
    }
  }
}

async function tryPattern(reader: Reader, attribute: string, pattern: string): Promise<void> {
  try {
    await reader.table(sql`select regexp_full_match('', ${pattern}) as is_match`);
  } catch (error) {
    if (error instanceof TieoutError) {
      throw error;
    }
    fail(
      "usage",
      `The pattern "${pattern}" of the filter on "${attribute}" cannot be read.`,
      "Correct the pattern, for example close every bracket, or filter by a part of the text.",
    );
  }
}
