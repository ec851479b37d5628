import type { AllocationRule } from "../../../shared/domain/allocation-rule.ts";
import { CHARGE_DIMENSIONS } from "../../../shared/domain/charge.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import { id, join, raw, type Statement, sql } from "../database/sql.ts";
import { allOf, compileCondition } from "./compile-condition.ts";

/** Every segment keeps these, whether rules read them or not. */
export const SEGMENT_DIMENSIONS = [
  "entity",
  "billing_currency",
  "source_file_id",
  "provider_name",
  "service_category",
  "service_name",
  "billing_account_id",
  "sub_account_id",
  "sub_account_name",
  "charge_category",
  "invoice_id",
] as const;

const COSTS = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"] as const;

export interface ChargeScope {
  readonly period: string;
  /** One charge alone, to find its segment again. */
  readonly only?: { readonly sourceFileId: string; readonly rowIndex: number };
}

/** A JSON column read once per distinct text, and the attributes rules read from it. */
interface JsonSource {
  readonly column: "tags" | "custom";
  readonly attributes: readonly string[];
}

/** A temporary table of a run: its name and the query that fills it. */
export interface Draft {
  readonly name: string;
  readonly query: Statement;
}

/**
 * The rules that take charges as queries over `charge`, each reading those before it:
 * `draft_tags_set` and `draft_custom_set` hold what rules read of each distinct JSON text,
 * `draft_outcome` each group of like charges with the first rule that takes it.
 */
export function compileRules(
  rules: readonly AllocationRule[],
  declared: readonly string[],
  scope: ChargeScope,
): Draft[] {
  const read = attributesRead(rules);
  const sources = jsonSources(read);
  const reading = new Reading(read, sources);
  return [
    ...sources.map((source) => ({
      name: `draft_${source.column}_set`,
      query: jsonSet(source, reading, rules, scope),
    })),
    { name: "draft_group", query: groupCharges(reading, scope) },
    { name: "draft_outcome", query: decideGroups(reading, rules, declared) },
  ];
}

export function createDraft({ name, query }: Draft): Statement {
  return sql`create or replace temp table ${id(name)} as ${query}`;
}

/** The last draft's rows without making a table of any. */
export function readDrafts(drafts: readonly Draft[]): Statement {
  const tables = drafts.map(({ name, query }) => sql`${id(name)} as (${query})`);
  return sql`with ${join(tables, ", ")} select * from ${id(drafts.at(-1)?.name ?? "")}`;
}

function attributesRead(rules: readonly AllocationRule[]): string[] {
  const names = rules.flatMap((rule) => [
    ...conditionsOf(rule).map(({ attribute }) => attribute),
    ...namingAttribute(rule),
  ]);
  return [...new Set(names)].sort();
}

export function conditionsOf(rule: AllocationRule): readonly Condition[] {
  return "where" in rule.take ? rule.take.where : [];
}

function namingAttribute(rule: AllocationRule): string[] {
  return rule.method === "direct" && rule.toAttribute !== undefined ? [rule.toAttribute] : [];
}

function jsonSources(read: readonly string[]): JsonSource[] {
  const sources: JsonSource[] = [
    { column: "tags", attributes: read.filter((name) => name.startsWith("tag:")) },
    { column: "custom", attributes: read.filter((name) => name.startsWith("custom:")) },
  ];
  return sources.filter(({ attributes }) => attributes.length > 0);
}

/** Where each attribute and each condition is found once charges are grouped. */
class Reading {
  readonly sources: readonly JsonSource[];
  /** Charge columns that rules read and segments do not keep. */
  readonly extras: readonly string[];
  private readonly names: ReadonlyMap<string, string>;
  private readonly tests = new Map<string, string>();

  constructor(read: readonly string[], sources: readonly JsonSource[]) {
    this.sources = sources;
    this.names = new Map(read.map((name, index) => [name, `value_${index + 1}`]));
    const kept: readonly string[] = SEGMENT_DIMENSIONS;
    this.extras = read.filter(
      (name) => (CHARGE_DIMENSIONS as readonly string[]).includes(name) && !kept.includes(name),
    );
  }

