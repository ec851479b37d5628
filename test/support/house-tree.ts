import { posix } from "node:path";
import type { Breach, ProjectFile } from "./project-files.ts";

/** A rule about names, places and sizes: what breaks it among all files of the project. */
export type TreeRule = (files: readonly ProjectFile[], paths: readonly string[]) => Breach[];

const breach = (path: string, message: string, line = 1): Breach => ({ path, line, message });

const rootNames = new Set([
  ".ci",
  ".dependency-cruiser.cjs",
  ".gitignore",
  ".npmrc",
  "ARCHITECTURE.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "CONVENTIONS.md",
  "DECISIONS.md",
  "ERRORS.md",
  "LICENSE",
  "README.md",
  "biome.json",
  "docs",
  "electron-builder.yml",
  "knip.json",
  "main",
  "package-lock.json",
  "package.json",
  "renderer",
  "resources",
  "shared",
  "test",
  "tsconfig.base.json",
  "tsconfig.json",
  "tsconfig.main.json",
  "tsconfig.renderer.json",
  "tsconfig.shared.json",
  "tsconfig.test.json",
  "vite.config.ts",
  "vitest.config.ts",
]);

const rootHasKnownNames: TreeRule = (_files, paths) =>
  [...new Set(paths.map((path) => path.split("/")[0] ?? path))]
    .filter((name) => !rootNames.has(name) && name !== ".git")
    .map((name) => breach(name, "the root holds the files of house-tree.ts and nothing else"));

const vagueFolders = /(^|\/)(utils?|helpers?|common|libs?|types|services?|managers?|misc)\//;

const foldersSayWhatTheyHold: TreeRule = (_files, paths) =>
  paths
    .filter((path) => vagueFolders.test(path))
    .map((path) => breach(path, "name the folder after what it holds"));

const named = /^(main|renderer|shared|test)\//;
const dataFolders = /^test\/(golden|formats|errors|contract|migrations)\//;
const kebabFile = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|bench|module|d|config))?\.[a-z0-9]+$/;
const kebabFolder = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const namesAreKebabCase: TreeRule = (_files, paths) =>
  paths
    .filter((path) => named.test(path) && !(dataFolders.test(path) && !path.endsWith(".ts")))
    .filter((path) => {
      const parts = path.split("/");
      const file = parts.pop() ?? "";
      return !(kebabFile.test(file) && parts.every((folder) => kebabFolder.test(folder)));
    })
    .map((path) => breach(path, "file and folder names are kebab-case"));

/** The lists someone extends: which entries of the folder are leaves, and what is not one. */
type List = {
  readonly leaf: RegExp;
  /** How the list writes a leaf; without it, by the path it imports. */
  readonly writes?: (leafPath: string) => string;
  readonly fixture?: string;
};

const relationName = (path: string): string => `"${path.replace(".sql", "").replaceAll("-", "_")}"`;

const lists: Readonly<Record<string, List>> = {
  "shared/contract/index.ts": { leaf: /^(?!(?:define|scope)\.ts$).*\.ts$/ },
  "main/engine/relations/index.ts": { leaf: /\.sql$/, writes: relationName },
  "main/engine/imports/dialects/index.ts": {
    leaf: /^(?!(?:define|header-dialect|lineless-tables|opened-header|side-by-side)\.ts$).*\.ts$/,
  },
  "main/engine/imports/formats/index.ts": { leaf: /^(?!define\.ts$).*\.ts$/, fixture: "formats" },
  "main/engine/allocation/methods/index.ts": { leaf: /^(?!define\.ts$).*\.ts$/ },
  "main/engine/checks/index.ts": { leaf: /^(?!define\.ts$).*\.ts$/ },
  "main/engine/quality/tests/index.ts": { leaf: /^(?!define\.ts$).*\.ts$/ },
  "main/engine/workbook/sheets/index.ts": { leaf: /^(?!define\.ts$).*\.ts$/ },
  "renderer/pages/index.ts": { leaf: /^(?!define\.ts$).*\.tsx$/ },
  "renderer/store/index.ts": { leaf: /-slice\.ts$/ },
};

const indexFilesAreLists: TreeRule = (_files, paths) =>
  paths
    .filter((path) => /(^|\/)index\.tsx?$/.test(path) && lists[path] === undefined)
    .map((path) => breach(path, "index.ts is a list someone extends, never a re-export"));

/** A leaf is a file beside its list, or the folder it became when it outgrew one file. */
function leavesBeside(listPath: string, leaf: RegExp, paths: readonly string[]): string[] {
  const folder = listPath.slice(0, listPath.lastIndexOf("/") + 1);
  const inside = paths
    .filter((path) => path.startsWith(folder) && path !== listPath)
    .map((path) => path.slice(folder.length));
  const files = inside.filter((path) => !path.includes("/") && leaf.test(path));
  const grown = inside.flatMap((path) => {
    const [name = "", file = "", ...deeper] = path.split("/");
    return deeper.length === 0 && leaf.test(file) && file.startsWith(`${name}.`) ? [path] : [];
  });
  return [...files, ...grown];
}

