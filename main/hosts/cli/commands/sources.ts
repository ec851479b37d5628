import { z } from "zod";
import type { SourceFile } from "../../../../shared/contract/workspace.ts";
import { compareByCodePoint } from "../../../../shared/domain/apportion.ts";
import { formatCount } from "../../../../shared/format.ts";
import { unwrap } from "../../../engine/engine.ts";
import { type CliCommand, JSON_OPTION, printAnswer, WORKSPACE_OPTION } from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { left, right, tableText } from "../text/table.ts";

const byFile = (a: SourceFile, b: SourceFile): number => compareByCodePoint(a.file, b.file);

const Options = z.object({ workspace: z.string(), all: z.boolean().default(false) });

export const sourcesCommand: CliCommand = {
  name: "sources",
  args: "",
  summary: "List the source files of a workspace.",
  examples: ["sources -w october.tieout", "sources -w october.tieout --all --json"],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--all", "withdrawn and superseded files as well")
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, all } = Options.parse(run.options);
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const answer = unwrap(await engine.client.workspace.sources({ includeInactive: all }));
      printAnswer(run, answer, () =>
        tableText(
          [
            left("ID"),
            left("file"),
            left("dataset"),
            left("periods"),
            right("rows"),
            left("state"),
          ],
          [...answer.sources]
            .sort(byFile)
            .map((source) => [
              source.sourceFileId,
              source.file,
              source.dataset,
              source.periods.join(" "),
              formatCount(source.records.loaded),
              source.isActive
                ? "active"
                : source.supersededBy === null
                  ? "withdrawn"
                  : "superseded",
            ]),
        ),
      );
      return DONE;
    });
  },
};
