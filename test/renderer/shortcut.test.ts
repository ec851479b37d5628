import { expect, test } from "vitest";
import { matchesShortcut, shortcutKeys } from "../../renderer/shortcut.ts";

const press = (key: string, held: readonly string[] = []) => ({
  key,
  ctrlKey: held.includes("ctrl"),
  metaKey: held.includes("meta"),
  altKey: held.includes("alt"),
  shiftKey: held.includes("shift"),
});

test.each([
  ["Mod+K", press("k", ["ctrl"]), true],
  ["Mod+K", press("k", ["meta"]), true],
  ["Mod+K", press("k"), false],
  ["Mod+K", press("k", ["ctrl", "alt"]), false],
  ["Alt+1", press("1", ["alt"]), true],
  ["Alt+1", press("1"), false],
  ["?", press("?", ["shift"]), true],
  ["[", press("[", ["ctrl"]), false],
  ["Mod+Shift+C", press("C", ["ctrl"]), false],
  ["Mod+Shift+C", press("C", ["ctrl", "shift"]), true],
])("%s against a press is %s", (shortcut, event, expected) => {
  expect(matchesShortcut(event, shortcut)).toBe(expected);
});

test("writes keys for the computer they are pressed on", () => {
  expect(shortcutKeys("Mod+K", false)).toEqual(["Ctrl", "K"]);
  expect(shortcutKeys("Mod+K", true)).toEqual(["⌘", "K"]);
});
