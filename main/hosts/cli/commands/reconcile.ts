import { z } from "zod";
import { jobContract } from "../../../../shared/contract/jobs.ts";
import { unwrap } from "../../../engine/engine.ts";
import { acceptItems, parseAccepted } from "../accept-items.ts";
import { checkInput, given } from "../check-input.ts";
import {
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
import { findingsText } from "../text/import-text.ts";
import { statementText } from "../text/statement-text.ts";

const Options = z.object({
  workspace: z.string(),
  config: z.string().optional(),
  period: z.string(),
  currency: z.string().optional(),
  accept: z.string().optional(),
});

export const reconcileCommand: CliCommand = {
  name: "reconcile",
  args: "",
  summary: "Match the ledger with the bills, propose items, state the tie-out.",
  examples: [
    "reconcile -w october.tieout --config reconciliation.yaml --period 2026-10",
    "reconcile -w october.tieout --period 2026-10 --accept accepted-items.yaml",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--config <file>", "account map and passes (default: the stored version)")
      .requiredOption(...PERIOD_OPTION)
      .option(...CURRENCY_OPTION)
      .option("--accept <file>", "accept the reconciling items that a file lists by key")
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, config, period, currency, accept } = Options.parse(run.options);
    const text = config === undefined ? undefined : await readTextFile(config);
    const input = checkInput(
      jobContract.reconcile.input,
      given({ period, currency, config: text }),
    );
    const keys = accept === undefined ? [] : parseAccepted(await readTextFile(accept), accept);
    return withWorkspace(run.terminal, { workspace }, async (session) => {
      const result = await namingFile(config, "reconciliation-config-invalid", () =>
        session.run("reconcile", input),
      );
      const answer = keys.length === 0 ? result : await acceptItems(session, result, keys);
      printAnswer(run, answer, () => statementText(answer, run.terminal));
      const { checks } = unwrap(await session.engine.client.workspace.checks({ period }));
      run.terminal.err(findingsText(checks.flatMap(({ findings }) => findings)));
      return answer.ties ? DONE : DOES_NOT_TIE;
    });
  },
};
