import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRecipe } from "../../../../main/hosts/cli/read-recipe.ts";
import { type Close, runClose } from "../../../../main/hosts/cli/run-close.ts";
import { runCli, silentTerminal } from "../../../support/run-cli.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-close-calendar-"));
  await cp("resources/sample-company", join(folder, "company"), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function closeInto(name: string, calendar: string): Promise<Close> {
  const recipe = join(folder, "company", `${name}.yaml`);
  const text = await readFile(join(folder, "company/close.yaml"), "utf8");
  await writeFile(recipe, `${text}\n${calendar}`);
  const loaded = { ...(await readRecipe(recipe)), accepted: [] };
  return runClose(silentTerminal, loaded, { folder: join(folder, name), name: "close" });
}

test("x", async () => {
  const weeks = await closeInto("weeks", "calendar: { kind: weeks, pattern: 4-4-5 }\n");
  console.log(JSON.stringify({ ...weeks, import: 0, allocateOthers: 0, variance: { ...weeks.variance, rows: 0 } }, null, 1).slice(0, 6000));
  const { exitCode, stdout, stderr } = await runCli(["verify", weeks.workbook, "--sources", join(folder, "company")]);
  console.log(exitCode, stdout, stderr);
}, 120_000);
