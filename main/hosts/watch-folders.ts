import { basename, resolve } from "node:path";
import type { ErrorShape } from "../../shared/errors.ts";
import type { EngineProcess } from "./engine-process.ts";

/** Has an open engine look into the folders a person named when starting it. */
export async function watchFolders(
  engine: EngineProcess,
  paths: readonly string[],
): Promise<ErrorShape | null> {
  for (const path of paths) {
    const folder = await engine.grantFolder(resolve(path), basename(path));
    const answer = await engine.call("sources.watch", { folder });
    if (!answer.ok) {
      return answer.error;
    }
  }
  return null;
}
