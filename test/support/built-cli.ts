import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const PROGRAM = join(import.meta.dirname, "../../dist/cli/tieout.js");

export interface BuiltCliOutcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly outcome: Promise<BuiltCliOutcome>;
}

/** The POSIX shell counts file sizes in these. */
const BLOCK_BYTES = 512;

/**
 * Starts the built program in a process of its own. With `roomBytes` no file it writes may grow
 * beyond that size, which is how a full disk looks to a process, with or without root.
 */
export function startBuiltCli(argv: readonly string[], roomBytes?: number): RunningCli {
  if (!existsSync(PROGRAM)) {
    throw new Error(`${PROGRAM} is missing: run npm run build first`);
  }
  const limit =
    roomBytes === undefined ? "" : `ulimit -f ${Math.floor(roomBytes / BLOCK_BYTES)} && `;
  const child = spawn("sh", ["-c", `${limit}exec "$@"`, "sh", process.execPath, PROGRAM, ...argv]);
  return { child, outcome: outcomeOf(child) };
}

function outcomeOf(child: ChildProcess): Promise<BuiltCliOutcome> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
}