  value(attribute: string): Statement {
    const isColumn = (CHARGE_DIMENSIONS as readonly string[]).includes(attribute);
    return sql`${id(isColumn ? attribute : (this.names.get(attribute) ?? ""))}`;
  }

  /** The column that holds a JSON condition's answer. */
  test(condition: Condition): Statement {
    const key = JSON.stringify(condition);
    const name = this.tests.get(key) ?? `test_${this.tests.size + 1}`;
    this.tests.set(key, name);
    return sql`${id(name)}`;
  }
}

function isOfCharge({ period, only }: ChargeScope): Statement {
  const inPeriod = sql`(billed_period = ${period} or effective_period = ${period})`;
  return only === undefined
    ? inPeriod
    : sql`${inPeriod} and source_file_id = ${only.sourceFileId} and row_index = ${only.rowIndex}`;
}

/** The place of a key in a JSON object, as a JSON pointer (RFC 6901). */
export function pointer(
  attribute: string,
  key: string = attribute.slice(attribute.indexOf(":") + 1),
): string {
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Equal profiles answer every condition alike and name the same targets. */
function jsonSet(
  { column, attributes }: JsonSource,
  reading: Reading,
  rules: readonly AllocationRule[],
  scope: ChargeScope,
): Statement {
  const name = id(column);
  const values = attributes.map(
    (attribute) =>
      sql`case when json_valid(content) then json_extract_string(content, ${pointer(attribute)})
        end as ${reading.value(attribute)}`,
  );
  const asked = rules
    .flatMap(conditionsOf)
    .filter(({ attribute }) => attributes.includes(attribute));
  const distinct = new Map(asked.map((condition) => [JSON.stringify(condition), condition]));
  const tests = [...distinct.values()].map(
    (condition) =>
      sql`${compileCondition(condition, reading.value(condition.attribute))}
        as ${reading.test(condition)}`,
  );
  const naming = [...new Set(rules.flatMap(namingAttribute))]
    .filter((attribute) => attributes.includes(attribute))
    .map((attribute) => reading.value(attribute));
  const outcome = join([...tests, ...naming], ", ");
  const names = join([...asked.map((condition) => reading.test(condition)), ...naming], ", ");
  return sql`with
    distinct_text as (
      select distinct coalesce(${name}, '{}') as content
      from charge
      where ${isOfCharge(scope)}
    ),
    read as (select content, ${join(values, ", ")} from distinct_text),
    answered as (select content, ${outcome} from read)
    select *, dense_rank() over (order by ${names}) as ${profile(column)}
    from answered`;
}

function profile(column: string): Statement {
  return sql`${id(`${column}_profile`)}`;
}

/** One pass over the charges of the period: what the rest of a run reads instead of them. */
function groupCharges(reading: Reading, scope: ChargeScope): Statement {
  const { period } = scope;
  const columns = [...SEGMENT_DIMENSIONS, ...reading.extras].map((name) => sql`${id(name)}`);
  const profiles = reading.sources.map(({ column }) => profile(column));
  const joins = reading.sources.map(
    ({ column }) => sql`left join (
        select content as ${id(`${column}_content`)}, ${profile(column)}
        from ${id(`draft_${column}_set`)}
      ) on ${id(`${column}_content`)} = coalesce(charge.${id(column)}, '{}')`,
  );
  const costs = COSTS.map((cost) => {
    const home = id(cost === "billed_cost" ? "billed_period" : "effective_period");
    return sql`case when ${home} = ${period} then coalesce(${id(cost)}, 0) else 0 end as ${id(cost)}`;
  });
  const signs = COSTS.map((cost) => sql`${id(cost)} < 0 as ${id(`is_negative_${cost}`)}`);
  const sums = COSTS.map((cost) => sql`sum(${id(cost)}) as ${id(cost)}`);
  return sql`with
    counted as (
      select row_index, ${join([...columns, ...profiles, ...costs], ", ")}
      from charge ${join(joins, " ")}
      where ${isOfCharge(scope)}
    )
    select ${join([...columns, ...profiles, ...signs], ", ")}, count(*) as charges,
      min(row_index) as row_first, max(row_index) as row_last, ${join(sums, ", ")}
    from counted
    group by all`;
}

function decideGroups(
  reading: Reading,
  rules: readonly AllocationRule[],
  declared: readonly string[],
): Statement {
  const joins = reading.sources.map(
    ({ column }) => sql`join (
        select distinct on (${profile(column)}) * exclude (content)
        from ${id(`draft_${column}_set`)}
      ) using (${profile(column)})`,
  );
  const targets = rules.map((rule) => targetOf(rule, declared, reading));
  const matches = rules.map((rule, index) => {
    const tests = conditionsOf(rule).map((condition) => testOf(condition, reading));
    const named =
      namingAttribute(rule).length > 0 ? [sql`${targets[index] ?? raw("null")} is not null`] : [];
    return sql`case when ${allOf([...tests, ...named])} then ${`${index + 1},`} else '' end`;
  });
  const target = choose(rules.map((_, index) => targets[index] ?? raw("null")));
  const values = attributeValues(rules, reading);
  return sql`with
    known as (select * from draft_group ${join(joins, " ")}),
    tested as (
      select *, concat('', ${matches.length === 0 ? raw("''") : join(matches, ", ")}) as matches
      from known
    ),
    decided as (
      select *,
        try_cast(nullif(split_part(matches, ',', 1), '') as integer) as rule_number
      from tested
    )
    select *, ${target} as named_target, ${values} as attribute_values
    from decided`;
}

function testOf(condition: Condition, reading: Reading): Statement {
  const isJson = /^(tag|custom):/.test(condition.attribute);
  return isJson
    ? reading.test(condition)
    : compileCondition(condition, sql`cast(${reading.value(condition.attribute)} as varchar)`);
}

/** The target a direct rule gives to; null where the attribute names no declared target. */
function targetOf(rule: AllocationRule, declared: readonly string[], reading: Reading): Statement {
  if (rule.method !== "direct") {
    return raw("cast(null as varchar)");
  }
  if (rule.toAttribute === undefined) {
    return sql`${rule.to ?? ""}`;
  }
  const aliases = new Map([
    ...declared.map((code): [string, string] => [code, code]),
    ...Object.entries(rule.map ?? {}),
  ]);
  const value = reading.value(rule.toAttribute);
  return sql`list_extract(${[...aliases.values()]}, list_position(${[...aliases.keys()]}, ${value}))`;
}

function choose(byRule: readonly Statement[]): Statement {
  if (byRule.length === 0) {
    return raw("cast(null as varchar)");
  }
  const branches = byRule.map((value, index) => sql`when ${index + 1} then ${value}`);
  return sql`case rule_number ${join(branches, " ")} end`;
}

/**
 * The attributes that named a target, as JSON; for a charge no rule took, all that could have.
 * Attributes that only decide which rule takes a charge are not kept: charges that no rule
 * distinguishes share a segment.
 */
function attributeValues(rules: readonly AllocationRule[], reading: Reading): Statement {
  const object = (names: readonly string[]): Statement =>
    names.length === 0
      ? raw("cast(null as varchar)")
      : sql`cast(json_object(${join(
          names.map((name) => sql`${name}, ${reading.value(name)}`),
          ", ",
        )}) as varchar)`;
  const all = [...new Set(rules.flatMap(namingAttribute))].sort();
  if (rules.length === 0) {
    return object([]);
  }
  const branches = rules.map(
    (rule, index) => sql`when ${index + 1} then ${object(namingAttribute(rule))}`,
  );
  return sql`case rule_number ${join(branches, " ")} else ${object(all)} end`;
}

const DRAFTS = [
  "draft_tags_set",
  "draft_custom_set",
  "draft_group",
  "draft_outcome",
  "draft_segment",
  "draft_amount",
  "draft_move",
  "draft_inflow",
  "draft_weight_set",
  "draft_target",
  "draft_taking",
  "apportion_pool",
  "apportion_weight",
  "apportion_part",
] as const;

/** Empties the writer's temporary room after a run. */
export function dropDrafts(): Statement[] {
  return DRAFTS.map((name) => sql`drop table if exists temp.${id(name)}`);
}
