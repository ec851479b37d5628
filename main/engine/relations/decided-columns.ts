import type { Condition } from "../../../shared/domain/condition.ts";
import { raw, type Statement } from "../database/sql.ts";
import { conditionSql } from "../queries/condition-sql.ts";

/** A column that an ordered list of conditions decides: the first branch that holds gives it. */
export interface Decision {
  readonly name: string;
  readonly branches: readonly {
    readonly where: readonly Condition[];
    /** Null where the branch takes the charge and says nothing. */
    readonly gives: string | null;
  }[];
}

/** The charge (alias `t`) a decision is about. */
export interface DecidedCharge {
  readonly sourceFileId: string;
  /** The entity of the charge, which a file's own table does not hold. */
  readonly entity: string;
}

/** The value of a decision as text of SQL, for views and statements that cannot bind. */
export function decidedText({ branches }: Decision, charge: DecidedCharge): string {
  if (branches.length === 0) {
    return "cast(null as varchar)";
  }
  const cases = branches.map(({ where, gives }) => {
    const tests = where.map((one) =>
      inlined(conditionSql(one, raw(valueText(one.attribute, charge)))),
    );
    const test = tests.length === 0 ? "true" : tests.join(" and ");
    return `when ${test} then ${gives === null ? "null" : literal(gives)}`;
  });
  return `cast(case ${cases.join(" ")} end as varchar)`;
}

/** An attribute's text; an empty text is none, as the account map reads it. */
function valueText(attribute: string, { sourceFileId, entity }: DecidedCharge): string {
  const [, kind, key] = /^(tag|custom):(.+)$/s.exec(attribute) ?? [];
  if (kind !== undefined && key !== undefined) {
    const column = kind === "tag" ? "t.tags" : "t.custom";
    const pointer = literal(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    return (
      `nullif(case when json_valid(${column}) ` +
      `then json_extract_string(${column}, ${pointer}) end, '')`
    );
  }
  switch (attribute) {
    case "entity":
      return `nullif(${entity}, '')`;
    case "source_file_id":
      return literal(sourceFileId);
    default:
      return `nullif(t.${attribute}, '')`;
  }
}

function inlined({ text, parameters }: Statement): string {
  return text.replace(/\$(v\d+)\b/g, (_, name: string) => literal(String(parameters[name])));
}

/**
 * A text in quotes; a null character would end the statement and is written by its number, and
 * what reads like the name of a bound value is written in two pieces.
 */
export function literal(text: string): string {
  return text
    .split("\0")
    .map((part) => `'${part.replaceAll("'", "''").split("$v").join("$' || 'v")}'`)
    .join(" || chr(0) || ");
}
