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
import { lawRuns } from "../support/law-runs.ts";
import { openEngine } from "../support/open-engine.ts";

test("the steps and the files of every cell re-add to it, and cells to their target", async () => {
  const workspace = await openAllocationWorkspace(await openEngine(), 2);
  const { client, runJob } = workspace.engine;
  const basis = fc.constantFrom(...COST_BASES);
  await fc.assert(
    fc.asyncProperty(allocationCase(2), basis, async (given, wanted) => {
      await workspace.load(given.files, given.drivers);
      const { period } = given;
      const rules = JSON.stringify(given.rules);
      const result = unwrap(await runJob("allocate", { period, basis: wanted, rules }));
      const scope = { period, basis: wanted, currency: result.currency };
      for (const { target, amount } of result.targets) {
        const cell = unwrap(await client.allocation.explain({ ...scope, target, where: [] }));
        expect(cell).toMatchObject({ amount, ties: true });
        expect(addAmounts(cell.steps.flatMap((step) => step.amount ?? []))).toBe(amount);
        expect(addAmounts(cell.files.map((file) => file.amount))).toBe(amount);
      }
      const rows = [];
      for (const value of ["Servers", "Storage", "servers"]) {
        const where = [{ attribute: "service_name", value }];
        rows.push(unwrap(await client.allocation.explain({ ...scope, where })));
      }
      expect(rows.every(({ ties }) => ties)).toBe(true);
      expect(addAmounts(rows.map((row) => row.amount))).toBe(result.totals.in);
    }),
    { numRuns: Math.ceil(lawRuns / 10) },
  );
});

test("where a charge went re-adds to its cost in every basis", async () => {
  const workspace = await openAllocationWorkspace(await openEngine(), 1);
  const { context, runJob } = workspace.engine;
  const [file = ""] = workspace.files;
  await fc.assert(
    fc.asyncProperty(allocationCase(1), async (given) => {
      await workspace.load(given.files, given.drivers);
      const { period } = given;
      unwrap(await runJob("allocate", { period, rules: JSON.stringify(given.rules) }));
      const codes = AllocationRuleSet.parse(given.rules).targets.map(({ code }) => code);
      const places = await context.database.read((reader) =>
        reader.table(statement("select row_index from charge order by row_index")),
      );
      for (const [index, row] of (given.files[0] ?? []).entries()) {
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
    { numRuns: Math.ceil(lawRuns / 10) },
  );
});
