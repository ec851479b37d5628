import { Command, CommanderError } from "commander";
import { ZodError } from "zod";
import packageJson from "../../../package.json" with { type: "json" };
import { type ErrorShape, TieoutError } from "../../../shared/errors.ts";
import type { CliCommand } from "./command.ts";
import { commands } from "./commands.ts";
import { DONE, exitCodeOf, USAGE } from "./exit-code.ts";
import { emphasise, type Terminal } from "./terminal.ts";

/** Runs one command line, without the program's own name, and gives its exit code. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = DONE;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return reportFailure(error, terminal, argv.includes("--json"));
  }
}

function createProgram(terminal: Terminal, finish: (code: number) => void): Command {
  const program = new Command("tieout")
    .description("Close technology spend: import, allocate, reconcile, explain, export.")
    .version(packageJson.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("before", examplesText(["demo", "close close.yaml --out october"]))
    .showHelpAfterError("Add --help for the options and examples.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
    });
  for (const command of commands) {
    addCommand(program, command, terminal, finish);
  }
  return program;
}

function addCommand(
  program: Command,
  command: CliCommand,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const added = program
    .command(`${command.name} ${command.args}`.trim())
    .description(command.summary)
    .helpOption("-h, --help", "print this help")
    .addHelpText("before", examplesText(command.examples));
  command.declare(added);
  added.action(async () => {
    const args = added.args;
    const options = added.opts<Record<string, unknown>>();
    finish(await command.run({ terminal, args, options }));
  });
}

function examplesText(examples: readonly string[]): string {
  return `Examples:\n${examples.map((line) => `  tieout ${line}`).join("\n")}\n`;
}

/** Says what went wrong and what to do; machines get it as JSON on stdout. */
function reportFailure(error: unknown, terminal: Terminal, isJson: boolean): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? DONE : reportUsage(error, terminal, isJson);
  }
  const shape = shapeOf(error);
  if (isJson) {
    terminal.out(`${JSON.stringify({ error: shape }, null, 2)}\n`);
  }
  const style = { hasColour: terminal.hasMessageColour };
  terminal.err(`${emphasise(style, shape.message, "bad")}\n${shape.remedy}\n`);
  return exitCodeOf(shape.code);
}

function reportUsage(error: CommanderError, terminal: Terminal, isJson: boolean): number {
  if (isJson) {
    const message = error.message.replace(/^error: /, "");
    const remedy = "Add --help for the options and examples.";
    terminal.out(`${JSON.stringify({ error: { code: "usage", message, remedy } }, null, 2)}\n`);
  }
  return USAGE;
}

function shapeOf(error: unknown): ErrorShape {
  if (error instanceof TieoutError) {
    return error.shape;
  }
  if (error instanceof ZodError) {
    const message = error.issues[0]?.message ?? "The command is not valid.";
    return { code: "usage", message, remedy: "Add --help for the options and examples." };
  }
  const message = error instanceof Error ? error.message : "Something went wrong.";
  return { code: "internal", message, remedy: "Repeat the command; nothing was changed." };
}
