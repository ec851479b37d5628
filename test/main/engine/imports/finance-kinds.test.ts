import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { importText } from "../../../support/import-text.ts";
import { loadFinance, writeInput } from "../../../support/load-finance.ts";
import { openEngine } from "../../../support/open-engine.ts";

const folder = join(import.meta.dirname, "../../../formats");
const kinds = [
  "trial-balance",
  "chart-of-accounts",
  "cost-centres",
  "legal-entities",
  "goods-receipts",
  "contracts",
  "budgets",
  "fiscal-calendars",
  "business-events",
];

function fixture(kind: string): string {
  return readFileSync(join(folder, kind, "plain", "input.csv"), "utf8");
}

test.each(kinds)("%s: a file that holds the same again is noticed", async (kind) => {
  const engine = await openEngine();
  const first = unwrap(await importText(engine, fixture(kind), { name: "first.csv" }));
  expect(first.files[0]).toMatchObject({ outcome: "imported" });

  const again = await importText(engine, `${fixture(kind)}\n`, { name: "again.csv" });

  expect(unwrap(again).files[0]?.findings.map(({ code }) => code)).toContain("file-overlaps");
});

test.each([
  ["GL Account", "6550", "ledger account"],
  ["Cost Category", "Cloud", "cost category"],
  ["Cost Centre", "IT-100", "cost centre"],
  ["Owner", "Platform lead", "owner"],
])("a contract without its %s is refused", async (column, value, words) => {
  const engine = await openEngine();
  const text = fixture("contracts").replace(`,${value},`, ",,");
  const loaded = await loadFinance(engine, await writeInput(engine, "contracts.csv", text));

  expect(loaded.records).toMatchObject({ loaded: 1, rejected: 1 });
  expect(loaded.rejects).toMatchObject([
    { code: "value-missing", column, line: 2, reason: `the record has no ${words}` },
  ]);
});
