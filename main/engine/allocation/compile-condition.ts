import type { Condition } from "../../../shared/domain/condition.ts";
import { join, raw, type Statement, sql } from "../database/sql.ts";

/**
 * A condition as a boolean that is never null, over a text expression that is null where the
 * attribute is missing. A missing value equals nothing, so `not-equals` and `not-in` hold for it.
 */
export function compileCondition(condition: Condition, value: Statement): Statement {
  const { op, ignoreCase = false } = condition;
  const fold = (text: Statement): Statement => (ignoreCase ? sql`lower(${text})` : text);
  const subject = fold(value);
  const operand = fold(sql`${condition.value ?? ""}`);
  switch (op) {
    case "equals":
      return sql`coalesce(${subject} = ${operand}, false)`;
    case "not-equals":
      return sql`coalesce(${subject} <> ${operand}, true)`;
    case "in":
      return isIn(subject, condition, fold);
    case "not-in":
      return sql`not ${isIn(subject, condition, fold)}`;
    case "exists":
      return sql`${value} is not null`;
    case "missing":
      return sql`${value} is null`;
    case "starts-with":
      return sql`coalesce(starts_with(${subject}, ${operand}), false)`;
    case "contains":
      return sql`coalesce(contains(${subject}, ${operand}), false)`;
    case "matches":
      return matches(value, condition.value ?? "", ignoreCase);
  }
}

function isIn(
  subject: Statement,
  { values = [] }: Condition,
  fold: (text: Statement) => Statement,
): Statement {
  const list = join(
    values.map((text) => fold(sql`${text}`)),
    ", ",
  );
  return sql`coalesce(list_contains([${list}], ${subject}), false)`;
}

function matches(value: Statement, pattern: string, ignoreCase: boolean): Statement {
  const options = raw(ignoreCase ? "'i'" : "'c'");
  return sql`coalesce(regexp_full_match(${value}, ${pattern}, ${options}), false)`;
}

/** True where every condition holds; an empty list always holds. */
export function allOf(conditions: readonly Statement[]): Statement {
  return conditions.length === 0 ? raw("true") : sql`(${join(conditions, " and ")})`;
}
