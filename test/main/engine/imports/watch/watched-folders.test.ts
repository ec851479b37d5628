import {
  cp,
  link,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../../../../main/engine/engine.ts";
import type { WatchedFolder } from "../../../../../shared/contract/sources.ts";
import { focusText } from "../../../../support/focus-text.ts";
import { openEngine } from "../../../../support/open-engine.ts";

const BILL = focusText([{ BilledCost: "7.5" }, {}]);
const RESTATED = focusText([{ BilledCost: "8.5" }, {}]);
const OTHER = focusText([{ BilledCost: "1", ChargePeriodStart: "2026-10-09T00:00:00Z" }]);
/** Long before the engine's standing clock. */
const LONG_AGO = Date.parse("2026-11-01T00:00:00Z") / 1000;

let base = "";
let folder = "";
let elapsed = 0;
const clock = { now: () => "2026-11-03T09:12:00Z", elapsed: () => elapsed };

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "tieout-watch-"));
  folder = join(base, "exports");
  elapsed = 0;
  await mkdir(folder);
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

/** Puts a file there that was last written long ago. */
async function put(name: string, content: string | Buffer): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, LONG_AGO, LONG_AGO);
}

async function watching(): Promise<Engine> {
  const engine = await openEngine({ clock });
  unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", folder) }));
  return engine;
}

async function look(engine: Engine, all = false): Promise<WatchedFolder> {
  const { folders } = unwrap(await engine.client.sources.watched({ all }));
  const [only] = folders;
  if (only === undefined) {
    throw new Error("no folder is watched");
  }
  return only;
}

async function states(engine: Engine): Promise<Record<string, string>> {
  const { files } = await look(engine, true);
  return Object.fromEntries(files.map(({ name, state }) => [name, state]).sort());
}

async function bring(engine: Engine, names: readonly string[], replace = false): Promise<void> {
  const { folderId } = await look(engine);
  const { files } = unwrap(await engine.client.sources.take({ folderId, names: [...names] }));
  unwrap(
    await engine.runJob("import", { files: files.map(({ token }) => ({ file: token })), replace }),
  );
}

describe("what a look says of each file", () => {
  test("a file is new until it is imported, and changed when other bytes have its name", async () => {
    await put("bill.csv", BILL);
    await put("2026-11/bill.csv", OTHER);
    const engine = await watching();
    expect(await states(engine)).toEqual({ "2026-11/bill.csv": "new", "bill.csv": "new" });
    await bring(engine, ["bill.csv"]);
    expect(await states(engine)).toEqual({ "2026-11/bill.csv": "new", "bill.csv": "imported" });
    await put("bill.csv", RESTATED);
    const { files } = await look(engine);
    expect(files).toMatchObject([
      { name: "2026-11/bill.csv", state: "new" },
      { name: "bill.csv", state: "changed", known: { file: "bill.csv" }, format: "focus-1.0" },
    ]);
    await bring(engine, ["bill.csv"], true);
    expect(await states(engine)).toEqual({ "2026-11/bill.csv": "new", "bill.csv": "imported" });
    const { sources } = unwrap(await engine.client.workspace.sources({ includeInactive: true }));
    expect(sources.map(({ file, isActive }) => [file, isActive])).toEqual([
      ["bill.csv", true],
      ["bill.csv", false],
    ]);
  });

  test("looking imports nothing and changes no data", async () => {
    await put("bill.csv", BILL);
    const engine = await watching();
    const before = engine.context.dataVersion();
    await states(engine);
    expect(await states(engine)).toEqual({ "bill.csv": "new" });
    expect(engine.context.dataVersion()).toBe(before);
    expect(unwrap(await engine.client.workspace.sources({})).sources).toEqual([]);
  });

  test("what is no file to import is told apart, each with its reason", async () => {
    await put("~$ledger.xlsx", "x");
    await put("bill.csv.crdownload", "x");
    await put("bill.csv.part", "x");
    await put(".hidden", "x");
    await put(".git/config", "x");
    await put("Other.tieout/workspace.duckdb", "x");
    await put("bill.csv", BILL);
    await put("copy of bill.csv", BILL);
    await put("empty.csv", "");
    await put("half.csv.gz", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]));
    await put("notes.txt", "remember the milk\n");
    await symlink(join(base, "elsewhere.csv"), join(folder, "linked.csv"));
    const engine = await watching();
    expect(await states(engine)).toEqual({
      ".hidden": "left-out",
      "bill.csv": "new",
      "bill.csv.crdownload": "left-out",
      "bill.csv.part": "left-out",
      "copy of bill.csv": "left-out",
      "empty.csv": "unreadable",
      "half.csv.gz": "unreadable",
      "linked.csv": "left-out",
      "notes.txt": "unknown",
      "~$ledger.xlsx": "left-out",
    });
    const { files, counts } = await look(engine, true);
    expect(files.filter(({ told, state }) => told === null && state !== "new")).toEqual([]);
    expect(files.find(({ name }) => name === "copy of bill.csv")?.told).toBe(
      "It holds the same bytes as bill.csv.",
    );
    expect(counts).toMatchObject({ new: 1, "left-out": 6, unreadable: 2, unknown: 1 });
  });

  test("a withdrawn file is not offered as new", async () => {
    await put("bill.csv", BILL);
    const engine = await watching();
    await bring(engine, ["bill.csv"]);
    const [source] = unwrap(await engine.client.workspace.sources({})).sources;
    unwrap(await engine.client.workspace.withdraw({ sourceFileId: source?.sourceFileId ?? "" }));
    expect((await look(engine, true)).files).toMatchObject([
      { state: "imported", told: "It was imported and withdrawn." },
    ]);
  });
});

