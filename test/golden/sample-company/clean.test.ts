import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readRecipe } from "../../../main/hosts/cli/read-recipe.ts";
import { runClose } from "../../../main/hosts/cli/run-close.ts";
import { generateSampleCompany } from "../../support/generate-sample-company.ts";
import { silentTerminal } from "../../support/run-cli.ts";

const project = join(import.meta.dirname, "../../..");
const folder = await mkdtemp(join(tmpdir(), "tieout-clean-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("books without a plant tie to 0.00, and no item is proposed", async () => {
  const company = join(folder, "company");
  await cp(join(project, "resources/sample-company"), company, { recursive: true });
  for (const [path, bytes] of generateSampleCompany({ isPlanted: false }).files) {
    await mkdir(dirname(join(company, path)), { recursive: true });
    await writeFile(join(company, path), bytes);
  }
  const loaded = { ...(await readRecipe(join(company, "close.yaml"))), accepted: [] };
  const close = await runClose(silentTerminal, loaded, { folder, name: "clean" });
  const open = close.reconcile.accounts.filter(
    ({ unidentified, items }) => unidentified !== "0" || items.length > 0,
  );
  expect(open).toEqual([]);
  expect(close.reconcile).toMatchObject({ ties: true, certifiable: true });
});
