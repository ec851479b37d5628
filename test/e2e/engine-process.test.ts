import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ENGINE_ENTRY } from "../../main/hosts/app-files.ts";
import { type EngineChild, EngineProcess } from "../../main/hosts/engine-process.ts";
import { forkEngine } from "../../main/hosts/fork-engine.ts";

const folder = mkdtempSync(join(tmpdir(), "tieout-process-"));
const workspace = join(folder, "Group.tieout");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KILLS = 10;
const NO_JOBS = { ok: true, value: { jobs: [] } };

test("a killed engine rejects what was pending, and the next question is answered", async () => {
  const children: EngineChild[] = [];
  const events: string[] = [];
  const engine = new EngineProcess({
    workspace,
    spawn: () => {
      const child = forkEngine(ENGINE_ENTRY);
      children.push(child);
      return child;
    },
  });
  engine.on((event) => events.push(event));
  for (let kill = 1; kill <= KILLS; kill += 1) {
    expect(await engine.open()).toBeNull();
    const pending = [
      engine.call("charges.attributes", {}),
      engine.call("jobs.wait", { jobId: "none" }),
    ];
    children.at(-1)?.kill();
    for (const result of await Promise.all(pending)) {
      expect(result.ok || ["engine-lost", "usage", "internal"].includes(result.error.code)).toBe(
        true,
      );
    }
    expect(await engine.call("jobs.list", {})).toEqual(NO_JOBS);
    expect(children).toHaveLength(kill + 1);
  }
  expect(events.filter((event) => event === "engine-lost")).toHaveLength(KILLS);
  await engine.close();
});

test("a second engine on an open workspace is refused with the process that holds it", async () => {
  const first = new EngineProcess({ workspace, spawn: () => forkEngine(ENGINE_ENTRY) });
  const second = new EngineProcess({ workspace, spawn: () => forkEngine(ENGINE_ENTRY) });
  expect(await first.open()).toBeNull();
  expect(await second.open()).toMatchObject({ code: "workspace-in-use" });
  await first.close();
  expect(await second.call("jobs.list", {})).toEqual(NO_JOBS);
  await second.close();
});
