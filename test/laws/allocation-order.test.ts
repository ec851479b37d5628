import fc from "fast-check";
import { expect, test } from "vitest";
import { unwrap } from "../../main/engine/engine.ts";
import { AllocationRuleSet } from "../../shared/domain/allocation-rule.ts";
import { type AllocationCase, allocationCase } from "../support/allocation-case.ts";
import { allocateByOracle } from "../support/allocation-oracle.ts";
import { storedParts, summed } from "../support/allocation-parts.ts";
import { openAllocationWorkspace } from "../support/allocation-workspace.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { lawRuns } from "../support/law-runs.ts";
import { mergeCases } from "../support/merge-cases.ts";
import { openEngine } from "../support/open-engine.ts";

/** The same charges, rows and files in another order. */
function reordered(given: AllocationCase, keys: Stream): AllocationCase {
  const next = (): number => keys.next().value ?? 0;
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  return {
    ...given,
    files: shuffle(given.files).map((rows) => shuffle(rows)),
    drivers: shuffle(given.drivers),
  };
}
type Stream = Iterator<number, number | undefined>;

test("plain arithmetic does not see the order of rows, files and quantities", () => {
  fc.assert(
    fc.property(allocationCase(2), fc.infiniteStream(fc.nat()), (given, keys) => {
      const rules = AllocationRuleSet.parse(given.rules);
      const moved = allocateByOracle(reordered(given, keys), rules);
      expect(summed(moved)).toEqual(summed(allocateByOracle(given, rules)));
    }),
    { numRuns: lawRuns },
  );
});

/** As many closes per run of the engine, each in currencies of its own. */
const CASES_AT_ONCE = 8;

test("neither does the engine, on one thread or two; repeated it gives the same run", async () => {
  const two = await openAllocationWorkspace(await openEngine({ threads: 2 }), 2);
  const one = await openAllocationWorkspace(await openEngine({ threads: 1 }), 2);
  const closes = batchOf(allocationCase(2), CASES_AT_ONCE);
  await fc.assert(
    fc.asyncProperty(closes, fc.infiniteStream(fc.nat()), async (cases, keys) => {
      const given = mergeCases(cases);
      const input = { period: given.period, rules: JSON.stringify(given.rules) };
      const moved = reordered(given, keys);
      await two.load(given.files, given.drivers);
      await one.load(moved.files, moved.drivers);
      const first = unwrap(await two.engine.runJob("allocate", input));
      const second = unwrap(await one.engine.runJob("allocate", input));
      expect(second.targets).toEqual(first.targets);
      expect(second.conservation).toEqual(first.conservation);
      expect(second.findings).toEqual(first.findings);
      const parts = summed(await storedParts(two.engine, first.runId));
      expect(summed(await storedParts(one.engine, second.runId))).toEqual(parts);
      const again = unwrap(await two.engine.runJob("allocate", input));
      expect(again).toEqual(first);
      expect(summed(await storedParts(two.engine, again.runId))).toEqual(parts);
    }),
    { numRuns: batchesOf(CASES_AT_ONCE) },
  );
});
