import { z } from "zod";
import type { PivotResult } from "../../../shared/contract/charges.ts";
import { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import { fail } from "../../../shared/errors.ts";
import type { Reader } from "../database/database.ts";
import { sql } from "../database/sql.ts";
import { readAccepted } from "../documents/read-document.ts";
import { RUN_DIMENSIONS, SEGMENT_DIMENSIONS } from "./allocated-pivot-source.ts";
import type { PivotConfig } from "./pivot-query.ts";

/** What asks for attributes of a run's segments. */
export interface KeptQuestion {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly filters: readonly { readonly attribute: string }[];
}

/** Refuses an attribute that a run did not keep with its segments. Errors: usage. */
export async function assertKept(
  reader: Reader,
  config: KeptQuestion,
  runIds: readonly string[],
): Promise<void> {
  const asked = [
    ...config.rows,
    ...config.columns,
    ...config.filters.map(({ attribute }) => attribute),
  ].filter((name) => RUN_DIMENSIONS[name] === undefined && !SEGMENT_DIMENSIONS.has(name));
  if (asked.length === 0) {
    return;
  }
  const rows = await reader.rows(
    z.object({ key: z.string() }),
    sql`select distinct unnest(json_keys(attribute_values)) as key from allocation_segment
      where list_contains(${[...runIds]}, run_id) and attribute_values is not null`,
  );
  const kept = new Set(rows.map(({ key }) => key));
  const lost = asked.find((name) => !kept.has(name));
  if (lost !== undefined) {
    const known = [...Object.keys(RUN_DIMENSIONS), ...SEGMENT_DIMENSIONS, ...kept];
    fail(
      "usage",
      `The allocation does not keep "${lost}"; no rule reads it.`,
      `Choose one of: ${known.join(", ")}.`,
    );
  }
}

export async function runCurrencies(reader: Reader, runIds: readonly string[]): Promise<string[]> {
  const rows = await reader.rows(
    z.object({ currency: z.string() }),
    sql`select distinct billing_currency as currency from allocation_segment
      where list_contains(${[...runIds]}, run_id) order by currency`,
  );
  return rows.map(({ currency }) => currency);
}

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
