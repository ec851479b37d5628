import { IDENTIFIERS, type IdentifierName } from "../../../shared/domain/identifier-names.ts";
import type { Identifier, Identifiers } from "../../../shared/domain/identifiers.ts";
import { CHARGE_CLASSES, classText } from "./charge-classes.ts";

/** What a view of one file's charges (alias `t`) needs to carry the identifiers. */
export interface IdentifierColumns {
  readonly joins: readonly string[];
  readonly columns: readonly string[];
}

/** Each identifier as an expression over one file's charges (alias `t`); null where it has none. */
export interface IdentifierExpressions {
  readonly joins: readonly string[];
  readonly values: ReadonlyMap<IdentifierName, string | null>;
}

/** The position under which an identifier's aliases are stored; its sources begin at 1. */
export const ALIASES = 0;

/** The table that holds what the definitions of the workspace give for a value. */
const ENTRIES = "identifier_entry";

/**
 * Identifiers as expressions over a file's own columns and its dated entries. A join with them is
 * measured to cost a twentieth of a CASE with as many branches, and finds at most one entry.
 */
export function identifierColumns(
  identifiers: Identifiers,
  present: ReadonlySet<string>,
): IdentifierColumns {
  const { joins, values } = identifierExpressions(identifiers, present);
  const columns = [...values].map(
    ([name, value]) => `${value ?? "cast(null as varchar)"} as ${name}`,
  );
  return { joins, columns };
}

/** The same, with the entries in another table than the workspace's own. */
export function identifierExpressions(
  identifiers: Identifiers,
  present: ReadonlySet<string>,
  entries = ENTRIES,
): IdentifierExpressions {
  const joins: string[] = [];
  const values = new Map(
    IDENTIFIERS.map((name) => {
      const identifier = identifiers[name];
      const scope = { name, present, joins, entries };
      return [name, identifier === undefined ? null : identifierText(scope, identifier)];
    }),
  );
  return { joins, values };
}

interface EntryScope {
  readonly name: IdentifierName;
  readonly present: ReadonlySet<string>;
  readonly joins: string[];
  readonly entries: string;
}

function identifierText(scope: EntryScope, { sources, aliases }: Identifier): string | null {
  const values = sources.flatMap(({ attribute, map }, index) => {
    const text = attributeText(attribute, scope.present);
    if (text === null) {
      return [];
    }
    return [map === undefined ? text : entry(scope, index + 1, text)];
  });
  if (values.length === 0) {
    return null;
  }
  const found = values.length === 1 ? (values[0] ?? "") : `coalesce(${values.join(", ")})`;
  const hasAliases = Object.keys(aliases).length > 0;
  return hasAliases ? `coalesce(${entry(scope, ALIASES, found)}, ${found})` : found;
}

/** The value an entry of the identifier gives for a text in the charge's month. */
function entry(scope: EntryScope, position: number, text: string): string {
  const { name, present, joins, entries } = scope;
  const alias = `${entries}_${name}_${position}`;
  const month = present.has("effective_period") ? "t.effective_period" : "t.billed_period";
  joins.push(
    `left join ${entries} as ${alias} on ${alias}.identifier = '${name}' ` +
      `and ${alias}.position = ${position} and ${alias}.value = lower(${text}) ` +
      `and ${month} >= ${alias}.valid_from and ${month} <= ${alias}.valid_to`,
  );
  return `${alias}.gives`;
}

/** An attribute's text of a charge, null where the file has no column for it. */
export function attributeText(attribute: string, present: ReadonlySet<string>): string | null {
  const [, kind, key] = /^(tag|custom):(.+)$/s.exec(attribute) ?? [];
  const charge = CHARGE_CLASSES.find(({ name }) => name === attribute);
  if (charge !== undefined) {
    return classText(charge, present);
  }
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
