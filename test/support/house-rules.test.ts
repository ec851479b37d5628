import { expect, test } from "vitest";
import { codeOf, findBreaches } from "./find-breaches.ts";
import { houseRules } from "./house-rules.ts";

test.each(houseRules)("$name refuses what it should and no more", (rule) => {
  const breaches = findBreaches({ path: rule.example, text: `\n${rule.bad}\n` }, [rule]);
  expect(breaches.length).toBeGreaterThan(0);
  expect(breaches[0]).toMatchObject({ path: rule.example, line: 2 });
  expect(breaches[0]?.message).toContain(rule.instead);
  expect(findBreaches({ path: rule.example, text: rule.good }, houseRules)).toEqual([]);
});

test("no two rules share a name", () => {
  expect(new Set(houseRules.map((rule) => rule.name)).size).toBe(houseRules.length);
});

const places: readonly (readonly [string, string, string, readonly string[]])[] = [
  ["the way to the chart", "renderer/charts/plot-number.ts", "Number(text)", []],
  ["elsewhere in charts", "renderer/charts/options.ts", "Number(text)", ["no-floating-point"]],
  ["the engine's clock", "main/engine/engine.ts", "new Date()", []],
  ["the transaction room", "main/engine/database/database.ts", 'run("COMMIT")', []],
  ["the pivot compiler", "main/engine/pivot/pivot-query.ts", "sql`select 1`", []],
  ["the switchboard", "main/engine/handlers.ts", "sql`select 1`", ["static-sql-in-sql-files"]],
  ["the division room", "main/engine/money/apportion.sql", "select a // b", []],
  [
    "a slash in money",
    "main/engine/money/x.sql",
    "select a / b",
    ["sql-without-floats-or-division"],
  ],
  ["a command", "main/hosts/cli/import.ts", "console.log(line)", []],
  ["a test of wording", "test/main/wording.test.ts", "Number(text)", []],
];

test.each(places)("rules know their rooms: %s", (_what, path, text, names) => {
  const found = findBreaches({ path, text }, houseRules).map(({ message }) => message);
  expect(found.map((message) => message.split(":")[0])).toEqual(names);
});

test("comments go, strings and line numbers stay", () => {
  const text = 'const a = "https://x"; // gone\n/* gone\n gone */ const b = `//kept`;\n';
  const code = codeOf({ path: "main/a.ts", text });
  expect(code).toContain('"https://x"');
  expect(code).toContain("`//kept`");
  expect(code).not.toContain("gone");
  expect(code.split("\n").length).toBe(text.split("\n").length);
});
