import { z } from "zod";
import { fail } from "../../../../shared/errors.ts";
import { nearestKey } from "../../../engine/documents/nearest-key.ts";
import { FORMAT_NAMES, isFormatName } from "../../../engine/imports/format-name.ts";
import { type CliCommand, JSON_OPTION, printAnswer, WORKSPACE_OPTION } from "../command.ts";
import { DONE, REJECTED } from "../exit-code.ts";
import { givenFiles } from "../given-files.ts";
import { readMapping } from "../read-recipe.ts";
import { withWorkspace } from "../session.ts";
import { findingsText, importText } from "../text/import-text.ts";

const Options = z.object({
  workspace: z.string(),
  as: z.string().optional(),
  mapping: z.string().optional(),
  allowRejects: z.boolean().default(false),
  replace: z.boolean().default(false),
});

function assertAs(as: string | undefined): void {
  if (as !== undefined && !isFormatName(as)) {
    const known = FORMAT_NAMES.join(", ");
    const nearest = nearestKey(as, FORMAT_NAMES);
    const remedy = nearest === null ? "Leave --as out to have the file recognised." : null;
    const says = `--as: expected one of ${known} (found "${as}").`;
    fail("usage", says, remedy ?? `Did you mean ${nearest}?`);
  }
}

export const importCommand: CliCommand = {
  name: "import",
  args: "<files...>",
  summary: "Import files; creates the workspace if it is absent.",
  examples: [
    "import -w october.tieout bill.csv.gz",
    "import -w october.tieout ledger.csv --mapping ledger.yaml",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--as <format>", "read the files as this format")
      .option("--mapping <file>", "read the files with this mapping (YAML)")
      .option("--allow-rejects", "import the readable rows of a file with unreadable ones")
      .option("--replace", "supersede the earlier file that these restate")
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, as, mapping, allowRejects, replace } = Options.parse(run.options);
    assertAs(as);
    const shared = {
      allowRejects,
      ...(as === undefined ? {} : { format: as }),
      ...(mapping === undefined ? {} : { mapping: await readMapping(mapping) }),
    };
    const named = await givenFiles(run.args);
    return withWorkspace(run.terminal, { workspace, create: true }, async (session) => {
      const files = named.map(({ path, name }) => ({
        file: session.engine.grantFile(path, name),
        ...shared,
      }));
      const answer = await session.run("import", { files, replace });
      printAnswer(run, answer, () => importText(answer));
      run.terminal.err(findingsText(answer.files.flatMap(({ findings }) => findings)));
      return answer.files.some(({ outcome }) => outcome === "refused") ? REJECTED : DONE;
    });
  },
};
