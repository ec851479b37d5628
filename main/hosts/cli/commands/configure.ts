import { z } from "zod";
import { workspace as workspaceContract } from "../../../../shared/contract/workspace.ts";
import { AccountEntitiesFile } from "../../../../shared/domain/account-entity.ts";
import { IdentifiersFile } from "../../../../shared/domain/identifiers.ts";
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
  identifiers: z.string().optional(),
});

export const configureCommand: CliCommand = {
  name: "configure",
  args: "",
  summary: "Set whose books a workspace holds, and in which currency they are reported.",
  examples: [
    'configure -w october.tieout --entity "Example Group" --currency USD',
    "configure -w october.tieout --account-entities entities.yaml",
    "configure -w october.tieout --identifiers identifiers.yaml",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--entity <name>", "the entity of charges and ledger lines that name none")
      .option("--currency <code>", "the reporting currency")
      .option("--account-entities <file>", "the entity of each billing account (YAML)")
      .option("--identifiers <file>", "how cost centre, product, owner … are found (YAML)")
      .option(...JSON_OPTION),
  async run(run) {
    const {
      workspace,
      entity,
      currency,
      accountEntities: file,
      identifiers: named,
    } = Options.parse(run.options);
    const accountEntities = file === undefined ? undefined : await readMap(file);
    const identifiers = named === undefined ? undefined : await readIdentifiers(named);
    const wanted = given({ entity, currency, accountEntities, identifiers });
    if (Object.keys(wanted).length === 0) {
      const remedy = "Name --entity, --currency, --account-entities or --identifiers.";
      fail("usage", "Nothing is set.", remedy);
    }
    const input = checkInput(workspaceContract.configure.input, wanted);
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const answer = unwrap(await engine.client.workspace.configure(input));
      const map =
        accountEntities === undefined
          ? ""
          : `The entities of ${accountEntities.length} spans of billing accounts are set.\n`;
      const found =
        identifiers === undefined
          ? ""
          : `Identifiers set: ${Object.keys(identifiers).join(", ").replaceAll("_", " ")}.\n`;
      const set = `${map}${found}`;
      printAnswer(run, answer, () => `${answer.entity}, reported in ${answer.currency}.\n${set}`);
      return DONE;
    });
  },
};

async function readMap(file: string) {
  const text = await readTextFile(file);
  return parseYaml(AccountEntitiesFile, text, file, "recipe-invalid").value.accountEntities;
}

async function readIdentifiers(file: string) {
  const text = await readTextFile(file);
  return parseYaml(IdentifiersFile, text, file, "recipe-invalid").value.identifiers;
}
