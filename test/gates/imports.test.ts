import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { projectPaths } from "../support/project-files.ts";
import { makeTemporaryTree } from "./temporary-tree.ts";

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const args = [
  "--config",
  ".dependency-cruiser.cjs",
  "main",
  "renderer",
  "shared",
  "--output-type",
  "json",
];

const imports = (...names: readonly string[]): string =>
  names.map((name, index) => `import * as a${index} from "${name}";\nvoid a${index};\n`).join("");

const good: Readonly<Record<string, string>> = {
  "shared/domain/amount.ts": imports("zod"),
  "shared/contract/charges.ts": imports("../domain/amount.ts"),
  "main/engine/database/database.ts": imports(
    "@duckdb/node-api",
    "../../../shared/domain/amount.ts",
  ),
  "main/engine/xlsx/zip-package.ts": imports("yauzl", "saxes", "node:fs"),
  "main/engine/imports/import-file.ts": imports(
    "./readers/read-xlsx.ts",
    "../database/database.ts",
  ),
  "main/engine/workbook/write.ts": imports("exceljs", "../database/database.ts"),
  "main/engine/workbook/picture.ts": imports("echarts"),
  "main/hosts/electron/main.ts": imports("electron", "../engine-process.ts"),
  "main/hosts/browser/serve.ts": imports("ws", "../engine-process.ts"),
  "main/hosts/engine-process.ts": imports("node:child_process"),
  "main/hosts/cli/tieout.ts": imports("../../engine/imports/import-file.ts"),
  "renderer/charts/chart.tsx": imports("echarts/core"),
  "renderer/pages/define.ts": imports("react"),
  "renderer/pages/index.ts": imports("./sources.tsx", "./charges/charges.tsx"),
  "renderer/pages/sources.tsx": imports("./define.ts", "../charts/chart.tsx"),
  "renderer/pages/charges/charges.tsx": imports("../define.ts", "./filter.tsx"),
  "renderer/pages/charges/filter.tsx": imports("../../../shared/contract/charges.ts"),
};

/** The rule and the import that breaks it: from a file, of a file or package. */
const bad: readonly (readonly [string, string, string])[] = [
  ["no-cycles", "main/engine/job-queue.ts", "./job.ts"],
  ["shared-is-pure", "shared/domain/reads-main.ts", "../../main/hosts/engine-process.ts"],
  ["shared-is-pure", "shared/domain/reads-react.ts", "react"],
  ["shared-is-pure", "shared/domain/reads-node.ts", "node:crypto"],
  ["sides-meet-in-the-contract", "renderer/a.ts", "../main/engine/database/database.ts"],
  ["sides-meet-in-the-contract", "main/engine/b.ts", "../../renderer/pages/define.ts"],
  ["sides-meet-in-the-contract", "main/engine/c.ts", "../hosts/engine-process.ts"],
  ["features-meet-in-relations", "main/engine/variance/d.ts", "../workbook/write.ts"],
  ["features-meet-in-relations", "main/engine/checks/e.ts", "../imports/import-file.ts"],
  ["foundations-know-no-feature", "main/engine/database/f.ts", "../imports/import-file.ts"],
  ["pages-stand-alone", "renderer/pages/variance.tsx", "./sources.tsx"],
  ["pages-stand-alone", "renderer/pages/plan/plan.tsx", "../charges/filter.tsx"],
  ["parts-know-no-page", "renderer/ui/g.tsx", "../pages/sources.tsx"],
  ["libraries-have-one-room", "main/engine/h.ts", "@duckdb/node-api"],
  ["libraries-have-one-room", "main/engine/imports/i.ts", "exceljs"],
  ["libraries-have-one-room", "main/engine/imports/j.ts", "yauzl"],
  ["libraries-have-one-room", "main/engine/workbook/k.ts", "saxes"],
  ["libraries-have-one-room", "renderer/pages/l.tsx", "echarts/core"],
  ["libraries-have-one-room", "main/engine/workbook/m.ts", "echarts"],
  ["libraries-have-one-room", "main/hosts/browser/n.ts", "electron"],
  ["libraries-have-one-room", "main/hosts/electron/o.ts", "ws"],
];

const tree = makeTemporaryTree(good);
afterAll(tree.delete);

function violations(): string[] {
  const { output } = tree.run("depcruise", ...args);
  const found = reportSchema.parse(JSON.parse(output)).summary.violations;
  return [...new Set(found.map(({ from, rule }) => `${rule.name} ${from}`))].sort();
}

test("imports that follow the rules pass, each import that breaks one is named", () => {
  expect(violations()).toEqual([]);
  tree.write({ "main/engine/job.ts": imports("./job-queue.ts") });
  tree.write(Object.fromEntries(bad.map(([, from, to]) => [from, imports(to)])));
  expect(violations()).toEqual(bad.map(([rule, from]) => `${rule} ${from}`).sort());
});

test("the rules look at every module of the project", () => {
  const cwd = join(import.meta.dirname, "../..");
  const program = join(cwd, "node_modules/.bin/depcruise");
  const { stdout } = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  const seen = reportSchema.parse(JSON.parse(stdout)).modules.map(({ source }) => source);
  const modules = projectPaths().filter((path) => /^(main|renderer|shared)\/.*\.tsx?$/.test(path));
  expect(modules.filter((path) => !seen.includes(path))).toEqual([]);
  expect(modules.length).toBeGreaterThan(50);
});
