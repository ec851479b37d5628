import { BASIS_COLUMN, type CostBasis } from "../../../shared/domain/charge.ts";
import type { IdentifierName } from "../../../shared/domain/identifier-names.ts";
import type { Identifier, Identifiers } from "../../../shared/domain/identifiers.ts";
import { type Statement, statement } from "../database/sql.ts";
import { chargeViewName } from "../relations/charge-columns.ts";
import { attributeText, identifierExpressions } from "../relations/identifier-columns.ts";

/** The charges of a month a question about identifiers reads. */
export interface IdentifierScope {
  readonly files: readonly {
    readonly id: string;
    /** The columns the file itself has. */
    readonly columns: ReadonlySet<string>;
  }[];
  readonly period: string;
  readonly basis: CostBasis;
}

/**
 * The text is put together as it is: an attribute may hold any characters, and only the whole
 * statement is parsed, where its quotes are doubled.
 */
function asked(text: string, { period }: IdentifierScope): Statement {
  return statement(text, { period });
}

/** Rows, cost and cost without signs of one file's charges (alias `t`), by keys. */
function grouped(
  file: IdentifierScope["files"][number],
  { basis }: IdentifierScope,
  keys: Readonly<Record<string, string>>,
  joins: readonly string[],
): string {
  const cost = `t.${BASIS_COLUMN[basis]}`;
  const month = basis === "billed" ? "t.billed_period" : "t.effective_period";
  const columns = Object.entries(keys).map(([name, value]) => `${value} as ${name}`);
  return (
    `select ${[...columns, "t.billing_currency as currency"].join(", ")}, ` +
    "count(*) as charges, " +
    `cast(coalesce(sum(${cost}), 0) as decimal(38, 12)) as amount, ` +
    `cast(coalesce(sum(abs(${cost})), 0) as decimal(38, 12)) as magnitude ` +
    `from "${chargeViewName(file.id)}" as t ${joins.join(" ")} ` +
    `where ${month} = $period group by all`
  );
}

const NOTHING =
  "select null::varchar as identifier, null::varchar as value, null::boolean as is_agreed, " +
  "null::varchar as after, null::varchar as attribute, null::boolean as is_gain, " +
  "null::varchar as currency, null::bigint as charges, null::decimal(38, 12) as amount, " +
  "null::decimal(38, 12) as magnitude where $period is null";

function union(branches: readonly string[]): string {
  return branches.length === 0 ? NOTHING : branches.join(" union all ");
}

/** Every charge of a month once for each identifier, by value and currency. */
function valueGroups(scope: IdentifierScope, definitions: Identifiers): string {
  const first = Object.fromEntries(
    Object.entries(definitions).map(([name, one]) => [name, firstPlace(one)]),
  );
  return union(
    scope.files.flatMap((file) => {
      const { joins, values } = identifierExpressions(first, file.columns);
      return [...values].map(([name, value]) => {
        const place = value ?? "cast(null as varchar)";
        const keys = {
          identifier: `'${name}'`,
          value: `t.${name}`,
          is_agreed: `coalesce(${place} = t.${name}, false)`,
        };
        return grouped(file, scope, keys, value === null ? [] : joinsOf(joins, name));
      });
    }),
  );
}

function firstPlace({ sources: [first] }: Identifier): Identifier {
  return { sources: first === undefined ? [] : [first], aliases: {} };
}

function joinsOf(joins: readonly string[], name: IdentifierName): string[] {
  return joins.filter((join) => join.includes(`.identifier = '${name}'`));
}

/** Per identifier and currency: charges of a month with a value and all of them, and their cost. */
export function identifierCoverage(scope: IdentifierScope, definitions: Identifiers): Statement {
  const text = `with found as (${valueGroups(scope, definitions)})
    select identifier, currency, sum(charges)::bigint as charges,
      coalesce(sum(charges) filter (where value is not null), 0)::bigint as found,
      coalesce(sum(charges) filter (where is_agreed), 0)::bigint as agreed,
      count(distinct value) as "values",
      sum(amount)::decimal(38, 12) as amount,
      coalesce(sum(amount) filter (where value is not null), 0)::decimal(38, 12)
        as "foundAmount",
      sum(magnitude)::decimal(38, 12) as magnitude,
      coalesce(sum(magnitude) filter (where value is not null), 0)::decimal(38, 12)
        as "foundMagnitude",
      coalesce(sum(magnitude) filter (where is_agreed), 0)::decimal(38, 12) as "agreedMagnitude"
    from found group by identifier, currency order by identifier, currency`;
  return asked(text, scope);
}

