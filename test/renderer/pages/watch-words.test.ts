import { describe, expect, test } from "vitest";
import {
  ageTexts,
  foundText,
  importLabel,
  offered,
  TAKEN_MAX,
  waitingNote,
} from "../../../renderer/pages/sources/watch/watch-words.ts";
import type { WatchedFile, WatchedFolder, WatchedState } from "../../../shared/contract/sources.ts";

const file = (state: WatchedState, name = "a.csv"): WatchedFile => ({
  name,
  state,
  bytes: 1,
  told: null,
  format: null,
  dataset: null,
  isClear: true,
  known: null,
});

const folder = (counts: Partial<WatchedFolder["counts"]>): WatchedFolder => ({
  folderId: "folder-1",
  name: "exports",
  path: "exports",
  trouble: null,
  counts: {
    new: 0,
    changed: 0,
    unknown: 0,
    unreadable: 0,
    writing: 0,
    imported: 0,
    "left-out": 0,
    ...counts,
  },
  files: [],
  isCut: false,
});

describe("what is said of a folder", () => {
  test.each([
    [{}, "no file to import yet"],
    [{ "left-out": 3 }, "no file to import yet"],
    [{ imported: 1 }, "nothing new; 1 file imported already"],
    [{ new: 3, changed: 1, imported: 9 }, "3 new, 1 changed"],
    [{ writing: 2 }, "2 files still being written"],
    [{ unknown: 1, unreadable: 2 }, "1 not recognised, 2 cannot be read"],
  ])("%j is told as %s", (counts, text) => {
    expect(foundText(folder(counts))).toBe(text);
  });

  test("the rail names what waits in all folders, and nothing where nothing does", () => {
    expect(waitingNote([folder({ new: 2 }), folder({ new: 1, changed: 4 })])).toEqual({
      note: "3 new, 4 changed",
      state: "3 new, 4 changed in the watched folders",
    });
    expect(waitingNote([folder({ changed: 1 })])?.state).toBe("1 changed in the watched folder");
    expect(waitingNote([folder({ unknown: 5, writing: 1, imported: 2 })])).toBeNull();
    expect(waitingNote([])).toBeNull();
  });
});

test("only new and changed files are offered, and no more than one import takes", () => {
  const files = [
    ...Array.from({ length: TAKEN_MAX }, (_, index) => file("new", `${index}.csv`)),
    file("changed"),
    file("unknown"),
  ];
  expect(offered({ ...folder({}), files })).toHaveLength(TAKEN_MAX);
  expect(offered({ ...folder({}), files: files.slice(-2) })).toEqual([file("changed")]);
});

test("the button says what it opens", () => {
  expect(importLabel([file("new")])).toBe("Import 1 new file");
  expect(importLabel([file("new"), file("new")])).toBe("Import 2 new files");
  expect(importLabel([file("changed")])).toBe("Import 1 changed file");
  expect(importLabel([file("new"), file("changed")])).toBe("Import 1 new, 1 changed");
});

test("bills, ledger and rates say the day they reach; other kinds are left out", () => {
  const importedAt = "2026-11-02T09:12:00Z";
  expect(
    ageTexts([
      { dataset: "budget", files: 1, lastDay: null, importedAt },
      { dataset: "ledger", files: 1, lastDay: null, importedAt },
      { dataset: "charge", files: 3, lastDay: "2026-10-31", importedAt },
    ]),
  ).toEqual([
    { what: "Bills", text: "to 2026-10-31, imported 2026-11-02 09:12 UTC" },
    { what: "Ledger", text: "imported 2026-11-02 09:12 UTC" },
  ]);
});
