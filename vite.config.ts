import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";

const projectFolder = import.meta.dirname;
const inProject = (path: string): string => join(projectFolder, path);

/** Every program that runs on Node, by the path of its file under dist/. */
const nodeEntries = {
  "engine/serve": "main/engine/serve.ts",
  "cli/tieout": "main/hosts/cli/tieout.ts",
  "browser/serve": "main/hosts/browser/serve.ts",
  "electron/main": "main/hosts/electron/main.ts",
  "hosts/start": "main/hosts/start.ts",
  "bench/bench": "test/bench/bench.ts",
} as const;

const nodeInput = Object.fromEntries(
  Object.entries(nodeEntries).map(([name, path]) => [name, inProject(path)]),
);

/** The page: hashed files, nothing inline, so that `script-src 'self'; style-src 'self'` holds. */
const rendererBuild: UserConfig = {
  root: inProject("renderer"),
  base: "/",
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: inProject("dist/renderer"),
    emptyOutDir: true,
    target: "chrome140",
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: { index: inProject("renderer/index.html") } },
  },
};

/** The engine, the CLI and the hosts: packages stay in node_modules, `?raw` text goes inside. */
const nodeBuild: UserConfig = {
  publicDir: false,
  ssr: { target: "node", external: true },
  build: {
    ssr: true,
    outDir: inProject("dist"),
    emptyOutDir: false,
    target: "node20",
    minify: false,
    rolldownOptions: {
      input: nodeInput,
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name].js",
      },
    },
  },
};

/** A sandboxed preload is CommonJS in one file. */
const preloadBuild: UserConfig = {
  publicDir: false,
  ssr: { target: "node", noExternal: true, external: ["electron"] },
  build: {
    ssr: true,
    outDir: inProject("dist/electron"),
    emptyOutDir: false,
    target: "node20",
    minify: false,
    rolldownOptions: {
      input: { preload: inProject("main/hosts/electron/preload.ts") },
      external: ["electron"],
      output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
    },
  },
};

const builds: Readonly<Record<string, UserConfig>> = {
  renderer: rendererBuild,
  node: nodeBuild,
  preload: preloadBuild,
};

export default defineConfig(({ mode }) => {
  const build = builds[mode];
  if (build === undefined) {
    throw new Error(`Unknown build "${mode}": use --mode ${Object.keys(builds).join(", ")}.`);
  }
  return build;
});
