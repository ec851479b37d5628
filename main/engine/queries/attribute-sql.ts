import { CHARGE_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { fail } from "../../../shared/errors.ts";
import { id, raw, type Statement, sql } from "../database/sql.ts";

/**
 * An attribute in two steps: the columns of one file's table (alias `f`) that charges are first
 * grouped by, and its value over those groups.
 */
export interface AttributeSql {
  readonly grouped: readonly Statement[];
  readonly value: (names: readonly Statement[]) => Statement;
}

const DECLARED: ReadonlySet<string> = new Set(CHARGE_DIMENSIONS);

export function attributeSql(attribute: string, sourceFileId: string): AttributeSql {
  const [, kind, key] = /^(tag|custom):(.+)$/s.exec(attribute) ?? [];
  if (kind !== undefined && key !== undefined) {
    return same(jsonValue(kind === "tag" ? raw("f.tags") : raw("f.custom"), key));
  }
  if (!DECLARED.has(attribute)) {
    fail(
      "usage",
      `"${attribute}" is not an attribute of a charge.`,
      "Choose one from the field list, tag:KEY or custom:COLUMN.",
    );
  }
  if (attribute === "source_file_id") {
    return same(sql`cast(${sourceFileId} as varchar)`);
  }
  if (attribute === "entity") {
    return {
      grouped: [raw("f.billing_account_id"), raw("cast(f.billing_period_start as date)")],
      value: ([account = raw("null"), day = raw("null")]) => entitySql(account, day),
    };
  }
  return same(sql`f.${id(attribute)}`);
}

function same(column: Statement): AttributeSql {
  return { grouped: [column], value: ([name = raw("null")]) => name };
}

/** The attribute's value on one row, for filters and lists of rows. */
export function rowValueSql(attribute: string, sourceFileId: string): Statement {
  const { grouped, value } = attributeSql(attribute, sourceFileId);
  return value(grouped);
}

/**
 * A JSON member as text; null where absent or where the text is no JSON. Written on the column
 * itself, because it is then computed once per entry of the column's stored dictionary: measured,
 * a join with the distinct texts took twice as long, grouping by the texts first three times.
 */
export function jsonValue(text: Statement, key: string): Statement {
  const pointer = `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return sql`case when json_valid(${text}) then json_extract_string(${text}, ${pointer}) end`;
}

/** The dated entity of a billing account, else the workspace's, as in relation `charge`. */
function entitySql(account: Statement, day: Statement): Statement {
  return sql`coalesce(
    (select min(m.entity) from billing_account_entity as m
     where m.billing_account_id = ${account}
       and (m.valid_from is null or ${day} >= m.valid_from)
       and (m.valid_to is null or ${day} < m.valid_to)),
    (select s.value from workspace_setting as s where s.key = 'entity'), '')`;
}
