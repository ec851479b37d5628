import { IDENTIFIERS, type IdentifierName } from "../../../shared/domain/identifier-names.ts";
import type { Identifier, Identifiers } from "../../../shared/domain/identifiers.ts";

/** What a view of one file's charges (alias `t`) needs to carry the identifiers. */
export interface IdentifierColumns {
  readonly joins: readonly string[];
  readonly columns: readonly string[];
}

/** The position under which an identifier's aliases are stored; its sources begin at 1. */
export const ALIASES = 0;

/**
 * Identifiers as expressions over a file's own columns and its dated entries. A join with them is
 * measured to cost a twentieth of a CASE with as many branches, and finds at most one entry.
 */
export function identifierColumns(
  identifiers: Identifiers,
  present: ReadonlySet<string>,
): IdentifierColumns {
  const joins: string[] = [];
  const columns = IDENTIFIERS.map((name) => {
    const identifier = identifiers[name];
    const value =
      identifier === undefined ? null : identifierText(name, identifier, present, joins);
    return `${value ?? "cast(null as varchar)"} as ${name}`;
  });
  return { joins, columns };
}

function identifierText(
  name: IdentifierName,
  { sources, aliases }: Identifier,
  present: ReadonlySet<string>,
  joins: string[],
): string | null {
  const values = sources.flatMap(({ attribute, map }, index) => {
    const text = attributeText(attribute, present);
    if (text === null) {
      return [];
    }
    return [map === undefined ? text : entry(name, index + 1, text, present, joins)];
  });
  if (values.length === 0) {
    return null;
  }
  const found = values.length === 1 ? (values[0] ?? "") : `coalesce(${values.join(", ")})`;
  const hasAliases = Object.keys(aliases).length > 0;
  return hasAliases ? `coalesce(${entry(name, ALIASES, found, present, joins)}, ${found})` : found;
}

/** The value an entry of the identifier gives for a text in the charge's month. */
function entry(
  name: IdentifierName,
  position: number,
  text: string,
  present: ReadonlySet<string>,
  joins: string[],
): string {
  const alias = `${name}_${position}`;
  const month = present.has("effective_period") ? "t.effective_period" : "t.billed_period";
  joins.push(
    `left join identifier_entry as ${alias} on ${alias}.identifier = '${name}' ` +
      `and ${alias}.position = ${position} and ${alias}.value = lower(${text}) ` +
      `and ${month} >= ${alias}.valid_from and ${month} <= ${alias}.valid_to`,
  );
  return `${alias}.gives`;
}

/** An attribute's text of a charge, null where the file has no column for it. */
function attributeText(attribute: string, present: ReadonlySet<string>): string | null {
  const [, kind, key] = /^(tag|custom):(.+)$/s.exec(attribute) ?? [];
  const column = kind === undefined ? attribute : kind === "tag" ? "tags" : "custom";
  if (!present.has(column)) {
    return null;
  }
  if (key === undefined) {
    return `nullif(trim(cast(t.${column} as varchar)), '')`;
  }
  const pointer = `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`.replaceAll("'", "''");
  return (
    `nullif(trim(case when json_valid(t.${column}) ` +
    `then json_extract_string(t.${column}, '${pointer}') end), '')`
  );
}
