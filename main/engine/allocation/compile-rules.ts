import {
  type AllocationRule,
  attributesRead,
  conditionsOf,
  namingAttribute,
} from "../../../shared/domain/allocation-rule.ts";
import { SEGMENT_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { id, join, raw, type Statement, sql } from "../database/sql.ts";
import { allOf } from "./compile-condition.ts";
import type { Draft } from "./compile-drafts.ts";
import {
  answerSource,
  type ChargeScope,
  isOfCharge,
  profile,
  profiledCharges,
  Reading,
  type Source,
  setName,
  sourcesOf,
} from "./compile-sources.ts";

/** More rows than any file has, so that a file's number and a row make one number. */
const FILE_ROWS_MAX = 2 ** 33;

const COSTS = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"] as const;

/**
 * The rules that take charges as queries over `charge`, each reading those before it. What rules
 * ask of a column is answered once per distinct value (`draft_tags_set`, …); equal answers share
 * a profile, the combinations of profiles that occur are decided once (`draft_outcome`), and
 * `draft_segment` holds the charges that no rule distinguishes, summed.
 */
export function compileRules(
  rules: readonly AllocationRule[],
  declared: readonly string[],
  scope: ChargeScope,
): Draft[] {
  const read = [...new Set([...attributesRead(rules), ...scope.kept])].sort();
  const sources = sourcesOf(read);
  const reading = new Reading(read, rules);
  return [
    ...sources.map((source) => ({
      name: setName(source),
      query: answerSource(source, reading, rules, scope),
    })),
    { name: "draft_combination", query: combineProfiles(sources, scope) },
    { name: "draft_outcome", query: decideCombinations(sources, reading, rules, declared, scope) },
    { name: "draft_scope", query: numberScopes(scope) },
    { name: "draft_segment", query: groupCharges(sources, scope) },
  ];
}

/** A cost where the charge counts in the period: billed by its bill, the others by its own. */
function countedCost(cost: (typeof COSTS)[number], { period }: ChargeScope): Statement {
  const home = id(cost === "billed_cost" ? "billed_period" : "effective_period");
  return sql`case when charge.${home} = ${period} then coalesce(charge.${id(cost)}, 0) else 0 end`;
}

function combineProfiles(sources: readonly Source[], scope: ChargeScope): Statement {
  const keys = [raw("charge.billing_currency"), ...sources.map(profile)];
  return sql`select ${join(keys, ", ")}, count(*) as charges,
      sum(${countedCost("effective_cost", scope)}) as amount
    from ${profiledCharges(sources)}
    where ${isOfCharge(scope)}
    group by all`;
}

function decideCombinations(
  sources: readonly Source[],
  reading: Reading,
  rules: readonly AllocationRule[],
  declared: readonly string[],
  { kept }: ChargeScope,
): Statement {
  const joins = sources.map(
    (source) => sql`join (
        select distinct on (${profile(source)}) * exclude (content) from ${id(setName(source))}
      ) using (${profile(source)})`,
  );
  const targets = rules.map((rule) => targetOf(rule, declared, reading));
  const matches = rules.map((rule, index) => {
    const tests = conditionsOf(rule).map((condition) => reading.test(condition));
    const target = targets[index] ?? raw("null");
    const named = namingAttribute(rule).length > 0 ? [sql`${target} is not null`] : [];
    return sql`case when ${allOf([...tests, ...named])} then ${`${index + 1},`} else '' end`;
  });
  return sql`with
    known as (select * from draft_combination ${join(joins, " ")}),
    tested as (
      select *, concat('', ${matches.length === 0 ? raw("''") : join(matches, ", ")}) as matches
      from known
    ),
    decided as (
      select *,
        try_cast(nullif(split_part(matches, ',', 1), '') as integer) as rule_number
      from tested
    ),
    placed as (
      select *, ${choose(targets)} as named_target,
        ${attributeValues(rules, reading, kept)} as attribute_values
      from decided
    )
    select *, dense_rank() over (order by rule_number, named_target, attribute_values)
      as outcome
    from placed`;
}

/** What decides a charge's entity, currency and file: a join instead of four texts per charge. */
const PLACE = [
  "billing_account_id",
  "billing_period_start",
  "billing_currency",
  "source_file_id",
] as const;

/**
 * Entities with their currencies, which amounts never leave, and the files they come from. The
 * entity follows from billing account and period, so that it is looked up once for each of them.
 */
function numberScopes(scope: ChargeScope): Statement {
  return sql`with
    distinct_place as (
      select distinct entity, ${join(
        PLACE.map((name) => sql`${id(name)}`),
        ", ",
      )}
      from charge
      where ${isOfCharge(scope)}
    )
    select *,
      cast(dense_rank() over (order by entity, billing_currency) as integer) as scope_id,
      cast(dense_rank() over (order by source_file_id) as bigint) as file_number
    from distinct_place`;
}

/** The dimensions that scope and file do not give already. */
const GROUPED_DIMENSIONS = SEGMENT_DIMENSIONS.filter(
  (name) => !["entity", "billing_currency", "source_file_id"].includes(name),
);

/**
 * One pass over the charges of the period: what the rest of a run reads instead of them. A
 * segment is numbered by its file and first row, which no other segment has.
 */
function groupCharges(sources: readonly Source[], scope: ChargeScope): Statement {
  const dimensions = GROUPED_DIMENSIONS.map((name) => sql`charge.${id(name)}`);
  const costs = COSTS.map((cost) => sql`${countedCost(cost, scope)} as ${id(cost)}`);
  const profiles = sources.map(profile);
  const same = sources.map(
    (source) => sql`decided.${profile(source)} = ${id(setName(source))}.${profile(source)}`,
  );
  const there = PLACE.map(
    (name) => sql`draft_scope.${id(name)} is not distinct from charge.${id(name)}`,
  );
  const kept = GROUPED_DIMENSIONS.map((name) => sql`${id(name)}`);
  const signs = COSTS.map(
    (cost, bit) => sql`case when ${id(cost)} < 0 then ${2 ** bit} else 0 end`,
  );
  const sums = COSTS.map((cost) => sql`sum(${id(cost)}) as ${id(cost)}`);
  return sql`with
    decided as (
      select distinct ${join([...profiles, raw("outcome")], ", ")} from draft_outcome
    ),
    counted as (
      select row_index, outcome, scope_id, file_number, ${join([...dimensions, ...costs], ", ")}
      from ${profiledCharges(sources)}
      left join decided on ${allOf(same)}
      left join draft_scope on ${allOf(there)}
      where ${isOfCharge(scope)}
    ),
    grouped as (
      select outcome, scope_id, file_number, ${join(kept, ", ")},
        cast(${join(signs, " + ")} as tinyint) as signs, count(*) as charges,
        min(row_index) as row_first, max(row_index) as row_last, ${join(sums, ", ")}
      from counted
      group by all
    )
    select file_number * ${FILE_ROWS_MAX} + row_first as segment_id, entity, billing_currency,
      source_file_id, grouped.* exclude (outcome, signs, file_number), rule_number, named_target,
      attribute_values
    from grouped
    left join (
      select distinct outcome, rule_number, named_target, attribute_values from draft_outcome
    ) using (outcome)
    left join (
      select distinct scope_id, file_number, entity, billing_currency, source_file_id
      from draft_scope
    ) using (scope_id, file_number)`;
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
  const codes = [...aliases.values()];
  return sql`list_extract(${codes}, list_position(${[...aliases.keys()]}, ${value}))`;
}

/** What belongs to the rule that won. */
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
 * distinguishes share a segment. The treatment is kept wherever an account states one.
 */
function attributeValues(
  rules: readonly AllocationRule[],
  reading: Reading,
  kept: readonly string[],
): Statement {
  const object = (names: readonly string[]): Statement =>
    names.length === 0
      ? raw("cast(null as varchar)")
      : sql`cast(json_object(${join(
          names.map((name) => sql`${name}, ${reading.value(name)}`),
          ", ",
        )}) as varchar)`;
  const withKept = (names: readonly string[]): Statement =>
    object([...new Set([...names, ...kept])].sort());
  if (rules.length === 0) {
    return withKept([]);
  }
  const all = withKept(rules.flatMap(namingAttribute));
  const branches = rules.map(
    (rule, index) => sql`when ${index + 1} then ${withKept(namingAttribute(rule))}`,
  );
  return sql`case rule_number ${join(branches, " ")} else ${all} end`;
}
