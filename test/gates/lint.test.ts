import { afterAll, expect, test } from "vitest";
import { makeTemporaryTree } from "./temporary-tree.ts";

const good = `export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
`;

/** The rule, and the smallest file that breaks it. */
const bad: readonly (readonly [string, string])[] = [
  [
    "lint/nursery/noFloatingPromises",
    "async function save(): Promise<void> {}\nexport function run(): void {\n  save();\n}\n",
  ],
  [
    "lint/nursery/noMisusedPromises",
    "async function isSaved(): Promise<boolean> {\n  return true;\n}\n" +
      "export function run(): number {\n  if (isSaved()) {\n    return 1;\n  }\n  return 2;\n}\n",
  ],
  [
    "lint/nursery/useExhaustiveSwitchCases",
    'export function sign(side: "debit" | "credit"): number {\n  switch (side) {\n' +
      '    case "debit":\n      return 1;\n  }\n  return 0;\n}\n',
  ],
  ["lint/style/noDefaultExport", "export default 1;\n"],
  ["lint/suspicious/noExplicitAny", "export const value: any = 1;\n"],
  [
    "lint/style/noNonNullAssertion",
    "export function first(names: string[]): string {\n  return names[0]!;\n}\n",
  ],
  [
    "lint/style/noParameterAssign",
    "export function next(count: number): number {\n  count += 1;\n  return count;\n}\n",
  ],
  [
    "lint/style/useBlockStatements",
    "export function sign(isCredit: boolean): number {\n" +
      "  if (isCredit) return -1;\n  return 1;\n}\n",
  ],
  [
    "lint/complexity/noExcessiveLinesPerFunction",
    `export function long(): void {\n${"  globalThis.name;\n".repeat(71)}}\n`,
  ],
  ["lint/correctness/noUnusedVariables", "const unused = 1;\nexport const used = 2;\n"],
  [
    "lint/correctness/useImportExtensions",
    'import { total } from "./good";\n\nexport const sum = total([]);\n',
  ],
  ["format", 'export const text = "a"\n'],
];

const cycle = {
  "shared/egg.ts": 'import { hen } from "./hen.ts";\n\nexport const egg = [hen];\n',
  "shared/hen.ts": 'import { egg } from "./egg.ts";\n\nexport const hen = [egg];\n',
};

const tree = makeTemporaryTree({ "shared/good.ts": good });
afterAll(tree.delete);

test("the linter passes a good file and refuses one bad file per rule", () => {
  const clean = tree.run("biome", "ci", "--error-on-warnings", "--colors=off");
  expect(clean).toMatchObject({ status: 0 });

  tree.write(cycle);
  tree.write(Object.fromEntries(bad.map(([, text], index) => [`shared/bad-${index}.ts`, text])));
  const args = ["ci", "--error-on-warnings", "--colors=off", "--reporter=concise"];
  const { status, output } = tree.run("biome", ...args, "--max-diagnostics=200");
  expect(status).not.toBe(0);
  const lines = output.split("\n");
  const found = bad.map(([rule], index) => {
    const inFile = lines.filter((line) => line.includes(`shared/bad-${index}.ts`));
    return inFile.some((line) => line.includes(`: ${rule}:`)) ? rule : inFile.join("\n");
  });
  expect(found).toEqual(bad.map(([rule]) => rule));
  expect(output).toMatch(/shared\/(egg|hen)\.ts:.*lint\/suspicious\/noImportCycles/);
  expect(output).not.toContain("shared/good.ts");
});
