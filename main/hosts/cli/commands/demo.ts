import { cp, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { SAMPLE_COMPANY } from "../../app-files.ts";
import { type CliCommand, JSON_OPTION, printAnswer } from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { readRecipe } from "../read-recipe.ts";
import { runClose } from "../run-close.ts";
import { closeText } from "../text/close-text.ts";

const NAME = "example-group";
/** How this program is called where it was called from. */
function program(): string {
  const script = process.env["npm_lifecycle_event"] ?? "";
  return ["demo", "tieout"].includes(script) ? "npm run tieout --" : "tieout";
}

const Options = z.object({ dir: z.string().default("tieout-demo") });

export const demoCommand: CliCommand = {
  name: "demo",
  args: "",
  summary: "Write the sample company, run its close and print the tie-out.",
  examples: ["demo", "demo --dir trial"],
  declare: (command) =>
    command
      .option("--dir <folder>", "where to write it (default: ./tieout-demo)")
      .option(...JSON_OPTION),
  async run(run) {
    const folder = resolve(Options.parse(run.options).dir);
    const company = join(folder, "sample-company");
    await mkdir(folder, { recursive: true });
    await cp(SAMPLE_COMPANY, company, { recursive: true });
    const loaded = await readRecipe(join(company, "close.yaml"));
    const close = await runClose(run.terminal, loaded, { folder, name: NAME });
    printAnswer(run, close, () =>
      [
        closeText(loaded.recipe, close, run.terminal),
        `The files are in ${company}; README.md there says what does not agree, and why.`,
        `Open it:  ${program()} serve ${close.workspace}\n`,
      ].join("\n"),
    );
    return close.ties ? DONE : DOES_NOT_TIE;
  },
};
