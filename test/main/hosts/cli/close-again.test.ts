import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRecipe } from "../../../../main/hosts/cli/read-recipe.ts";
import { type Close, runClose } from "../../../../main/hosts/cli/run-close.ts";
import { withWorkspace } from "../../../../main/hosts/cli/session.ts";
import { silentTerminal } from "../../../support/run-cli.ts";

const SAMPLE = join(import.meta.dirname, "../../../../resources/sample-company");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-again-"));
  await cp(SAMPLE, join(folder, "company"), { recursive: true });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function closeInto(name: string): Promise<Close> {
  const loaded = { ...(await readRecipe(join(folder, "company/close.yaml"))), accepted: [] };
  return runClose(silentTerminal, loaded, { folder: join(folder, name), name: "close" });
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(folder, "company", file);
  const text = await readFile(path, "latin1");
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to), "latin1");
}

const results = ({ allocate, allocateOthers, reconcile, variance, export: book }: Close) => ({
  allocate,
  allocateOthers,
  reconcile,
  variance,
  digest: book.contentDigest,
});

test("closing again over corrected files gives what they alone give", async () => {
  const first = await closeInto("kept");
  expect(first.import.withdrawn).toBeUndefined();
  await edit("ledger/gmbh-2026-10.csv", "19.502,32", "19.402,32");
  await edit("drivers/quantities.csv", "2026-10", "2026-11");
  await edit("close.yaml", "  - file: billing/desk-2026-08.csv\n", "");
  const again = await closeInto("kept");
  const alone = await closeInto("fresh");
  expect(results(again)).toEqual(results(alone));
  expect(again.reconcile.totals).not.toEqual(first.reconcile.totals);
  expect(again.import.withdrawn?.map(({ file }) => file)).toEqual(["billing/desk-2026-08.csv"]);
  const replaced = again.import.files.filter(({ outcome }) => outcome === "replaced");
  expect(replaced.map(({ file, replaces }) => [file, replaces?.[0]?.file])).toEqual([
    ["ledger/gmbh-2026-10.csv", "ledger/gmbh-2026-10.csv"],
    ["drivers/quantities.csv", "drivers/quantities.csv"],
  ]);
  const { workspace } = again;
  const events = await withWorkspace(silentTerminal, { workspace }, async ({ engine }) => {
    const answer = await engine.client.workspace.audit({ limit: 200 });
    return answer.ok ? answer.value.events.map(({ action }) => action) : [];
  });
  expect(events.filter((action) => action === "file-superseded")).toHaveLength(2);
  expect(events.filter((action) => action === "file-withdrawn")).toHaveLength(1);
});

test("a changed mapping in the recipe reads its file anew", async () => {
  await edit("ledger/mapping-gmbh.yaml", "  cost_centre: Kostenstelle\n", "");
  const again = await closeInto("kept");
  const alone = await closeInto("fresh-mapping");
  expect(again.reconcile.accounts).toEqual(alone.reconcile.accounts);
  expect(again.reconcile.totals).toEqual(alone.reconcile.totals);
  const replaced = again.import.files.filter(({ outcome }) => outcome === "replaced");
  expect(replaced.map(({ file }) => file)).toEqual([
    "ledger/gmbh-2026-08.csv",
    "ledger/gmbh-2026-09.csv",
    "ledger/gmbh-2026-10.csv",
  ]);
});

test("a recipe that lists a file and its correction is refused with a sentence", async () => {
  const ledger = join(folder, "company/ledger/gmbh-2026-10.csv");
  await cp(ledger, join(folder, "company/ledger/gmbh-2026-10-v2.csv"));
  await edit("ledger/gmbh-2026-10-v2.csv", "19.402,32", "19.302,32");
  const source = "{ file: ledger/gmbh-2026-10.csv, mapping: ledger/mapping-gmbh.yaml }";
  const both = `${source}\n  - ${source.replace("-10.csv", "-10-v2.csv")}`;
  await edit("close.yaml", source, both);
  await expect(closeInto("kept")).rejects.toThrow(
    '"ledger/gmbh-2026-10-v2.csv" was not imported: "ledger/gmbh-2026-10.csv" holds 3 of its 3',
  );
});
