import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe } from "vitest";

const folder = resolve(process.env["TIEOUT_DATA"] ?? "../shared/data");

/** The place of one real input file or folder. */
export function realDataPath(...names: readonly string[]): string {
  return join(folder, ...names);
}

/** A suite over real input files; counted as skipped, by name, where the folder is absent. */
export const describeRealData = describe.skipIf(!existsSync(folder));
