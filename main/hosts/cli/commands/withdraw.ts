import { z } from "zod";
import { workspace as workspaceContract } from "../../../../shared/contract/workspace.ts";
import { formatCount } from "../../../../shared/format.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput } from "../check-input.ts";
import { type CliCommand, JSON_OPTION, printAnswer, WORKSPACE_OPTION } from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";

const Options = z.object({ workspace: z.string() });

export const withdrawCommand: CliCommand = {
  name: "withdraw",
  args: "<id>",
  summary: "Withdraw one source file: exactly its rows leave.",
  examples: ["withdraw -w october.tieout 3fa95c1be07d2468"],
  declare: (command) => command.requiredOption(...WORKSPACE_OPTION).option(...JSON_OPTION),
  async run(run) {
    const { workspace } = Options.parse(run.options);
    const input = checkInput(workspaceContract.withdraw.input, { sourceFileId: run.args[0] });
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const answer = unwrap(await engine.client.workspace.withdraw(input));
      printAnswer(
        run,
        answer,
        () => `Withdrew ${answer.sourceFileId}: ${formatCount(answer.records)} rows.\n`,
      );
      return DONE;
    });
  },
};
