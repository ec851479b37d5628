import { z } from "zod";
import { workspace as workspaceContract } from "../../../../shared/contract/workspace.ts";
import { AccountEntitiesFile } from "../../../../shared/domain/account-entity.ts";
import { fail } from "../../../../shared/errors.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput, given } from "../check-input.ts";
import { type CliCommand, JSON_OPTION, printAnswer, WORKSPACE_OPTION } from "../command.ts";
import { DONE } from "../exit-code.ts";
import { parseYaml, readTextFile } from "../read-yaml.ts";
import { withWorkspace } from "../session.ts";

const Options = z.object({
  workspace: z.string(),
  entity: z.string().optional(),
  currency: z.string().optional(),
  accountEntities: z.string().optional(),
});

export const configureCommand: CliCommand = {
  name: "configure",
  args: "",
  summary: "Set whose books a workspace holds, and in which currency they are reported.",
  examples: [
    'configure -w october.tieout --entity "Example Group" --currency USD',
    "configure -w october.tieout --account-entities entities.yaml",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--entity <name>", "the entity of charges and ledger lines that name none")
      .option("--currency <code>", "the reporting currency")
      .option("--account-entities <file>", "the entity of each billing account (YAML)")
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, entity, currency, accountEntities: file } = Options.parse(run.options);
    const accountEntities = file === undefined ? undefined : await readMap(file);
    const wanted = given({ entity, currency, accountEntities });
    if (Object.keys(wanted).length === 0) {
      fail("usage", "Nothing is set.", "Name --entity, --currency or --account-entities.");
    }
    const input = checkInput(workspaceContract.configure.input, wanted);
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const answer = unwrap(await engine.client.workspace.configure(input));
      const map =
        accountEntities === undefined
          ? ""
          : `The entities of ${accountEntities.length} spans of billing accounts are set.\n`;
      printAnswer(run, answer, () => `${answer.entity}, reported in ${answer.currency}.\n${map}`);
      return DONE;
    });
  },
};

async function readMap(file: string) {
  const text = await readTextFile(file);
  return parseYaml(AccountEntitiesFile, text, file, "recipe-invalid").value.accountEntities;
}