describe("files that are being written", () => {
  test("a file that was just written is left until two looks find it the same", async () => {
    await writeFile(join(folder, "bill.csv"), BILL);
    const engine = await watching();
    expect(await states(engine)).toEqual({ "bill.csv": "writing" });
    elapsed = 1_900;
    await writeFile(join(folder, "bill.csv"), RESTATED);
    expect(await states(engine)).toEqual({ "bill.csv": "writing" });
    elapsed = 3_000;
    expect(await states(engine)).toEqual({ "bill.csv": "writing" });
    elapsed = 3_900;
    expect(await states(engine)).toEqual({ "bill.csv": "new" });
  });

  test("a file that changed after it was tried is refused, and nothing is imported", async () => {
    await put("bill.csv", BILL);
    const engine = await watching();
    const { folderId } = await look(engine);
    const { files } = unwrap(await engine.client.sources.take({ folderId, names: ["bill.csv"] }));
    const file = files[0]?.token ?? "";
    const { sha256 } = unwrap(await engine.runJob("preview", { file }));
    await put("bill.csv", RESTATED);
    const refused = await engine.runJob("import", { files: [{ file, sha256 }] });
    expect(refused).toMatchObject({ ok: false, error: { code: "import-rejected" } });
    expect(unwrap(await engine.client.workspace.sources({})).sources).toEqual([]);
  });

  test("an unchanged file is not read again, in this session or the next", async () => {
    await put("bill.csv", BILL);
    const workspace = join(base, "W.tieout");
    const open = () => createEngine({ workspace, clock, actor: "tester" });
    let engine = await open();
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", folder) }));
    await bring(engine, ["bill.csv"]);
    await engine.close();
    const memory = join(workspace, "looked-at.json");
    const text = await readFile(memory, "utf8");
    await writeFile(memory, text.replace(/[0-9a-f]{64}/, "0".repeat(64)));
    elapsed = 1;
    engine = await open();
    const remembered = await states(engine);
    await engine.close();
    await writeFile(memory, "{");
    elapsed = 2;
    engine = await open();
    const read = await states(engine);
    await engine.close();
    expect(remembered).toEqual({ "bill.csv": "changed" });
    expect(read).toEqual({ "bill.csv": "imported" });
  });
});

