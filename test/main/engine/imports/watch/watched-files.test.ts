import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createEngine, unwrap } from "../../../../../main/engine/engine.ts";
import { focusText } from "../../../../support/focus-text.ts";
import {
  bringFiles,
  fileStates,
  lookInto,
  WatchedExports,
} from "../../../../support/watched-exports.ts";

const BILL = focusText([{ BilledCost: "7.5" }, {}]);
const RESTATED = focusText([{ BilledCost: "8.5" }, {}]);
const OTHER = focusText([{ BilledCost: "1", ChargePeriodStart: "2026-10-09T00:00:00Z" }]);

let exports: WatchedExports;
beforeEach(async () => {
  exports = await WatchedExports.create();
});
afterEach(() => exports.remove());

describe("what a look says of each file", () => {
  test("a file is new until it is imported, changed when other bytes have its name", async () => {
    await exports.put("bill.csv", BILL);
    await exports.put("2026-11/bill.csv", OTHER);
    const engine = await exports.watching();
    expect(await fileStates(engine)).toEqual({ "2026-11/bill.csv": "new", "bill.csv": "new" });
    await bringFiles(engine, ["bill.csv"]);
    expect(await fileStates(engine)).toEqual({ "2026-11/bill.csv": "new", "bill.csv": "imported" });
    await exports.put("bill.csv", RESTATED);
    const { files } = await lookInto(engine);
    expect(files).toMatchObject([
      { name: "2026-11/bill.csv", state: "new" },
      { name: "bill.csv", state: "changed", known: { file: "bill.csv" }, format: "focus-1.0" },
    ]);
    await bringFiles(engine, ["bill.csv"], true);
    expect(await fileStates(engine)).toEqual({ "2026-11/bill.csv": "new", "bill.csv": "imported" });
    const { sources } = unwrap(await engine.client.workspace.sources({ includeInactive: true }));
    expect(sources.map(({ file, isActive }) => [file, isActive])).toEqual([
      ["bill.csv", true],
      ["bill.csv", false],
    ]);
  });

  test("looking imports nothing and changes no data", async () => {
    await exports.put("bill.csv", BILL);
    const engine = await exports.watching();
    const before = engine.context.dataVersion();
    await fileStates(engine);
    expect(await fileStates(engine)).toEqual({ "bill.csv": "new" });
    expect(engine.context.dataVersion()).toBe(before);
    expect(unwrap(await engine.client.workspace.sources({})).sources).toEqual([]);
  });

  test("what is no file to import is told apart, each with its reason", async () => {
    await exports.put("~$ledger.xlsx", "x");
    await exports.put("bill.csv.crdownload", "x");
    await exports.put("bill.csv.part", "x");
    await exports.put(".hidden", "x");
    await exports.put(".git/config", "x");
    await exports.put("Other.tieout/workspace.duckdb", "x");
    await exports.put("bill.csv", BILL);
    await exports.put("copy of bill.csv", BILL);
    await exports.put("empty.csv", "");
    await exports.put("half.csv.gz", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]));
    await exports.put("notes.txt", "remember the milk\n");
    await symlink(join(exports.base, "elsewhere.csv"), join(exports.folder, "linked.csv"));
    const engine = await exports.watching();
    expect(await fileStates(engine)).toEqual({
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
    const { files, counts } = await lookInto(engine, true);
    expect(files.filter(({ told, state }) => told === null && state !== "new")).toEqual([]);
    expect(files.find(({ name }) => name === "copy of bill.csv")?.told).toBe(
      "It holds the same bytes as bill.csv.",
    );
    expect(counts).toMatchObject({ new: 1, "left-out": 6, unreadable: 2, unknown: 1 });
  });

  test("a withdrawn file is not offered as new", async () => {
    await exports.put("bill.csv", BILL);
    const engine = await exports.watching();
    await bringFiles(engine, ["bill.csv"]);
    const [source] = unwrap(await engine.client.workspace.sources({})).sources;
    unwrap(await engine.client.workspace.withdraw({ sourceFileId: source?.sourceFileId ?? "" }));
    expect((await lookInto(engine, true)).files).toMatchObject([
      { state: "imported", told: "It was imported and withdrawn." },
    ]);
  });
});

describe("files that are being written", () => {
  test("a file that was just written is left until two looks find it the same", async () => {
    await writeFile(join(exports.folder, "bill.csv"), BILL);
    const engine = await exports.watching();
    expect(await fileStates(engine)).toEqual({ "bill.csv": "writing" });
    exports.elapsed = 1_900;
    await writeFile(join(exports.folder, "bill.csv"), RESTATED);
    expect(await fileStates(engine)).toEqual({ "bill.csv": "writing" });
    exports.elapsed = 3_000;
    expect(await fileStates(engine)).toEqual({ "bill.csv": "writing" });
    exports.elapsed = 3_900;
    expect(await fileStates(engine)).toEqual({ "bill.csv": "new" });
  });

  test("a file that changed after it was tried is refused, and nothing is imported", async () => {
    await exports.put("bill.csv", BILL);
    const engine = await exports.watching();
    const { folderId } = await lookInto(engine);
    const { files } = unwrap(await engine.client.sources.take({ folderId, names: ["bill.csv"] }));
    const file = files[0]?.token ?? "";
    const { sha256 } = unwrap(await engine.runJob("preview", { file }));
    await exports.put("bill.csv", RESTATED);
    const refused = await engine.runJob("import", { files: [{ file, sha256 }] });
    expect(refused).toMatchObject({ ok: false, error: { code: "import-rejected" } });
    expect(unwrap(await engine.client.workspace.sources({})).sources).toEqual([]);
  });

  test("an unchanged file is not read again, nor after the workspace was closed", async () => {
    await exports.put("bill.csv", BILL);
    const workspace = join(exports.base, "W.tieout");
    const open = () => createEngine({ workspace, clock: exports.clock, actor: "tester" });
    let engine = await open();
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", exports.folder) }));
    await bringFiles(engine, ["bill.csv"]);
    await engine.close();
    const memory = join(workspace, "looked-at.json");
    const text = await readFile(memory, "utf8");
    await writeFile(memory, text.replace(/[0-9a-f]{64}/, "0".repeat(64)));
    exports.elapsed = 1;
    engine = await open();
    const remembered = await fileStates(engine);
    await engine.close();
    await writeFile(memory, "{");
    exports.elapsed = 2;
    engine = await open();
    const read = await fileStates(engine);
    await engine.close();
    expect(remembered).toEqual({ "bill.csv": "changed" });
    expect(read).toEqual({ "bill.csv": "imported" });
  });
});
