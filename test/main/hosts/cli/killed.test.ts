import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createEngine, unwrap } from "../../../../main/engine/engine.ts";
import { type RunningCli, startBuiltCli } from "../../../support/built-cli.ts";
import { focusText } from "../../../support/focus-text.ts";
import { standingClock } from "../../../support/open-engine.ts";
import { storedState } from "../../../support/stored-state.ts";

let folder = "";
let workspace = "";
let bill = "";
let before: Record<string, unknown> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-killed-"));
  workspace = join(folder, "killed.tieout");
  bill = join(folder, "bill.csv");
  await writeFile(bill, focusText([{ BilledCost: "7.5" }]));
  const engine = await createEngine({ workspace, clock: standingClock, actor: "tester" });
  unwrap(await engine.runJob("import", { files: [{ file: engine.grantFile(bill) }] }));
  await engine.close();
  const rows = Array.from({ length: 150_000 }, (_, index) => ({ BilledCost: `${index}.25` }));
  await writeFile(bill, focusText(rows));
  before = await storedState(workspace);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** An import that has begun to read its file. */
async function importing(): Promise<RunningCli> {
  const running = startBuiltCli(["import", "-w", workspace, bill]);
  await vi.waitFor(async () => expect(await readdir(join(workspace, "staging"))).not.toEqual([]), {
    timeout: 30_000,
    interval: 2,
  });
  return running;
}

test.each([0, 40, 120, 240])(
  "a workspace whose import was killed after %d ms opens as it was",
  async (waitMs) => {
    const { child, outcome } = await importing();
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    child.kill("SIGKILL");
    expect(await outcome).toMatchObject({ exitCode: null, signal: "SIGKILL", stdout: "" });
    expect(existsSync(join(workspace, "lock"))).toBe(true);
    expect(await readdir(join(workspace, "staging"))).not.toEqual([]);
    expect(await storedState(workspace)).toEqual(before);
    expect(await readdir(workspace)).not.toContain("lock");
  },
);

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends an import with 130 and a sentence",
  async (signal) => {
    const { child, outcome } = await importing();
    child.kill(signal);
    expect(await outcome).toEqual({
      exitCode: 130,
      signal: null,
      stdout: "",
      stderr: "The work was cancelled.\nNothing was changed; start it again when you are ready.\n",
    });
    expect(await readdir(workspace)).not.toContain("lock");
    expect(await storedState(workspace)).toEqual(before);
  },
);
