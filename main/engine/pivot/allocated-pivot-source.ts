import { BASIS_COLUMN, type CostBasis } from "../../../shared/domain/charge.ts";
import { fail } from "../../../shared/errors.ts";
import { join, raw, type Statement, sql } from "../database/sql.ts";
import { ALLOCATED_PARTS, allocatedValue } from "../queries/allocated-attribute.ts";
import { conditionSql } from "../queries/condition-sql.ts";
import type { PivotConfig, PivotSource } from "./pivot-query.ts";

/** Sums of what a run left with its final targets, by the pivot's dimensions. */
export function allocatedPivotSource(
  config: PivotConfig,
  runIds: readonly string[],
  comparedRunId: string | null,
  currency: string,
): PivotSource {
  const keys = [...config.rows, ...config.columns].map(
    (dimension, index) => sql`${allocatedValue(dimension)} as ${raw(`d${index + 1}`)}`,
  );
  if (config.compare !== undefined) {
    keys.push(sql`a.run_id is not distinct from ${comparedRunId} as is_compared`);
  }
  const measures = [...new Set(config.measures)];
  const sums = measures.map(
    (measure) => sql`${allocatedSum(measure, config.basis)} as ${raw(measure)}`,
  );
  const bases = basesOf(config);
  const tests = [
    sql`a.run_id in (${join(
      runIds.map((runId) => sql`${runId}`),
      ", ",
    )})`,
    sql`a.is_final and a.basis in (${join(
      bases.map((basis) => sql`${basis}`),
      ", ",
    )})`,
    sql`s.billing_currency = ${currency}`,
    ...config.filters.map((filter) => conditionSql(filter, allocatedValue(filter.attribute))),
  ];
  const own = sql`count(*) filter (where a.basis = ${config.basis}) as rows_in`;
  const groups = sql`select ${join([...keys, own, ...sums], ", ")}
    from ${raw(ALLOCATED_PARTS)} where ${join(tests, " and ")} group by all`;
  return { groups, sums: measures };
}

function basesOf(config: PivotConfig): string[] {
  const named = config.measures.filter((measure) => Object.hasOwn(BASIS_COLUMN, measure));
  return [...new Set<string>([config.basis, ...named])];
}

function allocatedSum(measure: PivotConfig["measures"][number], basis: CostBasis): Statement {
  if (measure === "charges" || measure === "quantity") {
    return fail(
      "usage",
      `An allocation holds amounts; it has no ${measure} to add up.`,
      `Choose an amount, or show ${measure} in a pivot of charges.`,
    );
  }
  const wanted = measure === "amount" ? basis : measure;
  return sql`sum(a.amount) filter (where a.basis = ${wanted})`;
}
