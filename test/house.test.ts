import { expect, test } from "vitest";
import { findBreaches } from "./support/find-breaches.ts";
import { houseRules } from "./support/house-rules.ts";
import { treeRules } from "./support/house-tree.ts";
import { type Breach, projectPaths, readProjectFiles } from "./support/project-files.ts";

const paths = projectPaths();
const files = readProjectFiles(paths);

const describeBreach = ({ path, line, message }: Breach): string => `${path}:${line}: ${message}`;

test("the house rules read the whole project", () => {
  expect(files.map((file) => file.path)).toEqual(
    expect.arrayContaining(["package.json", "test/house.test.ts", ".ci/run"]),
  );
});

test.each(houseRules)("house rule $name holds", (rule) => {
  const breaches = files.flatMap((file) => findBreaches(file, [rule]));
  expect(breaches.map(describeBreach)).toEqual([]);
});

test.each(Object.entries(treeRules))("house rule %s holds", (_name, rule) => {
  expect(rule(files, paths).map(describeBreach)).toEqual([]);
});
