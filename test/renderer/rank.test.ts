import { expect, test } from "vitest";
import { rankItems, rankText } from "../../renderer/rank.ts";

const COMMANDS = ["Sources", "Charges", "Allocation", "Run the rules", "Dark theme", "Light theme"];
const find = (typed: string): readonly string[] => rankItems(typed, COMMANDS, (text) => text);

test.each([
  ["all", "Allocation"],
  ["rules", "Run the rules"],
  ["theme dark", "Dark theme"],
  ["alc", "Allocation"],
  ["LIGHT", "Light theme"],
])("%s finds %s first", (typed, expected) => {
  expect(find(typed)[0]).toBe(expected);
});

test("a beginning ranks above a middle, a middle above scattered letters", () => {
  const [start, middle, scattered] = ["charges", "all charges", "cold hangars get"].map((text) =>
    rankText("charges".slice(0, 4), text),
  );
  expect(start).toBeGreaterThan(middle ?? 0);
  expect(middle).toBeGreaterThan(scattered ?? -1);
});

test("letters too far apart are no match", () => {
  expect(rankText("xyz", "Sources")).toBeNull();
  expect(rankText("se", "s and then very much later e")).toBeNull();
});

test("nothing typed keeps every item in its order", () => {
  expect(find("  ")).toEqual(COMMANDS);
});
