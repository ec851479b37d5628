import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import { expect, test } from "vitest";
import { describeRealData, realDataPath } from "./real-data.ts";

test("a real input file is named by an absolute path", () => {
  expect(isAbsolute(realDataPath("focus", "sample.csv"))).toBe(true);
});

describeRealData("real input files", () => {
  test.each(["focus", "gl"])("are in the folder %s", (name) => {
    expect(existsSync(realDataPath(name))).toBe(true);
  });
});
