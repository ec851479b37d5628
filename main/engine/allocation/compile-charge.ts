import { SEGMENT_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { id, join, type Statement, sql } from "../database/sql.ts";
import { type Draft, readDrafts } from "./compile-drafts.ts";

/** What one charge and its segment share. */
export interface ChargeSegment {
  readonly runId: string;
  readonly ruleIds: readonly string[];
  readonly drafts: readonly Draft[];
}

/** Where a charge's segment went: the final rows, beside the charge's own four costs. */
export function allocationsQuery({ runId, ruleIds, drafts }: ChargeSegment): Statement {
  const same = SEGMENT_DIMENSIONS.map(
    (name) => sql`s.${id(name)} is not distinct from outcome.${id(name)}`,
  );
  const signs = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"].map(
    (cost) => sql`(s.${id(cost)} < 0) = (outcome.${id(cost)} < 0)`,
  );
  return sql`with
    outcome as (${readDrafts(drafts)}),
    segment as (
      select s.run_id, s.segment_id, outcome.billed_cost, outcome.effective_cost,
        outcome.contracted_cost, outcome.list_cost
      from allocation_segment as s
      join outcome on ${join([...same, ...signs], " and ")}
        and s.attribute_values is not distinct from outcome.attribute_values
        and s.rule_id is not distinct from
          nullif(list_extract(${["", ...ruleIds]}, coalesce(outcome.rule_number, 0) + 1), '')
      where s.run_id = ${runId}
    )
    select m.basis, m.rule_id, m.pool, m.target, sum(m.amount) as amount,
      any_value(case m.basis when 'billed' then segment.billed_cost
        when 'effective' then segment.effective_cost
        when 'contracted' then segment.contracted_cost else segment.list_cost end) as cost
    from allocated_segment as m
    join segment using (run_id, segment_id)
    where m.is_final
    group by m.basis, m.rule_id, m.pool, m.target
    order by m.basis, m.target, m.rule_id, m.pool`;
}
