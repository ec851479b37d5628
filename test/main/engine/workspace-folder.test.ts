import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEngine } from "../../../main/engine/engine.ts";
import { lockWorkspace } from "../../../main/engine/workspace/lock-workspace.ts";
import { openWorkspaceFolder } from "../../../main/engine/workspace/workspace-folder.ts";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "tieout-folder-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test("a workspace that is open is refused with the process that holds it", async () => {
  const workspace = join(parent, "Group.tieout");
  const engine = await createEngine({ workspace });
  await expect(createEngine({ workspace })).rejects.toMatchObject({
    shape: {
      code: "workspace-in-use",
      message: `The workspace "Group" is open in process ${process.pid} on this computer.`,
    },
  });
  await engine.close();
  await (await createEngine({ workspace })).close();
});

test("the lock of a process that has died is taken over", async () => {
  const folder = await openWorkspaceFolder(join(parent, "Group.tieout"));
  const { pid } = spawnSync("true");
  writeFileSync(join(folder.root, "lock"), JSON.stringify({ pid, host: hostname(), started: "" }));
  const unlock = await lockWorkspace(folder, "now");
  await unlock();
});

test("a lock held on another computer is never taken over", async () => {
  const folder = await openWorkspaceFolder(join(parent, "Group.tieout"));
  const lock = { pid: 1, host: "another-computer", started: "" };
  writeFileSync(join(folder.root, "lock"), JSON.stringify(lock));
  await expect(lockWorkspace(folder, "now")).rejects.toMatchObject({
    shape: { code: "workspace-in-use", message: expect.stringContaining("on another-computer") },
  });
});

const deadLock = (): string => {
  const { pid } = spawnSync("true");
  return JSON.stringify({ pid, host: hostname(), started: "" });
};

test.each([
  ["no lock", null],
  ["the lock of a dead process", deadLock()],
  ["a lock without its content", ""],
])("of many that open a workspace with %s at once, one wins", async (_name, left) => {
  for (let round = 0; round < 50; round += 1) {
    const folder = await openWorkspaceFolder(join(parent, `Group ${round}.tieout`));
    if (left !== null) {
      writeFileSync(join(folder.root, "lock"), left);
    }
    const tries = Array.from({ length: 8 }, () => lockWorkspace(folder, "now"));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(readdirSync(folder.root)).toEqual(["lock"]);
  }
});

test("only the owner can read a workspace", async () => {
  const engine = await createEngine({ workspace: join(parent, "Group.tieout") });
  const mode = (name: string): string =>
    (statSync(join(parent, "Group.tieout", name)).mode & 0o777).toString(8);
  expect(mode("")).toBe("700");
  expect(mode("lock")).toBe("600");
  await engine.close();
});
