import { z } from "zod";
import type { PivotResult } from "../../../shared/contract/charges.ts";
import { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import type { Reader } from "../database/database.ts";
import { sql } from "../database/sql.ts";
import { readAccepted } from "../documents/read-document.ts";
import type { PivotConfig } from "./pivot-query.ts";

/** The names the run's rules give its targets. */
export async function targetNames(reader: Reader, runId: string): Promise<Map<string, string>> {
  const [rules] = await reader.rows(
    z.object({ text: z.string() }),
    sql`select s.text from allocation_run as r
      join allocation_rule_set as s on s.rule_set_id = r.rule_set_id where r.run_id = ${runId}`,
  );
  const targets = rules === undefined ? [] : readAccepted(AllocationRuleSet, rules.text).targets;
  return new Map(targets.map(({ code, name }) => [code, name ?? code]));
}

/** Shows targets by their name where the pivot asks for `target_name`. */
export function withTargetNames(
  config: PivotConfig,
  result: PivotResult,
  names: ReadonlyMap<string, string>,
): PivotResult {
  const named = (path: readonly (string | null)[], dimensions: readonly string[]) =>
    path.map((value, index) =>
      dimensions[index] === "target_name" && value !== null ? (names.get(value) ?? value) : value,
    );
  return {
    ...result,
    rows: result.rows.map((row) => ({ ...row, path: named(row.path, config.rows) })),
    columns: result.columns.map((column) => ({
      ...column,
      path: named(column.path, config.columns),
    })),
  };
}
