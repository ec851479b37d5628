import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export type ProjectFile = { readonly path: string; readonly text: string };

/** One place where a house rule is broken. */
export type Breach = { readonly path: string; readonly line: number; readonly message: string };

const projectFolder = resolve(import.meta.dirname, "../..");
const builtFolders = /^(node_modules|dist|release|coverage|\.git|\.tieout-demo|.*\.tieout)$/;
const textFiles =
  /(\.(ts|tsx|mjs|cjs|sql|css|html|md|json|yaml|yml|csv|svg)|^(LICENSE|run|\.npmrc|\.gitignore))$/;

function listPaths(folder: string): string[] {
  const entries = readdirSync(join(projectFolder, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return builtFolders.test(entry.name) ? [] : listPaths(path);
    }
    return entry.isFile() && !entry.name.endsWith(".log") ? [path] : [];
  });
}

/** Every path of the project that is not built or installed, in code point order. */
export function projectPaths(): readonly string[] {
  return listPaths("").sort();
}

/** The text files among `paths`, read. */
export function readProjectFiles(paths: readonly string[]): readonly ProjectFile[] {
  return paths
    .filter((path) => textFiles.test(path.slice(path.lastIndexOf("/") + 1)))
    .map((path) => ({ path, text: readFileSync(join(projectFolder, path), "utf8") }));
}
