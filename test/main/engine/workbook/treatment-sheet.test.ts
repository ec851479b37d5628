import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { verifyWorkbook } from "../../../../main/engine/workbook/verify-workbook.ts";
import { readWorkbook } from "../../../../main/engine/xlsx/read-cells.ts";
import { ZipPackage } from "../../../../main/engine/xlsx/zip-package.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { ACCOUNTS, CLOSED, COMPARED, RULES, seedClose } from "../../../support/seed-close.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-treated-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const config = ACCOUNTS.replace("    owner: IT Finance", "    treatment: opex\n$&");
const rules = RULES.replace("  - id: network", "$&\n    treatment: capex");

test("each move cites its rule, the version of the rules and how it is treated", async () => {
  const engine = await openEngine();
  await seedClose(engine);
  unwrap(await engine.client.reconciliation.save({ text: config }));
  const { ruleSetId } = unwrap(await engine.runJob("allocate", { period: CLOSED, rules }));
  unwrap(await engine.runJob("reconcile", { period: CLOSED, currency: "USD", config }));
  const path = join(folder, "w.xlsx");
  const scope = { period: CLOSED, compare: COMPARED, currency: "USD" };
  const result = unwrap(await engine.runJob("export", { ...scope, out: engine.grantSave(path) }));
  const broken = result.checks.filter(({ ok }) => !ok).map(({ sheet }) => sheet);
  expect(broken.filter((sheet) => sheet.startsWith("Allocation"))).toEqual([]);

  const zip = await ZipPackage.open(path, "workbook");
  const sheet = (await readWorkbook(zip)).sheets.find(({ name }) => name === "Allocation detail");
  zip.close();
  const texts = JSON.stringify([...(sheet?.rows ?? [])].map(([, row]) => [...row]));
  expect(texts).toContain(ruleSetId.slice(0, 12));
  for (const treatment of ["operating expense", "capital expenditure", "not stated"]) {
    expect(texts).toContain(treatment);
  }
  const verified = await verifyWorkbook(path);
  // The seeded month has open differences; nothing else may be wrong with its workbook.
  expect(verified.checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual([
    "Tie-out: Every account ties, tolerance 0 USD",
  ]);
});
