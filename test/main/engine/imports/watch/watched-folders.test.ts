import { cp, link, mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createEngine, unwrap } from "../../../../../main/engine/engine.ts";
import { focusText } from "../../../../support/focus-text.ts";
import { openEngine } from "../../../../support/open-engine.ts";
import {
  bringFiles,
  fileStates,
  lookInto,
  WatchedExports,
} from "../../../../support/watched-exports.ts";

const BILL = focusText([{ BilledCost: "7.5" }, {}]);

let exports: WatchedExports;
beforeEach(async () => {
  exports = await WatchedExports.create();
});
afterEach(() => exports.remove());

describe("the folder itself", () => {
  test("one that vanished says so, and is found again when it is back", async () => {
    await exports.put("bill.csv", BILL);
    const engine = await exports.watching();
    await rename(exports.folder, `${exports.folder}-away`);
    expect(await lookInto(engine)).toMatchObject({
      trouble: { kind: "vanished", message: 'The folder "exports" is not where it was.' },
      files: [],
    });
    await rename(`${exports.folder}-away`, exports.folder);
    expect(await lookInto(engine)).toMatchObject({ trouble: null, counts: { new: 1 } });
  });

  test("the workspace's own folder cannot be watched, nor is it entered from above", async () => {
    const workspace = join(exports.folder, "Group.tieout");
    const engine = await openEngine({ clock: exports.clock, workspace });
    for (const path of [workspace, join(workspace, "sources")]) {
      const answer = await engine.client.sources.watch({ folder: engine.grant("folder", path) });
      expect(answer).toMatchObject({ ok: false, error: { code: "usage" } });
    }
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", exports.folder) }));
    await link(join(workspace, "workspace.duckdb"), join(exports.folder, "backup.duckdb"));
    expect(await fileStates(engine)).toEqual({ "backup.duckdb": "left-out" });
  });

  test("a file's token opens no folder, and a folder's token no file", async () => {
    await exports.put("bill.csv", BILL);
    const engine = await openEngine({ clock: exports.clock });
    const file = engine.grantFile(join(exports.folder, "bill.csv"));
    const refused = { ok: false, error: { code: "token-unknown" } };
    expect(await engine.client.sources.watch({ folder: file })).toMatchObject(refused);
    const token = engine.grant("folder", exports.folder);
    expect(await engine.client.workspace.inspect({ files: [token] })).toMatchObject(refused);
  });

  test("a file of one folder restates nothing that another folder still holds", async () => {
    await exports.put("aws/2026-10.csv", BILL);
    await exports.put("azure/2026-10.csv", focusText([{ BilledCost: "9" }, {}]));
    const engine = await openEngine({ clock: exports.clock });
    const at = (name: string) => engine.grant("folder", join(exports.folder, name));
    unwrap(await engine.client.sources.watch({ folder: at("aws") }));
    await bringFiles(engine, ["2026-10.csv"]);
    unwrap(await engine.client.sources.watch({ folder: at("azure") }));
    const states = async () => {
      const { folders } = unwrap(await engine.client.sources.watched({ all: true }));
      return folders.map(({ files }) => files.map(({ state }) => state));
    };
    expect(await states()).toEqual([["imported"], ["new"]]);
    await exports.put("aws/2026-10.csv", focusText([{ BilledCost: "8" }, {}]));
    exports.elapsed += 60_000;
    expect((await states())[0]).toEqual(["changed"]);
  });

  test("a file that was written to since the look is not taken", async () => {
    await exports.put("bill.csv", BILL);
    const engine = await exports.watching();
    const { folderId } = await lookInto(engine);
    await writeFile(join(exports.folder, "bill.csv"), `${BILL}\n`);
    expect(await engine.client.sources.take({ folderId, names: ["bill.csv"] })).toMatchObject({
      ok: false,
      error: { code: "file-unreadable" },
    });
  });

  test("only what the last look found can be taken", async () => {
    await exports.put("bill.csv", BILL);
    await writeFile(join(exports.base, "secret.csv"), BILL);
    const engine = await exports.watching();
    const { folderId } = await lookInto(engine);
    for (const name of ["../secret.csv", "absent.csv", join(exports.base, "secret.csv")]) {
      expect(await engine.client.sources.take({ folderId, names: [name] })).toMatchObject({
        ok: false,
        error: { code: "file-unreadable" },
      });
    }
    await rm(join(exports.folder, "bill.csv"));
    await symlink(join(exports.base, "secret.csv"), join(exports.folder, "bill.csv"));
    expect(await engine.client.sources.take({ folderId, names: ["bill.csv"] })).toMatchObject({
      ok: false,
    });
  });

  test("naming it twice keeps one; a forgotten one is no longer looked into", async () => {
    await exports.put("bill.csv", BILL);
    const engine = await exports.watching();
    await symlink(exports.folder, join(exports.base, "same"));
    const again = engine.grant("folder", join(exports.base, "same"));
    expect(unwrap(await engine.client.sources.watch({ folder: again }))).toEqual({
      folderId: "folder-1",
    });
    expect(unwrap(await engine.client.sources.watched({})).folders).toHaveLength(1);
    const forget = { folderId: "folder-1" };
    expect(unwrap(await engine.client.sources.unwatch(forget))).toEqual({ forgotten: true });
    expect(unwrap(await engine.client.sources.unwatch(forget))).toEqual({ forgotten: false });
    expect(unwrap(await engine.client.sources.watched({})).folders).toEqual([]);
  });

  test("a workspace that came from elsewhere makes no one look into its folders", async () => {
    await exports.put("bill.csv", BILL);
    const workspace = join(exports.base, "W.tieout");
    let engine = await createEngine({ workspace, clock: exports.clock, actor: "tester" });
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", exports.folder) }));
    await engine.close();
    const copy = join(exports.base, "Copy.tieout");
    await cp(workspace, copy, { recursive: true });
    exports.elapsed = 1;
    engine = await createEngine({ workspace: copy, clock: exports.clock, actor: "tester" });
    const moved = await lookInto(engine);
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", exports.folder) }));
    const named = await lookInto(engine);
    await engine.close();
    expect(moved).toMatchObject({ trouble: { kind: "elsewhere" }, files: [] });
    expect(named).toMatchObject({ folderId: "folder-1", trouble: null, counts: { new: 1 } });
  });

  test("thousands of files are looked at in one go, and more than that is said", async () => {
    await mkdir(join(exports.folder, "many"));
    const names = Array.from({ length: 2_000 }, (_, index) => `many/${index}.tmp`);
    for (const name of names) {
      await writeFile(join(exports.folder, name), "");
    }
    const engine = await exports.watching();
    const { counts, files, isCut } = await lookInto(engine, true);
    expect(counts["left-out"]).toBe(2_000);
    expect(files).toHaveLength(1_000);
    expect(isCut).toBe(true);
    expect(await lookInto(engine)).toMatchObject({ files: [], isCut: false });
  });
});

test("the age of each kind of data is its last day and its last import", async () => {
  await exports.put("bill.csv", focusText([{ ChargePeriodStart: "2026-10-09T00:00:00Z" }, {}]));
  const engine = await exports.watching();
  expect(unwrap(await engine.client.sources.age({})).ages).toEqual([]);
  await bringFiles(engine, ["bill.csv"]);
  expect(unwrap(await engine.client.sources.age({})).ages).toEqual([
    { dataset: "charge", files: 1, lastDay: "2026-10-09", importedAt: "2026-11-03T09:12:00Z" },
  ]);
});
