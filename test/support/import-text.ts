import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Engine } from "../../main/engine/engine.ts";
import type { ImportedFile } from "../../shared/contract/jobs.ts";
import type { Mapping } from "../../shared/domain/mapping.ts";
import type { Result } from "../../shared/errors.ts";

const folders: string[] = [];

/** Writes bytes to a file outside the workspace and lets the engine read it. */
export async function grantBytes(
  engine: Engine,
  bytes: string | Uint8Array,
  name = "bill.csv",
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "import-"));
  folders.push(folder);
  const path = join(folder, name);
  await writeFile(path, bytes);
  return engine.grantFile(path);
}

export interface ImportOptions {
  readonly mapping?: Mapping;
  readonly allowRejects?: boolean;
  readonly replace?: boolean;
  readonly name?: string;
}

/** Imports one text or its bytes as a file. */
export async function importText(
  engine: Engine,
  bytes: string | Uint8Array,
  { replace = false, name, ...options }: ImportOptions = {},
): Promise<Result<{ files: ImportedFile[] }>> {
  const file = await grantBytes(engine, bytes, name);
  return engine.runJob("import", { files: [{ file, ...options }], replace });
}

afterEach(async () => {
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});
