import { expect, test } from "vitest";
import { FORMAT_NAMES, isFormatName } from "../../../../main/engine/imports/format-name.ts";
import { describeUnrecognised } from "../../../../main/engine/imports/unrecognised-file.ts";

test("of anything else the columns are shown, and what would be read", () => {
  const header = Array.from({ length: 9 }, (_, index) => `c${index}`);
  expect(describeUnrecognised("x.csv", header).message).toBe(
    'Nothing in "x.csv" says what it holds. ' +
      "Its columns are c0, c1, c2, c3, c4, c5, … (9 in all).",
  );
  for (const none of [[], ["a letter"]]) {
    expect(describeUnrecognised("x.csv", none).message).toBe(
      'Nothing in "x.csv" says what it holds.',
    );
  }
  const { remedy } = describeUnrecognised("x.csv", header);
  expect(remedy).toContain("a general-ledger journal");
  expect(remedy).toContain("the 12 layouts that docs/formats.md lists");
});

test.each([...FORMAT_NAMES, "focus-1.2"])("%s names a format", (name) => {
  expect(isFormatName(name)).toBe(true);
});

test.each(["banana", "focus-", "FOCUS", "charges"])("%s names none", (name) => {
  expect(isFormatName(name)).toBe(false);
});
