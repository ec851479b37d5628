import { BASIS_COLUMN, type CostBasis } from "../../../shared/domain/charge.ts";
import { raw, type Statement, sql } from "../database/sql.ts";
import { chargeGroups, type GroupedSum, type GroupKey } from "../queries/charge-groups.ts";
import { type ChargeScope, periodColumn } from "../queries/charge-source.ts";
import type { PivotConfig, PivotSource } from "./pivot-query.ts";

/** Sums of charges by the pivot's dimensions. */
export function chargePivotSource(
  config: PivotConfig,
  files: readonly string[],
  currency: string,
): PivotSource {
  const dimensions = [...config.rows, ...config.columns];
  const keys: GroupKey[] = dimensions.map((attribute, index) => ({
    name: `d${index + 1}`,
    attribute,
  }));
  if (config.compare !== undefined) {
    const isCompared = sql`${periodColumn(config.basis)} = ${config.compare}`;
    keys.push({ name: "is_compared", sql: isCompared });
  }
  const scope: ChargeScope = {
    periods: config.compare === undefined ? [config.period] : [config.period, config.compare],
    basis: config.basis,
    currency,
    filters: config.filters,
  };
  const measures = [...new Set(config.measures)];
  const sums: GroupedSum[] = [
    { name: "rows_in", sql: raw("count(*)"), type: "bigint" },
    ...measures.map((measure) => chargeSum(measure, config.basis)),
  ];
  return { groups: chargeGroups(files, scope, keys, sums), sums: measures };
}

function chargeSum(measure: PivotConfig["measures"][number], basis: CostBasis): GroupedSum {
  switch (measure) {
    case "charges":
      return { name: measure, sql: raw("count(*)"), type: "bigint" };
    case "quantity":
      return { name: measure, sql: raw("sum(f.pricing_quantity)"), type: "decimal(38, 12)" };
    case "amount":
      return { name: measure, sql: costSum(basis), type: "decimal(38, 12)" };
    default:
      return { name: measure, sql: costSum(measure), type: "decimal(38, 12)" };
  }
}

function costSum(basis: CostBasis): Statement {
  return raw(`sum(f.${BASIS_COLUMN[basis]})`);
}
