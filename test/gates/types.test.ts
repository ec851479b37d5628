import { afterAll, expect, test } from "vitest";
import { makeTemporaryTree } from "./temporary-tree.ts";

type Layer = "shared" | "main" | "renderer" | "test";

const tree = makeTemporaryTree({
  "shared/good.ts": "export const good: readonly bigint[] = [1n];\n",
  "main/good.ts":
    'import { readFile } from "node:fs/promises";\nimport text from "./a.sql?raw";\n' +
    "export const good = [readFile, text.length];\n",
  "renderer/good.tsx":
    'import styles from "./good.module.css";\n' +
    'export const good = <p className={styles["a"]}>{document.title}</p>;\n',
  "test/good.ts": "export const good = [process.argv, document.title];\n",
});
afterAll(tree.delete);

const reachesTooFar: readonly (readonly [string, string])[] = [
  ["shared/reads-a-file.ts", 'import { readFile } from "node:fs";\nexport { readFile };\n'],
  ["shared/reads-the-process.ts", "export const args = process.argv;\n"],
  ["shared/reads-the-page.ts", "export const title = document.title;\n"],
  ["main/reads-the-page.ts", "export const title = document.title;\n"],
  ["main/reads-the-window.ts", "export const width = window.innerWidth;\n"],
  ["renderer/reads-a-file.ts", 'import { readFile } from "node:fs";\nexport { readFile };\n'],
  ["renderer/reads-the-process.ts", "export const args = process.argv;\n"],
];

const tooLoose: readonly (readonly [string, string])[] = [
  ["implicit-any", "export const f = (x) => x;"],
  ["null-as-text", "export const a: string = null;"],
  ["unchecked-index", "export const f = (a: string[]): string => a[0];"],
  ["undefined-as-absent", "export const a: { b?: string } = { b: undefined };"],
  ["missing-return", "export function f(a: boolean) {\n  if (a) {\n    return 1;\n  }\n}"],
  [
    "fallthrough",
    "export function f(a: number): number {\n  let b = 0;\n  switch (a) {\n    case 1:\n" +
      "      b = 1;\n    case 2:\n      b = 2;\n  }\n  return b;\n}",
  ],
  ["override", "class A {\n  f() {}\n}\nexport class B extends A {\n  f() {}\n}"],
  ["index-as-property", "export const f = (a: Record<string, string>) => a.b;"],
  ["type-as-value", 'import { Amount } from "./amount.ts";\nexport const a: Amount = 1;'],
  ["enum", "export enum Side {\n  Debit,\n}"],
  ["parameter-property", "export class A {\n  constructor(readonly b: string) {}\n}"],
];

function refused(layer: Layer): readonly string[] {
  const { output } = tree.run("tsc", "-p", `tsconfig.${layer}.json`, "--pretty", "false");
  return [...new Set(output.match(/^[a-z/-]+\.tsx?(?=\()/gm))].sort();
}

test.each(["shared", "main", "renderer", "test"] as const)("%s passes what it may use", (layer) => {
  const outcome = tree.run("tsc", "-p", `tsconfig.${layer}.json`);
  expect(outcome).toEqual({ status: 0, output: "" });
});

test("each layer refuses what it may not use, and the tests may use both sides", () => {
  const paths = reachesTooFar.map(([path]) => path).sort();
  tree.write(Object.fromEntries(reachesTooFar));
  const of = (layer: Layer): string[] => paths.filter((path) => path.startsWith(`${layer}/`));
  expect(refused("shared")).toEqual(of("shared"));
  expect(refused("main").filter((path) => path.startsWith("main/"))).toEqual(of("main"));
  const inRenderer = refused("renderer").filter((path) => path.startsWith("renderer/"));
  expect(inRenderer).toEqual(of("renderer"));
  expect(refused("test")).toEqual([]);
  paths.forEach(tree.remove);
});

test("the types are strict", () => {
  const files = Object.fromEntries(tooLoose.map(([name, text]) => [`shared/${name}.ts`, text]));
  tree.write({ ...files, "shared/amount.ts": "export type Amount = number;\n" });
  expect(refused("shared")).toEqual(Object.keys(files).sort());
});
