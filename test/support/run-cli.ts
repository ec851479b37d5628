import { runProgram } from "../../main/hosts/cli/program.ts";
import type { Terminal } from "../../main/hosts/cli/terminal.ts";

export interface CliOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A terminal nobody reads. */
export const silentTerminal: Terminal = {
  out: () => undefined,
  err: () => undefined,
  isWatched: false,
  hasColour: false,
  hasMessageColour: false,
  interrupted: new AbortController().signal,
};

/** Runs one command line in this process and keeps what it wrote. */
export async function runCli(
  argv: readonly string[],
  given: Partial<Terminal> = {},
): Promise<CliOutcome> {
  let stdout = "";
  let stderr = "";
  const exitCode = await runProgram(argv, {
    ...silentTerminal,
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    ...given,
  });
  return { exitCode, stdout, stderr };
}
