import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "./log.ts";

const BYTES_MAX = 1_000_000;

/** A log beside the workspace's data: event names, codes and stacks, never cell values. */
export async function createLogFile(workspace: string): Promise<Log> {
  const path = join(workspace, "tieout.log");
  mkdirSync(workspace, { recursive: true, mode: 0o700 });
  if (existsSync(path) && statSync(path).size > BYTES_MAX) {
    renameSync(path, `${path}.1`);
  }
  // Written synchronously, because the line that matters is the one before a crash.
  const write = (line: string): void => {
    try {
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
    } catch {
      // On a full disk the answer to the user matters more than its trace.
    }
  };
  return {
    info: (event, fields) => write(JSON.stringify({ event, ...fields })),
    error: (event, error) => {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      write(JSON.stringify({ event, error: stack }));
    },
  };
}
