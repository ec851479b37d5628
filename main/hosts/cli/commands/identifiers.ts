import { z } from "zod";
import { type IdentifierCoverage, identifiers } from "../../../../shared/contract/identifiers.ts";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { IdentifiersFile } from "../../../../shared/domain/identifiers.ts";
import { fail } from "../../../../shared/errors.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput, given } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  type CommandRun,
  JSON_OPTION,
  PERIOD_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE, REJECTED } from "../exit-code.ts";
import { parseYaml, readTextFile } from "../read-yaml.ts";
import { withWorkspace } from "../session.ts";
import { coverageText, effectsText, suggestionsText } from "../text/identifier-text.ts";

const Options = z.object({
  workspace: z.string(),
  period: z.string(),
  basis: z.string().optional(),
  suggestions: z.boolean().optional(),
  try: z.string().optional(),
  atLeast: z.string().optional(),
});

export const identifiersCommand: CliCommand = {
  name: "identifiers",
  args: "",
  summary: "Show how much of a month's cost has a cost centre, a product, an owner …",
  examples: [
    "identifiers -w october.tieout --period 2026-10",
    "identifiers -w october.tieout --period 2026-10 --suggestions",
    "identifiers -w october.tieout --period 2026-10 --try identifiers.yaml",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .requiredOption(...PERIOD_OPTION)
      .option(...BASIS_OPTION)
      .option("--suggestions", "list values that may be one name, and tags that may hold one")
      .option("--try <file>", "show what a dictionary (YAML) would change, without setting it")
      .option("--at-least <percent>", "exit with 3 where less of the cost has one")
      .option(...JSON_OPTION),
  run: (run) => {
    const options = Options.parse(run.options);
    return withWorkspace(run.terminal, { workspace: options.workspace }, async ({ engine }) => {
      const { client } = engine;
      const { period, basis } = options;
      if (options.suggestions === true) {
        const input = checkInput(identifiers.suggestions.input, given({ period, basis }));
        const answer = unwrap(await client.identifiers.suggestions(input));
        printAnswer(run, answer, () => suggestionsText(answer));
        return DONE;
      }
      if (options.try !== undefined) {
        const wanted = await readDictionary(options.try);
        const question = given({ period, basis, identifiers: wanted });
        const input = checkInput(identifiers.preview.input, question);
        const answer = unwrap(await client.identifiers.preview(input));
        printAnswer(run, answer, () => effectsText(answer));
        return DONE;
      }
      const least = leastOf(options.atLeast);
      const input = checkInput(identifiers.coverage.input, given({ period, basis }));
      const answer = unwrap(await client.identifiers.coverage(input));
      printAnswer(run, answer, () => coverageText(answer));
      return sayTooLittle(run, answer.coverage, least);
    });
  },
};

async function readDictionary(file: string) {
  const text = await readTextFile(file);
  return parseYaml(IdentifiersFile, text, file, "recipe-invalid").value.identifiers;
}

function leastOf(text: string | undefined): string | null {
  if (text !== undefined && !/^(100|\d{1,2}(\.\d+)?)$/.test(text)) {
    fail("usage", `"${text}" is no percentage.`, "Write --at-least 95, or 99.5.");
  }
  return text ?? null;
}

/** Names what is carried by less of the cost than asked for. */
function sayTooLittle(
  run: CommandRun,
  coverage: readonly IdentifierCoverage[],
  least: string | null,
): number {
  const short = coverage.filter(
    ({ isDefined, foundMagnitude, magnitude }) =>
      least !== null &&
      isDefined &&
      toUnits(foundMagnitude) * toUnits("100") < toUnits(magnitude) * toUnits(least),
  );
  for (const { identifier, currency } of short) {
    run.terminal.err(
      `Less than ${least} % of the ${currency} cost has the identifier ` +
        `${identifier.replaceAll("_", " ")}. Define where else it is found, or tag it.\n`,
    );
  }
  return short.length === 0 ? DONE : REJECTED;
}
