import { z } from "zod";
import { taxonomy } from "../../../../shared/contract/taxonomy.ts";
import { fail } from "../../../../shared/errors.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput, given } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  type CommandRun,
  JSON_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE, REJECTED } from "../exit-code.ts";
import { readTextFile } from "../read-yaml.ts";
import { type Session, withWorkspace } from "../session.ts";
import { comparisonText, problemsText, versionsText } from "../text/taxonomy-text.ts";

const Options = z.object({
  workspace: z.string(),
  period: z.string().optional(),
  basis: z.string().optional(),
  of: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  try: z.string().optional(),
  names: z.string().optional(),
});
type Options = z.infer<typeof Options>;

export const taxonomyCommand: CliCommand = {
  name: "taxonomy",
  args: "<show|start|check|compare|set> [file]",
  summary: "Name cost by pool, tower and solution, and hold two versions side by side",
  examples: [
    "taxonomy start -w october.tieout > taxonomy.yaml",
    "taxonomy check -w october.tieout taxonomy.yaml",
    "taxonomy compare -w october.tieout --period 2026-10 --try taxonomy.yaml",
    "taxonomy set -w october.tieout taxonomy.yaml",
    "taxonomy show -w october.tieout --period 2026-10 --of ledger",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--period <period>", "the month, for show and compare")
      .option(...BASIS_OPTION)
      .option("--of <what>", "charges or ledger")
      .option("--before <version>", "the version to compare with; without it, the one in use")
      .option("--after <version>", "the version that is compared; without it, the one in use")
      .option("--names <version>", "for start: the TBM names of 5.0.1 or 4.0 (default: 5.0.1)")
      .option("--try <file>", "compare with a taxonomy (YAML) that is not set")
      .option(...JSON_OPTION),
  run: (run) => {
    const options = Options.parse(run.options);
    return withWorkspace(run.terminal, { workspace: options.workspace }, (session) =>
      runAction(run, session, options),
    );
  },
};

async function runAction(run: CommandRun, session: Session, options: Options): Promise<number> {
  const { client } = session.engine;
  const [action = "", file] = run.args;
  switch (action) {
    case "start": {
      const input = checkInput(taxonomy.starting.input, given({ names: options.names }));
      const answer = unwrap(await client.taxonomy.starting(input));
      printAnswer(run, answer, () => answer.text);
      return DONE;
    }
    case "check": {
      const text = await textOf(file);
      const answer = unwrap(await client.taxonomy.check({ text }));
      printAnswer(run, answer, () => problemsText(answer.problems));
      return answer.ok ? DONE : REJECTED;
    }
    case "set": {
      const answer = unwrap(await client.taxonomy.save({ text: await textOf(file) }));
      printAnswer(run, answer, () => `Version ${answer.version} of the taxonomy is in use.\n`);
      return DONE;
    }
    case "show":
    case "compare":
      return compare(run, session, action === "show" ? withoutVersions(options) : options);
    default:
      return fail(
        "usage",
        `"${action}" is nothing a taxonomy can be asked.`,
        "Write show, start, check, compare or set.",
      );
  }
}

function withoutVersions({ workspace, period, basis, of }: Options): Options {
  return { workspace, period, basis, of };
}

async function compare(run: CommandRun, { engine }: Session, options: Options): Promise<number> {
  const { period, basis, of, before, after } = options;
  if (period === undefined) {
    const { versions } = unwrap(await engine.client.taxonomy.current({}));
    printAnswer(run, { versions }, () => versionsText(versions));
    return DONE;
  }
  const tried = options.try === undefined ? numberOf(after) : { text: await textOf(options.try) };
  const question = given({ period, basis, of, before: numberOf(before), after: tried });
  const input = checkInput(taxonomy.compare.input, question);
  const answer = unwrap(await engine.client.taxonomy.compare(input));
  printAnswer(run, answer, () => comparisonText(answer));
  return DONE;
}

/** A version's number; a version counts saves and is no amount. */
function numberOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d{1,6}$/.test(text)) {
    fail("usage", `"${text}" is no version.`, "Write the number that taxonomy show lists.");
  }
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

async function textOf(file: string | undefined): Promise<string> {
  return file === undefined
    ? fail("usage", "No file is named.", "Name the taxonomy's file, for example taxonomy.yaml.")
    : readTextFile(file, "taxonomy-invalid");
}
