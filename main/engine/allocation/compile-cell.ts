import { UNALLOCATED } from "../../../shared/domain/allocation-rule.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import { id, join, raw, type Statement, sql } from "../database/sql.ts";
import { ALLOCATED_PARTS, allocatedValue } from "../queries/allocated-attribute.ts";
import { compileCondition } from "./compile-condition.ts";

/** One cell of an allocation: a run, a basis, a currency, its row and its target. */
export interface Cell {
  readonly runId: string;
  readonly basis: string;
  readonly currency: string;
  /** Null for the total over all targets. */
  readonly target: string | null;
  readonly where: readonly { readonly attribute: string; readonly value: string | null }[];
  /** What a pivot around the cell keeps. */
  readonly filters: readonly Condition[];
}

/** Rows of `allocated_segment` (a) with their segments (s) that a step explains. */
export type Moves = Statement;

const PARTS = raw(`from ${ALLOCATED_PARTS}`);

/** The final rows that make up the cell. */
export function movesOfCell(cell: Cell): Moves {
  const { runId, basis, currency, target, where, filters } = cell;
  const tests = [
    sql`a.run_id = ${runId}`,
    sql`a.basis = ${basis}`,
    sql`a.is_final`,
    sql`s.billing_currency = ${currency}`,
    ...(target === null ? [] : [sql`a.target = ${target}`]),
    ...where.map(
      ({ attribute, value }) => sql`${allocatedValue(attribute)} is not distinct from ${value}`,
    ),
    ...filters.map((filter) => compileCondition(filter, allocatedValue(filter.attribute))),
  ];
  return join(tests, " and ");
}

/** One way by which cost came: the rule that moved it, in which stage, from which pool. */
export interface Way {
  readonly stage: number;
  readonly ruleId: string | null;
  readonly pool: string | null;
}

/** The rows of `moves` that came this way. */
export function movesOfWay(moves: Moves, { stage, ruleId, pool }: Way): Moves {
  return sql`${moves} and a.stage = ${stage} and a.rule_id is not distinct from ${ruleId}
    and a.pool is not distinct from ${pool}`;
}

/** The rows that brought to a pool what `moves` took from it; `since` is its earlier taking. */
export function movesInto(
  cell: Cell,
  pool: string,
  since: number,
  before: number,
  moves: Moves,
): Moves {
  return sql`a.run_id = ${cell.runId} and a.basis = ${cell.basis} and a.target = ${pool}
    and a.stage >= ${since} and a.stage < ${before}
    and a.segment_id in (select a.segment_id ${PARTS} where ${moves})`;
}

/** Per way: charges, segments and the amount that arrived. */
export function waysQuery(moves: Moves): Statement {
  return sql`with
    arrived as (
      select a.stage, a.rule_id, a.pool, a.segment_id, any_value(s.charges) as charges,
        sum(a.amount) as amount
      ${PARTS} where ${moves}
      group by a.stage, a.rule_id, a.pool, a.segment_id
    )
    select stage, rule_id, pool, cast(sum(charges) as bigint) as charges, sum(amount) as amount
    from arrived
    group by stage, rule_id, pool
    order by stage, rule_id, pool`;
}

/** Of one way: each part that arrived, with its weight and the amount it was split from. */
export function partsQuery(cell: Cell, moves: Moves, { stage, ruleId, pool }: Way): Statement {
  return sql`with
    part as (
      select a.segment_id, a.weight, a.weight_total, a.amount ${PARTS} where ${moves}
    ),
    split as (
      select segment_id, sum(amount) as amount
      from allocated_segment
      where run_id = ${cell.runId} and basis = ${cell.basis} and stage = ${stage}
        and rule_id is not distinct from ${ruleId} and pool is not distinct from ${pool}
        and segment_id in (select segment_id from part)
      group by segment_id
    )
    select part.segment_id, part.weight, part.weight_total, part.amount,
      split.amount as amount_in
    from part join split using (segment_id)
    order by part.segment_id, part.weight, part.amount`;
}

/** The files behind the cell: their first and last rows, charges and part of the amount. */
export function filesQuery(moves: Moves): Statement {
  return sql`with
    part as (
      select s.source_file_id, s.segment_id, any_value(s.charges) as charges,
        min(s.row_first) as row_first, max(s.row_last) as row_last, sum(a.amount) as amount
      ${PARTS} where ${moves}
      group by s.source_file_id, s.segment_id
    ),
    file as (
      select source_file_id, cast(sum(charges) as bigint) as charges,
        min(row_first) as row_first, max(row_last) as row_last, sum(amount) as amount
      from part
      group by source_file_id
    )
    select source_file_id, file_name, charges, amount, ${sourceRow("row_first")},
      ${sourceRow("row_last")}
    from file join source_file using (source_file_id)
    order by file_name, source_file_id`;
}

/** A charge's record in its file: below the header, past the records that are no charges. */
function sourceRow(column: "row_first" | "row_last"): Statement {
  return sql`${id(column)} + 2 + coalesce((
      select cast(sum(skipped) as bigint) from row_gap
      where row_gap.source_file_id = file.source_file_id and row_gap.rowid_from <= ${id(column)}
    ), 0) as ${id(column)}`;
}

/** The exact amount of the cell, summed apart from its steps. */
export function amountQuery(moves: Moves): Statement {
  return sql`select coalesce(sum(a.amount), 0) as amount ${PARTS} where ${moves}`;
}

/** The cell's target where the row itself names one. */
export function targetOfCell(target: string | undefined, where: Cell["where"]): string | null {
  const named = where.find(
    ({ attribute }) => attribute === "target" || attribute === "target_name",
  );
  return target ?? (named === undefined ? null : (named.value ?? UNALLOCATED));
}

/** The cell by treatment and by who states it: the last rule, the taking rule or the account. */
export function treatmentsQuery(moves: Moves): Statement {
  return sql`with
    part as (
      select a.amount, of_rule.rule_id as last_rule, of_taking.rule_id as taking_rule,
        json_extract_string(s.attribute_values, '/ledger_account') as account,
        json_extract_string(s.attribute_values, '/treatment') as of_account,
        of_rule.treatment as of_last, of_taking.treatment as of_first
      ${PARTS}
      left join allocation_treatment as of_rule
        on of_rule.run_id = a.run_id and of_rule.rule_id = a.rule_id
      left join allocation_treatment as of_taking
        on of_taking.run_id = s.run_id and of_taking.rule_id = s.rule_id
      where ${moves}
    ),
    stated as (
      select amount, coalesce(of_last, of_first, of_account) as treatment,
        coalesce(last_rule, taking_rule) as rule_id,
        case when coalesce(last_rule, taking_rule, of_account) is null then null
          when coalesce(last_rule, taking_rule) is null then account end as account
      from part
    )
    select treatment, rule_id, account, cast(sum(amount) as decimal(38, 12)) as amount
    from stated
    group by all
    order by treatment nulls last, rule_id nulls last, account nulls last`;
}
