import { basename, extname } from "node:path";
import { z } from "zod";
import { type CliCommand, JSON_OPTION, printAnswer } from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { readRecipe } from "../read-recipe.ts";
import { runClose } from "../run-close.ts";
import { closeText } from "../text/close-text.ts";

const Options = z.object({ out: z.string() });

export const closeCommand: CliCommand = {
  name: "close",
  args: "<recipe>",
  summary: "Run a whole close from its recipe, from import to workbook.",
  examples: ["close close.yaml --out october", "close close.yaml --out october --json"],
  declare: (command) =>
    command
      .requiredOption("--out <folder>", "where the workspace and the workbook go")
      .option(...JSON_OPTION),
  async run(run) {
    const { out } = Options.parse(run.options);
    const path = run.args[0] ?? "";
    const loaded = await readRecipe(path);
    const name = basename(path, extname(path));
    const close = await runClose(run.terminal, loaded, { folder: out, name });
    printAnswer(run, close, () => closeText(loaded.recipe, close, run.terminal));
    return close.ties ? DONE : DOES_NOT_TIE;
  },
};
