import { z } from "zod";
import type { Inspection } from "../../../../shared/contract/workspace.ts";
import { createEngine, unwrap } from "../../../engine/engine.ts";
import { type CliCommand, JSON_OPTION, printAnswer } from "../command.ts";
import { DONE, REJECTED } from "../exit-code.ts";
import { givenFiles } from "../given-files.ts";
import { readMapping } from "../read-recipe.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { findingsText } from "../text/import-text.ts";
import { left, tableText } from "../text/table.ts";

const Options = z.object({ mapping: z.string().optional() });

export const inspectCommand: CliCommand = {
  name: "inspect",
  args: "<files...>",
  summary: "Recognise files without importing them.",
  examples: ["inspect bill.csv.gz", "inspect ledger.csv --mapping ledger.yaml --json"],
  declare: (command) =>
    command
      .option("--mapping <file>", "read the files with this mapping (YAML)")
      .option(...JSON_OPTION),
  async run(run) {
    const options = Options.parse(run.options);
    const mapping =
      options.mapping === undefined ? {} : { mapping: await readMapping(options.mapping) };
    const named = await givenFiles(run.args);
    const engine = await createEngine();
    try {
      const files = named.map(({ path }, index) => engine.grantFile(path, run.args[index]));
      const answer = unwrap(await engine.client.workspace.inspect({ files, ...mapping }));
      printAnswer(run, answer, () =>
        answer.files.map((file) => inspectionText(file, run.terminal)).join("\n"),
      );
      return answer.files.some(({ format }) => format === null) ? REJECTED : DONE;
    } finally {
      await engine.close();
    }
  },
};

function inspectionText(file: Inspection, style: Pick<Terminal, "hasColour">): string {
  const what =
    file.format === null
      ? "not recognised"
      : `${file.format}, ${file.dataset} (${file.confidence})`;
  const columns =
    file.columns.length === 0
      ? ""
      : tableText(
          [left("column"), left("read as"), left("how")],
          file.columns.map(({ source, target, how }) => [source, target, how]),
          "  ",
        );
  return [
    emphasise(style, file.file, "bold"),
    `  ${what}`,
    ...file.reasons.map((reason) => `  ${reason}`),
    columns,
    file.unmapped.length === 0 || file.format === null
      ? ""
      : `  Kept, not mapped: ${file.unmapped.join(", ")}`,
    ...file.ambiguous.map(({ column, question }) => `  ${column}: ${question}`),
    findingsText(file.findings),
  ]
    .filter((line) => line !== "")
    .join("\n")
    .concat("\n");
}
