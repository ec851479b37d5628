import fc from "fast-check";
import { expect, test } from "vitest";
import { allocationsOfCharge } from "../../main/engine/allocation/explain/allocations-of-charge.ts";
import { statement } from "../../main/engine/database/sql.ts";
import { unwrap } from "../../main/engine/engine.ts";
import { AllocationRuleSet, UNALLOCATED } from "../../shared/domain/allocation-rule.ts";
import { addAmounts, canonicalAmount } from "../../shared/domain/amount.ts";
import { COST_BASES } from "../../shared/domain/charge.ts";
import { allocationCase } from "../support/allocation-case.ts";
import { openAllocationWorkspace } from "../support/allocation-workspace.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { currencyOfCase, mergeCases } from "../support/merge-cases.ts";
import { openEngine } from "../support/open-engine.ts";

const NO_TARGET = { target: "none", amount: "none" };

/** As many closes per run of the engine, each in currencies of its own. */
const CASES_AT_ONCE = 10;
const close = fc.record({
  given: allocationCase(2),
  basis: fc.constantFrom(...COST_BASES),
  drawn: fc.nat(),
});

test("the steps and the files of every cell re-add to it, and cells to their target", async () => {
  const workspace = await openAllocationWorkspace(await openEngine(), 2);
  const { client, runJob } = workspace.engine;
  await fc.assert(
    fc.asyncProperty(batchOf(close, CASES_AT_ONCE), async (closes) => {
      const merged = mergeCases(closes.map(({ given }) => given));
      await workspace.load(merged.files, merged.drivers);
      const { period } = merged;
      unwrap(await runJob("allocate", { period, rules: JSON.stringify(merged.rules) }));
      for (const [index, { basis, drawn }] of closes.entries()) {
        const scope = { period, basis, currency: currencyOfCase("USD", index) };
        const { result } = unwrap(await client.allocation.result(scope));
        const { target, amount } = result?.targets[drawn % result.targets.length] ?? NO_TARGET;
        const cell = unwrap(await client.allocation.explain({ ...scope, target, where: [] }));
        expect(cell).toMatchObject({ amount, ties: true });
        expect(addAmounts(cell.steps.flatMap((step) => step.amount ?? []))).toBe(amount);
        expect(addAmounts(cell.files.map((file) => file.amount))).toBe(amount);
      }
      const [index, basis] = [closes.length - 1, closes[0]?.basis];
      const scope = { period, basis, currency: currencyOfCase("USD", index) };
      const rows = [];
      for (const value of ["Servers", "Storage", "servers"]) {
        const where = [{ attribute: "service_name", value }];
        rows.push(unwrap(await client.allocation.explain({ ...scope, where })));
      }
      expect(rows.every(({ ties }) => ties)).toBe(true);
      const { result } = unwrap(await client.allocation.result(scope));
      expect(addAmounts(rows.map((row) => row.amount))).toBe(result?.totals.in);
    }),
    { numRuns: batchesOf(CASES_AT_ONCE) },
  );
});

const charge = fc.record({ given: allocationCase(1), drawn: fc.nat() });
type Charge = typeof charge extends fc.Arbitrary<infer T> ? T : never;

/** One charge of each case, by its place in the merged file. */
function drawnRows(cases: readonly Charge[]): number[] {
  let before = 0;
  return cases.map(({ given, drawn }) => {
    const count = given.files[0]?.length ?? 1;
    const index = before + (drawn % count);
    before += count;
    return index;
  });
}

test("where a charge went re-adds to its cost in every basis", async () => {
  const workspace = await openAllocationWorkspace(await openEngine(), 1);
  const { context, runJob } = workspace.engine;
  const [file = ""] = workspace.files;
  await fc.assert(
    fc.asyncProperty(batchOf(charge, CASES_AT_ONCE), async (cases) => {
      const merged = mergeCases(cases.map(({ given }) => given));
      await workspace.load(merged.files, merged.drivers);
      const { period } = merged;
      unwrap(await runJob("allocate", { period, rules: JSON.stringify(merged.rules) }));
      const codes = AllocationRuleSet.parse(merged.rules).targets.map(({ code }) => code);
      const places = await context.database.read((reader) =>
        reader.table(statement("select row_index from charge order by row_index")),
      );
      for (const index of drawnRows(cases)) {
        const row = merged.files[0]?.[index] ?? {};
        const rowIndex = Number.parseInt(String(places.rows[index]?.[0]), 10);
        const found = await context.database.read((reader) =>
          allocationsOfCharge(reader, file, rowIndex),
        );
        for (const basis of COST_BASES) {
          const home = row[basis === "billed" ? "billed_period" : "effective_period"];
          const cost = home === period ? (row[`${basis}_cost`] ?? "0") : "0";
          const mine = found.filter((place) => place.basis === basis && place.period === period);
          expect(addAmounts(mine.map(({ amount }) => amount))).toBe(canonicalAmount(cost));
          expect(mine.every(({ target }) => [...codes, UNALLOCATED].includes(target))).toBe(true);
        }
      }
    }),
    { numRuns: batchesOf(CASES_AT_ONCE) },
  );
});
