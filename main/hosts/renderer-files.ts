import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

export interface RendererFile {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/**
 * The built page by URL path. Only files found in the build are ever served, so that no request
 * can name a path outside it.
 */
export async function loadRendererFiles(
  folder: string,
): Promise<ReadonlyMap<string, RendererFile>> {
  const files = new Map<string, RendererFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (entry.isFile() && type !== undefined) {
      const path = join(entry.parentPath, entry.name);
      const url = `/${relative(folder, path).split(sep).join("/")}`;
      files.set(url, { content: Uint8Array.from(await readFile(path)), type });
    }
  }
  const index = files.get("/index.html");
  if (index !== undefined) {
    files.set("/", index);
  }
  return files;
}
