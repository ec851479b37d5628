import type { Condition } from "../../../shared/domain/condition.ts";
import { fail } from "../../../shared/errors.ts";
import { join, raw, type Statement, sql } from "../database/sql.ts";

/** A condition over one text value; always true or false, never unknown. */
export function conditionSql(condition: Condition, value: Statement): Statement {
  const isFolded = condition.ignoreCase === true;
  const folded = isFolded ? sql`lower(${value})` : value;
  const wanted = (text: string): Statement => (isFolded ? sql`lower(${text})` : sql`${text}`);
  switch (condition.op) {
    case "exists":
      return sql`${value} is not null`;
    case "missing":
      return sql`${value} is null`;
    case "equals":
      return sql`coalesce(${folded} = ${wanted(oneValue(condition))}, false)`;
    case "not-equals":
      return sql`${folded} is distinct from ${wanted(oneValue(condition))}`;
    case "in":
      return sql`coalesce(${folded} in (${listOf(condition, wanted)}), false)`;
    case "not-in":
      return sql`coalesce(${folded} not in (${listOf(condition, wanted)}), true)`;
    case "starts-with":
      return sql`coalesce(starts_with(${folded}, ${wanted(oneValue(condition))}), false)`;
    case "contains":
      return sql`coalesce(contains(${folded}, ${wanted(oneValue(condition))}), false)`;
    case "matches":
      return matchSql(value, oneValue(condition), isFolded);
  }
}

function matchSql(value: Statement, pattern: string, isFolded: boolean): Statement {
  const options = raw(isFolded ? "'i'" : "'c'");
  return sql`coalesce(regexp_full_match(${value}, ${pattern}, ${options}), false)`;
}

function oneValue(condition: Condition): string {
  return (
    condition.value ??
    fail(
      "usage",
      `The filter on "${condition.attribute}" says "${condition.op}" but names no value.`,
      "Give the filter a value.",
    )
  );
}

function listOf(condition: Condition, wanted: (text: string) => Statement): Statement {
  const values = condition.values ?? [];
  if (values.length === 0) {
    fail(
      "usage",
      `The filter on "${condition.attribute}" says "${condition.op}" but lists no values.`,
      "List at least one value.",
    );
  }
  return join(values.map(wanted), ", ");
}
