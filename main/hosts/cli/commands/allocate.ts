import { z } from "zod";
import { jobContract } from "../../../../shared/contract/jobs.ts";
import { checkInput, given } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  CURRENCY_OPTION,
  JSON_OPTION,
  PERIOD_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { namingFile } from "../name-file.ts";
import { readTextFile } from "../read-yaml.ts";
import { withWorkspace } from "../session.ts";
import { allocationText, rulesText } from "../text/allocation-text.ts";

const Options = z.object({
  workspace: z.string(),
  rules: z.string().optional(),
  period: z.string(),
  basis: z.string().optional(),
  currency: z.string().optional(),
});

export const allocateCommand: CliCommand = {
  name: "allocate",
  args: "",
  summary: "Run allocation rules over a month; stores the rules as a version.",
  examples: ["allocate -w october.tieout --rules allocation.yaml --period 2026-10"],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--rules <file>", "the rules (default: the stored version)")
      .requiredOption(...PERIOD_OPTION)
      .option(...BASIS_OPTION)
      .option(...CURRENCY_OPTION)
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, rules, period, basis, currency } = Options.parse(run.options);
    const text = rules === undefined ? undefined : await readTextFile(rules);
    const raw = given({ period, basis, currency, rules: text });
    const input = checkInput(jobContract.allocate.input, raw);
    return withWorkspace(run.terminal, { workspace }, async (session) => {
      const answer = await namingFile(rules, "rules-invalid", () => session.run("allocate", input));
      printAnswer(
        run,
        answer,
        () => `${allocationText([answer], run.terminal)}\n${rulesText(answer)}`,
      );
      run.terminal.err(answer.findings.map(({ message }) => `${message}\n`).join(""));
      return answer.conserved ? DONE : DOES_NOT_TIE;
    });
  },
};
