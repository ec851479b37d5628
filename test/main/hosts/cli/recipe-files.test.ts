import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { focusText } from "../../../support/focus-text.ts";
import { runCli } from "../../../support/run-cli.ts";

const RULES = `tieout: 1
targets:
  - { code: 4100, name: Platform }
  - { code: 0420, name: Product }
rules:
  - id: all
    take: { where: [] }
    method: fixed-shares
    shares: { 4100: 0.40, 0420: 0.6 }
`;

const ACCOUNTS = `tieout: 1
tolerance: 0.50
accounts:
  - { account: 650100, name: Cloud hosting, owner: IT }
`;

const RECIPE = `tieout: 1
entity: 4711
currency: USD
period: 2026-10
sources:
  - file: bill.csv
rules: allocation.yaml
reconciliation: reconciliation.yaml
accept: accepted.yaml
workbook: close.xlsx
`;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-recipe-"));
  await write("close.yaml", RECIPE);
  await write("allocation.yaml", RULES);
  await write("reconciliation.yaml", ACCOUNTS);
  await write("accepted.yaml", "tieout: 1\naccept: []\n");
  await write("bill.csv", focusText([{ BilledCost: "10", EffectiveCost: "10" }]));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text);
const close = () =>
  runCli(["close", join(folder, "close.yaml"), "--out", join(folder, "out"), "--json"]);

test("codes, shares and accounts need no quotes, up to the workbook", async () => {
  const { exitCode, stdout } = await close();
  const { allocate, reconcile, export: book } = JSON.parse(stdout);
  expect(allocate.targets).toMatchObject([
    { target: "4100", name: "Platform", amount: "4" },
    { target: "0420", name: "Product", amount: "6" },
    { target: "unallocated" },
  ]);
  expect(reconcile.accounts).toMatchObject([{ account: "650100" }]);
  expect(book.sheets.length).toBeGreaterThan(10);
  expect([0, 4]).toContain(exitCode);
});

test.each([
  [
    "allocation.yaml",
    RULES.replace("0.40", "40 %"),
    'allocation.yaml, line 9, column 21: The value is "40 %".',
    "Expected: a share is between 0 and 1, for example 0.30.",
  ],
  [
    "allocation.yaml",
    RULES.replace("name: Product", "nmae: Product"),
    'allocation.yaml, line 4, column 19: "nmae" is no known key here. ' +
      'The nearest known key is "name".',
    "Use one of: code, name, parent, isPool.",
  ],
  [
    "reconciliation.yaml",
    ACCOUNTS.replace("0.50", "a little"),
    "reconciliation.yaml, line 2, column 12: tolerance: expected a decimal ≥ 0 as text.",
    "Correct the value; docs/reconciliation.md has an example of every key.",
  ],
  [
    "reconciliation.yaml",
    `${ACCOUNTS} bad: [`,
    "reconciliation.yaml, line 5, column 1: The YAML cannot be read: All mapping items must " +
      "start at the same column.",
    "Mend the indentation or quoting on this line.",
  ],
  [
    "accepted.yaml",
    "tieout: 1\naccept:\n  - { item: 12e3, coment: x }\n",
    "accepted.yaml, line 3, column 19: accept.0.coment: is not a known key.",
    'The nearest key is "comment".',
  ],
  [
    "accepted.yaml",
    "tieout: 1\naccept:\n  - { item: 12e3 }\n",
    'accepted.yaml, line 3, column 13: The reconciliation of 2026-10 has no item "12e3".',
    "Reconcile the period again and choose from the items it lists; nothing was accepted.",
  ],
  [
    "close.yaml",
    `${RECIPE}foo: 1\n`,
    "{folder}/close.yaml, line 11, column 1: foo: is not a known key.",
    "Known keys are tieout, entity, currency, period, compare, basis, sources, " +
      "accountEntities, identifiers, calendar, timeZone, taxonomy, rules, reconciliation, " +
      "accept, workbook.",
  ],
  [
    "close.yaml",
    RECIPE.replace("allocation.yaml", "rules.yaml"),
    '{folder}/close.yaml, line 7, column 8: there is no file "rules.yaml".',
    "Correct the path; it is relative to the recipe.",
  ],
  [
    "close.yaml",
    RECIPE.replace("tieout: 1", "tieout: 2"),
    '{folder}/close.yaml, line 1, column 9: tieout: is "2".',
    "Write 1.",
  ],
])("a mistake in %s is told with file, line and column", async (file, text, says, remedy) => {
  await write(file, text);
  const { exitCode, stdout } = await close();
  const { error } = JSON.parse(stdout);
  expect(error.message).toBe(says.replace("{folder}", folder));
  expect(error.remedy).toBe(remedy);
  expect(error.details).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
  expect(exitCode).toBe(3);
});

