import { z } from "zod";
import { reconciliation } from "../../../../shared/contract/reconciliation.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput } from "../check-input.ts";
import {
  type CliCommand,
  JSON_OPTION,
  PERIOD_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { treatmentsText } from "../text/treatment-text.ts";

const Options = z.object({ workspace: z.string(), period: z.string() });

export const treatmentsCommand: CliCommand = {
  name: "treatments",
  args: "",
  summary: "Show what is capital and what is expense per account, and what rules treat otherwise",
  examples: ["treatments -w october.tieout --period 2026-10"],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .requiredOption(...PERIOD_OPTION)
      .option(...JSON_OPTION),
  run: (run) => {
    const { workspace, period } = Options.parse(run.options);
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const input = checkInput(reconciliation.treatments.input, { period });
      const answer = unwrap(await engine.client.reconciliation.treatments(input));
      printAnswer(run, answer, () => treatmentsText(answer));
      return DONE;
    });
  },
};
