import { z } from "zod";
import { statement } from "../../main/engine/database/sql.ts";
import type { Engine } from "../../main/engine/engine.ts";
import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import type { OraclePart } from "./allocation-oracle.ts";

const Part = z.object({
  scope: z.string(),
  service: z.string(),
  basis: z.string(),
  stage: z.number(),
  rule: z.string().nullable(),
  pool: z.string().nullable(),
  target: z.string(),
  amount: z.string(),
});

/** What a run stored, without the numbers of its segments. */
export async function storedParts(
  engine: Engine,
  runId: string,
): Promise<Omit<OraclePart, "segment">[]> {
  const rows = await engine.context.database.read((reader) =>
    reader.rows(
      Part,
      statement(
        "select entity || ' ' || billing_currency as scope, service_name as service, basis, " +
          "stage, a.rule_id as rule, pool, target, sum(amount) as amount " +
          "from allocated_segment as a join allocation_segment using (run_id, segment_id) " +
          "where run_id = $runId group by all",
        { runId },
      ),
    ),
  );
  return rows.map(({ amount, ...part }) => ({ ...part, units: toUnits(amount) }));
}

/** Sums by everything a stored row says but its segment's number. */
export function summed(parts: readonly Omit<OraclePart, "segment">[]): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const { scope, service, basis, stage, rule, pool, target, units } of parts) {
    const key = JSON.stringify([scope, service, basis, stage, rule, pool, target]);
    sums.set(key, (sums.get(key) ?? 0n) + units);
  }
  return Object.fromEntries([...sums].map(([key, units]) => [key, fromUnits(units)]).sort());
}