test("a file may accept failed tests of the data alone", async () => {
  const charge = { BilledCost: "10", EffectiveCost: "10" };
  await write("bill.csv", focusText([charge, charge]));
  await close();
  const quality = async (): Promise<{ blocking: number; keys: string[] }> => {
    const workspace = join(folder, "out", "close.tieout");
    const { stdout } = await runCli(["quality", "-w", workspace, "--period", "2026-10", "--json"]);
    const { blocking, results } = JSON.parse(stdout);
    const repeated = results.find((one: { test: string }) => one.test === "repeated-charges");
    return { blocking, keys: repeated.failures.map((one: { key: string }) => one.key) };
  };
  const { blocking, keys } = await quality();
  expect(blocking).toBe(1);
  await write(
    "accepted.yaml",
    `tieout: 1\nquality:\n  - { failure: "${keys[0]}", comment: Billed so }\n`,
  );
  await close();
  expect(await quality()).toEqual({ blocking: 0, keys });
});

const ENTITIES = `accountEntities:
  - { account: payer-1, entity: Example GmbH, to: 2026-09 }
  - { account: payer-1, entity: Example Inc., from: 2026-10 }
`;

test("a billing account belongs to the entity the recipe names for the month", async () => {
  await write("close.yaml", `${RECIPE}${ENTITIES}`);
  const { stdout } = await close();
  const { allocate, workbook } = JSON.parse(stdout);
  const entities = allocate.conservation.map(({ entity }: { entity: string }) => entity);
  expect([...new Set(entities)]).toEqual(["Example Inc."]);
  const verified = await runCli(["verify", workbook, "--sources", folder, "--json"]);
  const checks: { check: string; ok: boolean }[] = JSON.parse(verified.stdout).checks;
  const again = checks.filter(({ check }) => check.startsWith("re-perform"));
  expect(again.length).toBeGreaterThan(1);
  expect(again.filter(({ ok }) => !ok)).toEqual([]);
});

test("the map can be set without a recipe, and makes earlier runs out of date", async () => {
  const workspace = join(folder, "out/close.tieout");
  await close();
  await write("entities.yaml", `tieout: 1\n${ENTITIES}`);
  const set = ["configure", "-w", workspace, "--account-entities", join(folder, "entities.yaml")];
  expect(await runCli(set)).toMatchObject({ exitCode: 0 });
  const out = join(folder, "late.xlsx");
  const stale = await runCli(["export", "-w", workspace, "--period", "2026-10", "--out", out]);
  expect(stale.exitCode).toBe(1);
  expect(stale.stderr).toContain("Run the allocation of 2026-10 again");
});

test.each([
  ["from: 2026-10", "from: 2026-08", "belongs to Example GmbH and to Example Inc."],
  ["to: 2026-09", "from: 2026-09, to: 2026-08", "ends in 2026-08, before it begins in 2026-09"],
])("an account of two entities in one month is refused: %s as %s", async (was, is, says) => {
  await write("close.yaml", `${RECIPE}${ENTITIES.replace(was, is)}`);
  const { exitCode, stderr } = await runCli(["close", join(folder, "close.yaml"), "--out", folder]);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/close\.yaml, line 1[23], column 5: accountEntities\.\d: /);
  expect(stderr).toContain(says);
});