/** The values of each identifier with their cost per currency, the largest first. */
export function identifierValues(
  scope: IdentifierScope,
  definitions: Identifiers,
  currency: string,
  limit: number,
): Statement {
  const text = `with found as (
      select identifier, value, currency, sum(charges)::bigint as charges,
        sum(amount)::decimal(38, 12) as amount, sum(magnitude) as magnitude
      from (${valueGroups(scope, definitions)}) as g
      where value is not null group by identifier, value, currency),
    valued as (
      select identifier, value,
        coalesce(sum(magnitude) filter (where currency = $currency), 0) as weight,
        sum(charges) as charges
      from found group by identifier, value),
    ranked as (
      select *, row_number() over (
        partition by identifier order by weight desc, charges desc, value) as place
      from valued)
    select identifier, value, place, currency, found.charges, amount
    from found join ranked using (identifier, value)
    where place <= $limit order by identifier, place, currency`;
  return statement(text, { period: scope.period, currency, limit });
}

/** The currency most charges of a month are in. */
export function usualCurrency(scope: IdentifierScope): Statement {
  const branches = scope.files.map((file) => grouped(file, scope, {}, []));
  const text = `select currency from (${union(branches)}) as g
    group by currency order by sum(charges) desc, currency limit 1`;
  return asked(text, scope);
}

/** What the definitions give now, and what others would give, per identifier that differs. */
export function identifierMoves(
  scope: IdentifierScope,
  wanted: Identifiers,
  names: readonly IdentifierName[],
  entries: string,
): Statement {
  const branches = scope.files.flatMap((file) => {
    const { joins, values } = identifierExpressions(wanted, file.columns, "wanted_entry");
    return names.map((name) => {
      const after = values.get(name) ?? null;
      const keys = {
        identifier: `'${name}'`,
        value: `t.${name}`,
        after: after ?? "cast(null as varchar)",
      };
      return grouped(file, scope, keys, after === null ? [] : joinsOf(joins, name));
    });
  });
  const text = `with wanted_entry as (
      select unnest(from_json(cast($entries as json), '${ENTRY_SHAPE}'), recursive := true)),
    moved as (
      select identifier, currency, value is distinct from after as is_moved,
        value is not null as is_found, after is not null as is_found_after,
        case when value is distinct from after then value end as "from",
        case when value is distinct from after then after end as "to",
        sum(charges)::bigint as charges, sum(amount)::decimal(38, 12) as amount,
        sum(magnitude)::decimal(38, 12) as magnitude
      from (${union(branches)}) as g group by all)
    select * from moved
    order by identifier, currency, magnitude desc, charges desc,
      "from" nulls last, "to" nulls last`;
  return statement(text, { period: scope.period, entries });
}

const ENTRY_SHAPE = JSON.stringify([
  {
    identifier: "VARCHAR",
    position: "INTEGER",
    value: "VARCHAR",
    gives: "VARCHAR",
    valid_from: "VARCHAR",
    valid_to: "VARCHAR",
  },
]);

export interface SourceCandidate {
  readonly identifier: IdentifierName;
  readonly attribute: string;
}

/** What the charges of a month say in a place an identifier could be looked for. */
export function candidateValues(
  scope: IdentifierScope,
  candidates: readonly SourceCandidate[],
): Statement {
  const branches = scope.files.flatMap((file) =>
    candidates.flatMap(({ identifier, attribute }) => {
      const value = attributeText(attribute, file.columns);
      const keys = {
        identifier: `'${identifier}'`,
        attribute: `'${attribute.replaceAll("'", "''")}'`,
        value: value ?? "",
        is_gain: `t.${identifier} is null`,
      };
      return value === null ? [] : [grouped(file, scope, keys, [])];
    }),
  );
  const text = `with said as (select * from (${union(branches)}) as g where value is not null),
    frequent as (
      select identifier, attribute, value, row_number() over (
        partition by identifier, attribute order by sum(charges) desc, value) as place
      from said group by identifier, attribute, value),
    sampled as (
      select identifier, attribute, list(value order by place) as samples
      from frequent where place <= 4 group by identifier, attribute)
    select identifier, attribute, currency, any_value(samples) as samples,
      sum(charges)::bigint as charges, sum(amount)::decimal(38, 12) as amount,
      coalesce(sum(charges) filter (where is_gain), 0)::bigint as gain_charges,
      coalesce(sum(amount) filter (where is_gain), 0)::decimal(38, 12) as gain_amount
    from said join sampled using (identifier, attribute)
    group by identifier, attribute, currency order by identifier, attribute, currency`;
  return asked(text, scope);
}
