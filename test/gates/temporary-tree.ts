import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

const projectFolder = resolve(import.meta.dirname, "../..");
const configs = [
  ".ci/check.mjs",
  ".dependency-cruiser.cjs",
  ".gitignore",
  "biome.json",
  "knip.json",
  "tsconfig.base.json",
  "tsconfig.main.json",
  "tsconfig.renderer.json",
  "tsconfig.shared.json",
  "tsconfig.test.json",
  "vite.config.ts",
  "vitest.config.ts",
  "main/sql-text.d.ts",
  "test/support/law-setup.ts",
  "test/support/totals-reporter.ts",
];

export type Outcome = { readonly status: number | null; readonly output: string };

export type TemporaryTree = {
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly remove: (path: string) => void;
  /** Runs a program of node_modules/.bin, or node itself, inside the tree. */
  readonly run: (program: string, ...args: readonly string[]) => Outcome;
  readonly delete: () => void;
};

/** A project of a few files in a temporary folder, under the real configuration of every gate. */
export function makeTemporaryTree(files: Readonly<Record<string, string>>): TemporaryTree {
  const folder = mkdtempSync(join(tmpdir(), "tieout-gates-"));
  const modules = join(projectFolder, "node_modules");
  symlinkSync(modules, join(folder, "node_modules"));
  for (const config of configs) {
    cpSync(join(projectFolder, config), join(folder, config), { recursive: true });
  }
  const tree: TemporaryTree = {
    write(written) {
      for (const [path, text] of Object.entries(written)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    remove(path) {
      rmSync(join(folder, path));
    },
    run(program, ...args) {
      const path = `${join(modules, ".bin")}${delimiter}${process.env["PATH"]}`;
      const env = { PATH: path, HOME: folder, TMPDIR: tmpdir(), FORCE_COLOR: "0", NO_COLOR: "1" };
      const done = spawnSync(program, args, { cwd: folder, env, encoding: "utf8" });
      return { status: done.status, output: `${done.stdout}${done.stderr}` };
    },
    delete() {
      rmSync(folder, { recursive: true });
    },
  };
  tree.write(files);
  return tree;
}
