import { expect, test } from "vitest";
import { type TreeRule, treeRules } from "./house-tree.ts";
import type { ProjectFile } from "./project-files.ts";

type Case = {
  readonly rule: string;
  readonly good: Readonly<Record<string, string>>;
  /** What is added or replaced to break the rule. */
  readonly bad: Readonly<Record<string, string>>;
  readonly message: string;
};

const header = ["grain", "unit and sign", "source", "depends on", "checks"]
  .map((label) => `-- ${label}: x\n`)
  .join("");
const formatList = "main/engine/imports/formats/index.ts";

const cases: readonly Case[] = [
  {
    rule: "rootHasKnownNames",
    good: { "README.md": "", "main/a.ts": "" },
    bad: { Makefile: "" },
    message: "Makefile:1: the root holds",
  },
  {
    rule: "foldersSayWhatTheyHold",
    good: { "main/engine/money/split.ts": "" },
    bad: { "main/engine/utils/split.ts": "" },
    message: "main/engine/utils/split.ts:1: name the folder",
  },
  {
    rule: "namesAreKebabCase",
    good: { "renderer/grid/data-grid.module.css": "", "test/golden/x/expected.workbook.json": "" },
    bad: { "renderer/grid/DataGrid.tsx": "" },
    message: "renderer/grid/DataGrid.tsx:1: file and folder names",
  },
  {
    rule: "indexFilesAreLists",
    good: { "renderer/pages/index.ts": "" },
    bad: { "renderer/ui/index.ts": "" },
    message: "renderer/ui/index.ts:1: index.ts is a list",
  },
  {
    rule: "leavesAreListed",
    good: {
      [formatList]: 'import { focus } from "./focus-1.ts";',
      "main/engine/imports/formats/define.ts": "",
      "main/engine/imports/formats/focus-1.ts": "",
      "test/formats/focus-1/input.csv": "",
    },
    bad: { "main/engine/imports/formats/gl.ts": "", "test/formats/gl/input.csv": "" },
    message: `${formatList}:1: gl.ts stands beside the list`,
  },
  {
    rule: "leavesAreListed",
    good: {
      [formatList]: 'import { focus } from "./focus/focus.ts";',
      "main/engine/imports/formats/focus/focus.ts": "",
      "main/engine/imports/formats/focus/columns.ts": "",
      "test/formats/focus/input.csv": "",
    },
    bad: { [formatList]: "", "main/engine/imports/formats/focus/focus.ts": "" },
    message: `${formatList}:1: focus/focus.ts stands beside the list`,
  },
  {
    rule: "leavesAreListed",
    good: { [formatList]: "" },
    bad: {
      [formatList]: 'import { gl } from "./gl.ts";',
      "main/engine/imports/formats/gl.ts": "",
    },
    message: `${formatList}:1: gl.ts has no fixture in test/formats/gl/`,
  },
  {
    rule: "leavesAreListed",
    good: {
      "main/engine/relations/index.ts": 'view("active_charge", "charge")',
      "main/engine/relations/active-charge.sql": "",
      "main/engine/relations/build.ts": "",
    },
    bad: { "main/engine/relations/reject.sql": "" },
    message: "main/engine/relations/index.ts:1: reject.sql stands beside the list",
  },
  {
    rule: "filesAreSmall",
    good: { "main/a.ts": "x\n".repeat(300), "main/b.ts": `${"é".repeat(100)}\n` },
    bad: { "main/a.ts": "x\n".repeat(301) },
    message: "main/a.ts:1: 301 lines",
  },
  {
    rule: "filesAreSmall",
    good: { "main/a.sql": `// https://example.com/${"x".repeat(100)}` },
    bad: { "main/a.sql": `\n${"x".repeat(101)}` },
    message: "main/a.sql:2: a line has at most 100",
  },
  {
    rule: "statementsHaveHeaders",
    good: { "main/engine/a.sql": `${header}select 1`, "main/engine/migrations/b.sql": "select 1" },
    bad: { "main/engine/a.sql": "-- grain: one row\nselect 1" },
    message: "main/engine/a.sql:2: the header is",
  },
  {
    rule: "lawsAreTested",
    good: {
      "shared/a.ts": "/**\n * Law:     a = b\n *          (test/laws/a.test.ts)\n */",
      "test/laws/a.test.ts": "",
    },
    bad: { "shared/b.ts": "\n/**\n * Law: a = b\n * Source: x (test/laws/a.test.ts)\n */" },
    message: "shared/b.ts:3: a law names its file",
  },
  {
    rule: "lawsAreTested",
    good: {},
    bad: { "shared/b.ts": "/** Split.\n * Law: a = b (test/laws/gone.test.ts) */" },
    message: "shared/b.ts:2: test/laws/gone.test.ts does not exist",
  },
  {
    rule: "oneWindowIsMade",
    good: { "main/hosts/electron/window.ts": "new BrowserWindow({})" },
    bad: { "main/hosts/electron/window.ts": "new BrowserWindow({}); new BrowserWindow({})" },
    message: "main/hosts/electron/window.ts:1: the factory holds exactly one",
  },
  {
    rule: "stylesAreDefined",
    good: {
      "renderer/grid/row.tsx":
        'import styles from "./row.module.css";\n[styles["row"], styles[tone], styles["is-on"]];',
      "renderer/grid/row.module.css": ".row:hover, .row.is-on { color: red; }",
    },
    bad: { "renderer/grid/row.module.css": ".row { color: red; }" },
    message: "renderer/grid/row.tsx:1: renderer/grid/row.module.css has no class is-on",
  },
  {
    rule: "dependenciesAreDecided",
    good: { "package.json": '{\n    "@a/zod": "4.6.7"\n}', "DECISIONS.md": "@a/zod parses." },
    bad: { "package.json": '{\n    "left-pad": "1.0.0"\n}' },
    message: "DECISIONS.md:1: no sentence says why left-pad",
  },
];

function run(rule: TreeRule, tree: Readonly<Record<string, string>>): string[] {
  const files: ProjectFile[] = Object.entries(tree).map(([path, text]) => ({ path, text }));
  return rule(files, Object.keys(tree)).map((b) => `${b.path}:${b.line}: ${b.message}`);
}

test.each(cases)("$rule: $message", ({ rule, good, bad, message }) => {
  const check = treeRules[rule];
  expect(check).toBeTypeOf("function");
  if (check !== undefined) {
    expect(run(check, good)).toEqual([]);
    expect(run(check, { ...good, ...bad })).toEqual([expect.stringContaining(message)]);
  }
});

test("every rule of the tree is proved", () => {
  expect(new Set(cases.map(({ rule }) => rule))).toEqual(new Set(Object.keys(treeRules)));
});