const leavesAreListed: TreeRule = (files, paths) =>
  Object.entries(lists).flatMap(([listPath, { leaf, fixture, writes }]) => {
    const list = files.find((file) => file.path === listPath);
    const leaves = list === undefined ? [] : leavesBeside(listPath, leaf, paths);
    return leaves.flatMap((name) => {
      const found: Breach[] = [];
      const written = writes?.(name) ?? `"./${name}`;
      if (list !== undefined && !list.text.includes(written)) {
        found.push(breach(listPath, `${name} stands beside the list and is not in it`));
      }
      const stem = name.slice(name.lastIndexOf("/") + 1).replace(/\.tsx?$/, "");
      const folder = `test/${fixture}/${stem}/`;
      if (fixture !== undefined && !paths.some((path) => path.startsWith(folder))) {
        found.push(breach(listPath, `${name} has no fixture in ${folder}`));
      }
      return found;
    });
  });

const sized = /^(main|renderer|shared|test|\.ci)\/.*\.(ts|tsx|mjs|sql|css)$|^[^/]+\.(ts|cjs)$/;
const linesMax = 300;
const columnsMax = 100;

const filesAreSmall: TreeRule = (files) =>
  files
    .filter((file) => sized.test(file.path))
    .flatMap((file) => {
      const lines = file.text.replace(/\n$/, "").split("\n");
      const tooLong = lines.flatMap((line, index) =>
        [...line].length > columnsMax && !line.includes("https://")
          ? [breach(file.path, `a line has at most ${columnsMax} columns`, index + 1)]
          : [],
      );
      return lines.length > linesMax
        ? [breach(file.path, `${lines.length} lines; a file has at most ${linesMax}`), ...tooLong]
        : tooLong;
    });

const headerLabels = [
  /^-- grain: \S/i,
  /^-- units?( and signs?)?: \S/i,
  /^-- source: \S/i,
  /^-- depends on: \S/i,
  /^-- checks: \S/i,
];

const statementsHaveHeaders: TreeRule = (files) =>
  files
    .filter((file) => /^main\/.*\.sql$/.test(file.path) && !file.path.includes("/migrations/"))
    .flatMap((file) => {
      const lines = file.text.split("\n");
      const missing = headerLabels.findIndex((label, index) => !label.test(lines[index] ?? ""));
      return missing === -1
        ? []
        : [
            breach(
              file.path,
              "the header is grain, unit and sign, source, depends on, checks",
              missing + 1,
            ),
          ];
    });

/** A `Law:` label of a doc block, up to the next label or the end of the block. */
const lawBlock = /\* +Law: +[\s\S]*?(?=\n \* +[A-Z][a-z]+: |\n \*\/|\*\/)/g;
const lawFile = /test\/laws\/[a-z0-9-]+\.test\.ts/g;

const lawsAreTested: TreeRule = (files, paths) =>
  files
    .filter((file) => /^(main|shared)\/.*\.ts$/.test(file.path))
    .flatMap((file) =>
      [...file.text.matchAll(lawBlock)].flatMap((match) => {
        const line = file.text.slice(0, match.index).split("\n").length;
        const tests = [...match[0].matchAll(lawFile)].map(([path]) => path);
        const absent = tests.filter((path) => !paths.includes(path));
        return tests.length === 0
          ? [breach(file.path, "a law names its file in test/laws", line)]
          : absent.map((path) => breach(file.path, `${path} does not exist`, line));
      }),
    );

const windowFactory = "main/hosts/electron/window.ts";

const oneWindowIsMade: TreeRule = (files) =>
  files
    .filter((file) => file.path === windowFactory)
    .filter((file) => file.text.split(/\bnew BrowserWindow\b/).length !== 2)
    .map((file) => breach(file.path, "the factory holds exactly one new BrowserWindow"));

const stylesImport = /import (\w+) from "(\.[^"]*\.module\.css)"/g;

/** TypeScript takes any key of a CSS module, so a misspelt class would only look wrong. */
const stylesAreDefined: TreeRule = (files) =>
  files
    .filter((file) => /^renderer\/.*\.tsx?$/.test(file.path))
    .flatMap((file) =>
      [...file.text.matchAll(stylesImport)].flatMap(([, name = "", target = ""]) => {
        const sheetPath = posix.join(posix.dirname(file.path), target);
        const sheet = files.find(({ path }) => path === sheetPath)?.text ?? "";
        const classes = new Set([...sheet.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, c]) => c));
        return [...file.text.matchAll(new RegExp(`\\b${name}\\["([^"]+)"\\]`, "g"))]
          .filter(([, key]) => !classes.has(key))
          .map(([, key]) => breach(file.path, `${sheetPath} has no class ${key}`));
      }),
    );

const dependenciesAreDecided: TreeRule = (files) => {
  const manifest = files.find((file) => file.path === "package.json");
  const decisions = files.find((file) => file.path === "DECISIONS.md");
  if (manifest === undefined || decisions === undefined) {
    return [];
  }
  const names = [...manifest.text.matchAll(/^ {4}"((?:@[\w-]+\/)?[\w-]+)": "\d/gm)];
  return names
    .flatMap(([, name]) => (name === undefined || decisions.text.includes(name) ? [] : [name]))
    .map((name) => breach("DECISIONS.md", `no sentence says why ${name} is used`));
};

export const treeRules: Readonly<Record<string, TreeRule>> = {
  rootHasKnownNames,
  foldersSayWhatTheyHold,
  namesAreKebabCase,
  indexFilesAreLists,
  leavesAreListed,
  filesAreSmall,
  statementsHaveHeaders,
  lawsAreTested,
  oneWindowIsMade,
  stylesAreDefined,
  dependenciesAreDecided,
};
