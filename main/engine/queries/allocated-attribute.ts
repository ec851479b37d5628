import { z } from "zod";
import {
  RUN_DIMENSIONS,
  type RunDimension,
  SEGMENT_DIMENSIONS,
} from "../../../shared/domain/charge.ts";
import { fail } from "../../../shared/errors.ts";
import type { Reader } from "../database/database.ts";
import { raw, type Statement, sql } from "../database/sql.ts";
import { jsonValue } from "./attribute-sql.ts";

/** Where each part of an allocated amount (alias `a`) is described. */
const RUN_COLUMN: Readonly<Record<RunDimension, string>> = {
  target: "a.target",
  target_name: "a.target",
  rule: "a.rule_id",
  pool: "a.pool",
  stage: "cast(a.stage as varchar)",
};

/** Parts of runs (a), each with its segment (s). */
export const ALLOCATED_PARTS = `allocated_segment as a
    join allocation_segment as s on s.run_id = a.run_id and s.segment_id = a.segment_id`;

/**
 * How a part is treated: as the rule that brought it says, else the rule that took the charges,
 * else the account that carries them. Null where none of them states it.
 */
const PART_TREATMENT = `coalesce(
    (select of_rule.treatment from allocation_treatment as of_rule
      where of_rule.run_id = a.run_id and of_rule.rule_id = a.rule_id),
    (select of_taking.treatment from allocation_treatment as of_taking
      where of_taking.run_id = s.run_id and of_taking.rule_id = s.rule_id),
    json_extract_string(s.attribute_values, '/treatment'))`;

/** The value of an attribute on one part of `ALLOCATED_PARTS`. */
export function allocatedValue(name: string): Statement {
  if (name === "treatment") {
    return raw(PART_TREATMENT);
  }
  if (isRunDimension(name)) {
    return raw(RUN_COLUMN[name]);
  }
  return isSegmentDimension(name) ? raw(`s.${name}`) : jsonValue(raw("s.attribute_values"), name);
}

function isRunDimension(name: string): name is RunDimension {
  return (RUN_DIMENSIONS as readonly string[]).includes(name);
}

function isSegmentDimension(name: string): boolean {
  return (SEGMENT_DIMENSIONS as readonly string[]).includes(name);
}

/** Refuses an attribute that runs did not keep, because nothing would match it. Errors: usage. */
export async function assertKept(
  reader: Reader,
  asked: readonly string[],
  runIds: readonly string[],
): Promise<void> {
  const others = asked.filter((name) => !isRunDimension(name) && !isSegmentDimension(name));
  if (others.length === 0) {
    return;
  }
  const rows = await reader.rows(
    z.object({ key: z.string() }),
    sql`select distinct unnest(json_keys(attribute_values)) as key from allocation_segment
      where list_contains(${[...runIds]}, run_id) and attribute_values is not null
      union select 'treatment' from allocation_treatment
      where list_contains(${[...runIds]}, run_id) order by key`,
  );
  const kept = rows.map(({ key }) => key);
  const lost = others.find((name) => !kept.includes(name));
  if (lost !== undefined) {
    const known = [...RUN_DIMENSIONS, ...SEGMENT_DIMENSIONS, ...kept];
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
