import { z } from "zod";
import { type IdentifierCoverage, sources } from "../../../../shared/contract/sources.ts";
import { formatCount } from "../../../../shared/format.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput, given } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  JSON_OPTION,
  PERIOD_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { money } from "../text/money-text.ts";
import { left, right, tableText } from "../text/table.ts";

const Options = z.object({
  workspace: z.string(),
  period: z.string(),
  basis: z.string().optional(),
});

export const identifiersCommand: CliCommand = {
  name: "identifiers",
  args: "",
  summary: "Show how much of a month's cost has a cost centre, a product, an owner …",
  examples: ["identifiers -w october.tieout --period 2026-10"],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .requiredOption(...PERIOD_OPTION)
      .option(...BASIS_OPTION)
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, period, basis } = Options.parse(run.options);
    const input = checkInput(sources.identifiers.input, given({ period, basis }));
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const answer = unwrap(await engine.client.sources.identifiers(input));
      printAnswer(run, answer, () => coverageText(answer.coverage));
      return DONE;
    });
  },
};

function coverageText(coverage: readonly IdentifierCoverage[]): string {
  const defined = coverage.filter(({ isDefined }) => isDefined);
  return defined.length === 0
    ? "No identifier is defined, or the month has no charges. " +
        "Define them with configure --identifiers FILE.\n"
    : tableText(
        [
          left("identifier"),
          right("charges with one"),
          right("of"),
          right("values"),
          right("cost with one"),
          right("of"),
          left(""),
        ],
        defined.map((one) => [
          one.identifier.replaceAll("_", " "),
          formatCount(one.found),
          formatCount(one.charges),
          formatCount(one.values),
          money(one.foundAmount, one.currency).trim(),
          money(one.amount, one.currency).trim(),
          one.currency,
        ]),
      );
}
