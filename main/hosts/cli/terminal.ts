import { INTERRUPTED } from "./exit-code.ts";

/** Where a command writes: data to stdout, messages to stderr. */
export interface Terminal {
  /** Writes data; the text ends with its own line break. */
  out(text: string): void;
  /** Writes a message for a person. */
  err(text: string): void;
  /** Whether somebody watches the messages, so that progress may overwrite itself. */
  readonly isWatched: boolean;
  readonly hasColour: boolean;
  /** Whether messages show colour; data and messages may go to different places. */
  readonly hasMessageColour: boolean;
  /** Aborted by Ctrl+C, or by being told to end. */
  readonly interrupted: AbortSignal;
}

export type Emphasis = "bold" | "good" | "bad" | "quiet";

const CODES: Readonly<Record<Emphasis, number>> = { bold: 1, good: 32, bad: 31, quiet: 2 };

/** Text with its meaning in colour, where the terminal shows colour. */
export function emphasise(terminal: Pick<Terminal, "hasColour">, text: string, as: Emphasis) {
  return terminal.hasColour ? `\u001b[${CODES[as]}m${text}\u001b[0m` : text;
}

/** The terminal a process was started from; `NO_COLOR` is honoured. */
export function processTerminal(): Terminal {
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (abort.signal.aborted) {
        process.exit(INTERRUPTED);
      }
      abort.abort();
    });
  }
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") {
      process.exit(0);
    }
    throw error;
  });
  const wantsColour = (process.env["NO_COLOR"] ?? "") === "" && process.env["TERM"] !== "dumb";
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isWatched: process.stderr.isTTY,
    hasColour: wantsColour && process.stdout.isTTY,
    hasMessageColour: wantsColour && process.stderr.isTTY,
    interrupted: abort.signal,
  };
}
