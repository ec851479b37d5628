import type { Command } from "commander";
import type { Terminal } from "./terminal.ts";

/** What a command is run with; options by their long name in camel case. */
export interface CommandRun {
  readonly terminal: Terminal;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** One word of the command line. */
export interface CliCommand {
  readonly name: string;
  /** Arguments as commander writes them, for example `<files...>`. */
  readonly args: string;
  readonly summary: string;
  /** Lines without the program's name; printed before everything else in the help. */
  readonly examples: readonly string[];
  declare(command: Command): Command;
  /** Gives the exit code. */
  run(run: CommandRun): Promise<number>;
}

export const WORKSPACE_OPTION = ["-w, --workspace <folder>", "the workspace, NAME.tieout"] as const;
export const PERIOD_OPTION = ["--period <month>", "the month, for example 2026-10"] as const;
export const BASIS_OPTION = [
  "--basis <basis>",
  "billed, effective, contracted or list (default: effective)",
] as const;
export const CURRENCY_OPTION = ["--currency <code>", "convert to this currency"] as const;
export const JSON_OPTION = ["--json", "answer in JSON"] as const;

/** Prints an answer for a machine or for a person. */
export function printAnswer(run: CommandRun, json: unknown, text: () => string): void {
  run.terminal.out(run.options["json"] === true ? `${JSON.stringify(json, null, 2)}\n` : text());
}
