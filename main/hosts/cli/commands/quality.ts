import { z } from "zod";
import { type QualityReport, quality } from "../../../../shared/contract/quality.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput, given } from "../check-input.ts";
import { type CliCommand, JSON_OPTION, printAnswer, WORKSPACE_OPTION } from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { qualityText } from "../text/quality-text.ts";

const Options = z.object({
  workspace: z.string(),
  period: z.string().optional(),
  file: z.string().optional(),
  accept: z.array(z.string()).optional(),
  comment: z.string().optional(),
  takeBack: z.array(z.string()).optional(),
});

export const qualityCommand: CliCommand = {
  name: "quality",
  args: "",
  summary: "Test the imported data: what is missing, repeated, reversed or out of range.",
  examples: [
    "quality -w october.tieout --period 2026-10",
    "quality -w october.tieout --file 3fa95c1be07d2468",
    'quality -w october.tieout --period 2026-10 --accept 1f0c… --comment "Opened on the 4th"',
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--period <month>", "one month over all its files (default: every month)")
      .option("--file <id>", "one file over all its months")
      .option("--accept <keys...>", "accept failures by their keys; needs --comment")
      .option("--comment <text>", "why they may stay")
      .option("--take-back <keys...>", "take acceptances back")
      .option(...JSON_OPTION),
  async run(run) {
    const options = Options.parse(run.options);
    const { workspace, period, file, comment } = options;
    const scope = checkInput(quality.report.input, given({ period, sourceFileId: file }));
    const taken = options.takeBack ?? [];
    const accepted =
      options.accept === undefined
        ? null
        : checkInput(quality.accept.input, {
            ...scope,
            failures: options.accept,
            comment: comment ?? "",
          });
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const { client } = engine;
      if (taken.length > 0) {
        unwrap(await client.quality.unaccept({ failures: [...taken] }));
      }
      if (accepted !== null) {
        unwrap(await client.quality.accept(accepted));
      }
      const report = unwrap(await client.quality.report(scope));
      printAnswer(run, report, () => qualityText(report, run.terminal));
      return isSound(report) ? DONE : DOES_NOT_TIE;
    });
  },
};

const isSound = ({ blocking }: QualityReport): boolean => blocking === 0;
