import { afterAll, expect, test } from "vitest";
import { makeTemporaryTree } from "./temporary-tree.ts";

const manifest = {
  name: "tieout",
  type: "module",
  devDependencies: {
    "@vitejs/plugin-react": "6.3.0",
    "fast-check": "4.10.2",
    vite: "8.3.8",
    vitest: "4.1.12",
  },
};

const program =
  'import { sign } from "../../shared/sign.ts";\n\nexport const signs = [sign(1n)];\n';

const tree = makeTemporaryTree({
  "package.json": `${JSON.stringify(manifest, null, 2)}\n`,
  "shared/sign.ts": "export const sign = (amount: bigint): boolean => amount < 0n;\n",
  "main/engine/serve.ts": program,
  "renderer/main.tsx": program.replace("../../", "../"),
  "test/shared/sign.test.ts":
    'import { expect, test } from "vitest";\nimport { sign } from "../../shared/sign.ts";\n\n' +
    'test("a credit is negative", () => {\n  expect(sign(-1n)).toBe(true);\n});\n',
});
afterAll(tree.delete);

const lastLine = (output: string): string | undefined => output.trim().split("\n").at(-1);
const check = () => tree.run("node", ".ci/check.mjs");

test("the check passes a good project and names every gate that fails", () => {
  const clean = check();
  expect(clean.output).not.toContain("FAIL");
  expect(lastLine(clean.output)).toBe("8 passed, 0 failed");
  expect(clean.status).toBe(0);

  tree.write({
    "shared/loose.ts": "export var a = 1\n",
    "shared/page.ts": "export const title: string = document.title;\n",
    "main/engine/unused.ts": 'export const unused: number = "text";\n',
    "renderer/reach.ts":
      'import { readFile } from "../main/engine/file.ts";\nexport { readFile };\n',
    "main/engine/file.ts": 'import { readFile } from "node:fs";\nexport { readFile };\n',
    "test/shared/wrong.test.ts":
      'import { expect, test } from "vitest";\n\n' +
      'test("fails", () => {\n  expect(1).toBe(2);\n});\n',
  });
  const broken = check();
  expect(broken.output.match(/^FAIL .*(?= \()/gm)?.sort()).toEqual([
    "FAIL dependency rules",
    "FAIL lint and format",
    "FAIL types of main",
    "FAIL types of renderer",
    "FAIL types of shared",
    "FAIL types of test",
    "FAIL unit tests",
    "FAIL unused code",
  ]);
  expect(lastLine(broken.output)).toBe("0 passed, 8 failed");
  expect(broken.status).toBe(1);
});

test("unused code is named: a file, an export, a package unused or undeclared", () => {
  tree.write({
    "package.json": JSON.stringify({ ...manifest, dependencies: { saxes: "6.0.0" } }),
    "main/engine/serve.ts": `import { parse } from "undeclared";\n${program}parse("");\n`,
    "main/engine/lonely.ts": "export const lonely = 1;\n",
    "shared/sign.ts":
      "export const sign = (amount: bigint): boolean => amount < 0n;\nexport const spare = 1;\n",
  });
  const { status, output } = tree.run("knip");
  expect(status).not.toBe(0);
  expect(output).toContain("main/engine/lonely.ts");
  expect(output).toMatch(/spare\s+shared\/sign\.ts/);
  expect(output).toMatch(/Unused dependencies[\s\S]*saxes/);
  expect(output).toMatch(/Unlisted dependencies[\s\S]*undeclared/);
});

test("the last line of a test run counts passed, failed, broken and skipped tests", () => {
  const about = (body: string): string =>
    `import { test, describe, expect } from "vitest";\n${body}\n`;
  tree.write({
    "test/laws/a.test.ts": about('test("a", () => {}); test("b", () => expect(1).toBe(2));'),
    "test/laws/b.test.ts": about('describe.skip("far", () => { test("c", () => {}); });'),
    "test/laws/c.test.ts": about('throw new Error("not loaded");'),
    "test/golden/d.test.ts": about('test("d", () => { void Promise.reject(new Error("e")); });'),
  });
  const laws = tree.run("vitest", "run", "--project", "laws");
  expect(laws.output).toContain("skipped: test/laws/b.test.ts > far > c");
  expect(laws.output).toMatch(/^1 passed, 2 failed, 1 skipped$/m);
  expect(laws.status).toBe(1);
  const golden = tree.run("vitest", "run", "--project", "golden");
  expect(golden.output).toMatch(/^1 passed, 1 failed$/m);
  expect(golden.status).toBe(1);
});