describe("the folder itself", () => {
  test("one that vanished says so, and is found again when it is back", async () => {
    await put("bill.csv", BILL);
    const engine = await watching();
    await rename(folder, `${folder}-away`);
    expect(await look(engine)).toMatchObject({
      trouble: { kind: "vanished", message: 'The folder "exports" is not where it was.' },
      files: [],
    });
    await rename(`${folder}-away`, folder);
    expect(await look(engine)).toMatchObject({ trouble: null, counts: { new: 1 } });
  });

  test("the workspace's own folder cannot be watched, nor is it entered from above", async () => {
    const workspace = join(folder, "Group.tieout");
    const engine = await openEngine({ clock, workspace });
    for (const path of [workspace, join(workspace, "sources")]) {
      const answer = await engine.client.sources.watch({ folder: engine.grant("folder", path) });
      expect(answer).toMatchObject({ ok: false, error: { code: "usage" } });
    }
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", folder) }));
    await link(join(workspace, "workspace.duckdb"), join(folder, "backup.duckdb"));
    expect(await states(engine)).toEqual({ "backup.duckdb": "left-out" });
  });

  test("a file's token opens no folder, and a folder's token no file", async () => {
    await put("bill.csv", BILL);
    const engine = await openEngine({ clock });
    const file = engine.grantFile(join(folder, "bill.csv"));
    const refused = { ok: false, error: { code: "token-unknown" } };
    expect(await engine.client.sources.watch({ folder: file })).toMatchObject(refused);
    const token = engine.grant("folder", folder);
    expect(await engine.client.workspace.inspect({ files: [token] })).toMatchObject(refused);
  });

  test("only what the last look found can be taken", async () => {
    await put("bill.csv", BILL);
    await writeFile(join(base, "secret.csv"), BILL);
    const engine = await watching();
    const { folderId } = await look(engine);
    for (const name of ["../secret.csv", "absent.csv", join(base, "secret.csv")]) {
      expect(await engine.client.sources.take({ folderId, names: [name] })).toMatchObject({
        ok: false,
        error: { code: "file-unreadable" },
      });
    }
    await rm(join(folder, "bill.csv"));
    await symlink(join(base, "secret.csv"), join(folder, "bill.csv"));
    expect(await engine.client.sources.take({ folderId, names: ["bill.csv"] })).toMatchObject({
      ok: false,
    });
  });

  test("naming it twice keeps one; a forgotten one is no longer looked into", async () => {
    await put("bill.csv", BILL);
    const engine = await watching();
    await symlink(folder, join(base, "same"));
    const again = engine.grant("folder", join(base, "same"));
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
    await put("bill.csv", BILL);
    const workspace = join(base, "W.tieout");
    let engine = await createEngine({ workspace, clock, actor: "tester" });
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", folder) }));
    await engine.close();
    const copy = join(base, "Copy.tieout");
    await cp(workspace, copy, { recursive: true });
    elapsed = 1;
    engine = await createEngine({ workspace: copy, clock, actor: "tester" });
    const moved = await look(engine);
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", folder) }));
    const named = await look(engine);
    await engine.close();
    expect(moved).toMatchObject({ trouble: { kind: "elsewhere" }, files: [] });
    expect(named).toMatchObject({ folderId: "folder-1", trouble: null, counts: { new: 1 } });
  });

  test("thousands of files are looked at in one go, and more than that is said", async () => {
    await mkdir(join(folder, "many"));
    const names = Array.from({ length: 2_000 }, (_, index) => `many/${index}.tmp`);
    for (const name of names) {
      await writeFile(join(folder, name), "");
    }
    const engine = await watching();
    const { counts, files, isCut } = await look(engine, true);
    expect(counts["left-out"]).toBe(2_000);
    expect(files).toHaveLength(1_000);
    expect(isCut).toBe(true);
    expect(await look(engine)).toMatchObject({ files: [], isCut: false });
  });
});

test("the age of each kind of data is its last day and its last import", async () => {
  await put("bill.csv", focusText([{ ChargePeriodStart: "2026-10-09T00:00:00Z" }, {}]));
  const engine = await watching();
  expect(unwrap(await engine.client.sources.age({})).ages).toEqual([]);
  await bring(engine, ["bill.csv"]);
  expect(unwrap(await engine.client.sources.age({})).ages).toEqual([
    { dataset: "charge", files: 1, lastDay: "2026-10-09", importedAt: "2026-11-03T09:12:00Z" },
  ]);
});
