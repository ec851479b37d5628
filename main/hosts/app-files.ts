import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function appRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return folder;
}

/** Where the app's own files are, in a checkout as in a package. */
export const APP_ROOT = appRoot();
export const ENGINE_ENTRY = join(APP_ROOT, "dist", "engine", "serve.js");
export const RENDERER_FOLDER = join(APP_ROOT, "dist", "renderer");
export const SAMPLE_COMPANY = join(APP_ROOT, "resources", "sample-company");
