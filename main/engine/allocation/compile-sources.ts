import {
  type AllocationRule,
  conditionsOf,
  namingAttribute,
} from "../../../shared/domain/allocation-rule.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import { id, join, raw, type Statement, sql } from "../database/sql.ts";
import { compileCondition } from "./compile-condition.ts";

export interface ChargeScope {
  readonly period: string;
  /** One charge alone, to find its segment again. */
  readonly only?: { readonly sourceFileId: string; readonly rowIndex: number };
  /** Attributes that segments keep whichever rule takes them. */
  readonly kept: readonly string[];
}

/** A column of `charge`, and the attributes that rules read from it. */
export interface Source {
  readonly column: string;
  readonly attributes: readonly string[];
}

export function sourcesOf(read: readonly string[]): Source[] {
  const columns = [...new Set(read.map(columnOf))].sort();
  return columns.map((column) => ({
    column,
    attributes: read.filter((attribute) => columnOf(attribute) === column),
  }));
}

function columnOf(attribute: string): string {
  if (attribute.startsWith("tag:")) {
    return "tags";
  }
  return attribute.startsWith("custom:") ? "custom" : attribute;
}

export const setName = ({ column }: Source): string => `draft_${column}_set`;
export const profile = ({ column }: Source): Statement => sql`${id(`${column}_profile`)}`;

/** The columns that hold an attribute's value and a condition's answer. */
export class Reading {
  private readonly names: ReadonlyMap<string, string>;
  private readonly tests: ReadonlyMap<string, string>;

  constructor(read: readonly string[], rules: readonly AllocationRule[]) {
    const asked = rules.flatMap(conditionsOf).map((condition) => JSON.stringify(condition));
    this.names = new Map(read.map((name, index) => [name, `value_${index + 1}`]));
    this.tests = new Map([...new Set(asked)].map((key, index) => [key, `test_${index + 1}`]));
  }

  value(attribute: string): Statement {
    return sql`${id(this.names.get(attribute) ?? "")}`;
  }

  test(condition: Condition): Statement {
    return sql`${id(this.tests.get(JSON.stringify(condition)) ?? "")}`;
  }
}

export function isOfCharge({ period, only }: ChargeScope): Statement {
  const inPeriod = sql`(charge.billed_period = ${period} or charge.effective_period = ${period})`;
  return only === undefined
    ? inPeriod
    : sql`${inPeriod} and charge.source_file_id = ${only.sourceFileId}
        and charge.row_index = ${only.rowIndex}`;
}

/** The place of a key in a JSON object, as a JSON pointer (RFC 6901). */
export function pointer(
  attribute: string,
  key: string = attribute.slice(attribute.indexOf(":") + 1),
): string {
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** What rules ask of one column, per distinct value; equal profiles answer everything alike. */
export function answerSource(
  source: Source,
  reading: Reading,
  rules: readonly AllocationRule[],
  scope: ChargeScope,
): Statement {
  const { column, attributes } = source;
  const values = attributes.map(
    (attribute) => sql`${valueIn(source, attribute)} as ${reading.value(attribute)}`,
  );
  const asked = new Map(
    rules
      .flatMap(conditionsOf)
      .filter(({ attribute }) => attributes.includes(attribute))
      .map((condition) => [JSON.stringify(condition), condition]),
  );
  const conditions = [...asked.values()];
  const tests = conditions.map(
    (condition) =>
      sql`${compileCondition(condition, reading.value(condition.attribute))}
        as ${reading.test(condition)}`,
  );
  const naming = [...new Set([...rules.flatMap(namingAttribute), ...scope.kept])]
    .filter((attribute) => attributes.includes(attribute))
    .map((attribute) => reading.value(attribute));
  const answers = [...conditions.map((condition) => reading.test(condition)), ...naming];
  return sql`with
    distinct_value as (
      select distinct ${id(column)} as content
      from charge
      where ${isOfCharge(scope)}
    ),
    read as (select content, ${join(values, ", ")} from distinct_value),
    answered as (select content, ${join([...tests, ...naming], ", ")} from read)
    select *, cast(dense_rank() over (order by ${join(answers, ", ")}) as integer)
      as ${profile(source)}
    from answered`;
}

function valueIn({ column }: Source, attribute: string): Statement {
  const isJson = column === "tags" || column === "custom";
  return isJson
    ? sql`case when json_valid(content) then json_extract_string(content, ${pointer(attribute)})
        end`
    : raw("cast(content as varchar)");
}

/**
 * Every charge beside the profile of each column that rules read. Each charge finds exactly one;
 * the joins are outer so that they run in this order, from the charges on.
 */
export function profiledCharges(sources: readonly Source[]): Statement {
  const joins = sources.map((source) => {
    const set = id(setName(source));
    return sql`left join ${set} on charge.${id(source.column)} is not distinct from ${set}.content`;
  });
  return sql`charge ${join(joins, " ")}`;
}
