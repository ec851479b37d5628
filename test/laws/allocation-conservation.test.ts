import fc from "fast-check";
import { expect, test } from "vitest";
import { statement } from "../../main/engine/database/sql.ts";
import { unwrap } from "../../main/engine/engine.ts";
import { AllocationRuleSet } from "../../shared/domain/allocation-rule.ts";
import { toUnits } from "../../shared/domain/amount.ts";
import { allocationCase } from "../support/allocation-case.ts";
import { allocateByOracle, type OraclePart } from "../support/allocation-oracle.ts";
import { storedParts, summed } from "../support/allocation-parts.ts";
import { openAllocationWorkspace } from "../support/allocation-workspace.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { mergeCases } from "../support/merge-cases.ts";
import { openEngine } from "../support/open-engine.ts";

/** What is held after a stage: rows of it or before that no later stage up to it passed on. */
function heldAfter(stage: number, parts: readonly OraclePart[]): bigint {
  const key = (segment: string, basis: string, pool: string | null): string =>
    JSON.stringify([segment, basis, pool]);
  const takings = new Map<string, number[]>();
  for (const part of parts.filter(({ pool }) => pool !== null)) {
    const place = key(part.segment, part.basis, part.pool);
    takings.set(place, [...(takings.get(place) ?? []), part.stage]);
  }
  return parts
    .filter((part) => part.stage <= stage)
    .filter((part) => {
      const stages = takings.get(key(part.segment, part.basis, part.target)) ?? [];
      return !stages.some((taking) => taking > part.stage && taking <= stage);
    })
    .reduce((sum, { units }) => sum + units, 0n);
}

/** Parts whose sign is not that of the cost they were split from. */
const TURNED =
  "select count(*) as turned from allocation_move as m " +
  "join allocation_segment as s using (run_id, segment_id) where run_id = $runId and " +
  "(sign(m.billed_cost) * sign(s.billed_cost) < 0 " +
  "or sign(m.effective_cost) * sign(s.effective_cost) < 0 " +
  "or sign(m.contracted_cost) * sign(s.contracted_cost) < 0 " +
  "or sign(m.list_cost) * sign(s.list_cost) < 0)";

/** As many closes per run of the engine, each in currencies of its own. */
const CASES_AT_ONCE = 5;

test("every stage keeps every unit: equal to plain arithmetic, no sign turned", async () => {
  const workspace = await openAllocationWorkspace(await openEngine(), 2);
  const { engine } = workspace;
  await fc.assert(
    fc.asyncProperty(batchOf(allocationCase(2), CASES_AT_ONCE), async (cases) => {
      const given = mergeCases(cases);
      await workspace.load(given.files, given.drivers);
      const input = { period: given.period, rules: JSON.stringify(given.rules) };
      const result = unwrap(await engine.runJob("allocate", input));
      const ruleSet = AllocationRuleSet.parse(given.rules);
      const expected = allocateByOracle(given, ruleSet);
      expect(summed(await storedParts(engine, result.runId))).toEqual(summed(expected));
      const went = expected.filter(({ stage, pool }) => stage === 1 && pool === null);
      const wentIn = went.reduce((sum, { units }) => sum + units, 0n);
      for (const stage of [1, 2, 3, 4]) {
        expect(heldAfter(stage, expected)).toBe(wentIn);
      }
      const turned = await engine.context.database.read((reader) =>
        reader.table(statement(TURNED, { runId: result.runId })),
      );
      expect(turned.rows).toEqual([[0]]);
      expect(result.conserved).toBe(true);
      for (const total of result.conservation) {
        const out = toUnits(total.allocated) + toUnits(total.unallocated);
        expect(out).toBe(toUnits(total.in));
      }
    }),
    { numRuns: batchesOf(CASES_AT_ONCE) },
  );
});
