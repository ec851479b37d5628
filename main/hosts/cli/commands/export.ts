import { resolve } from "node:path";
import { z } from "zod";
import { jobContract } from "../../../../shared/contract/jobs.ts";
import type { WorkbookResult } from "../../../../shared/contract/workbook.ts";
import { formatCount } from "../../../../shared/format.ts";
import { checkInput, given } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  CURRENCY_OPTION,
  JSON_OPTION,
  PERIOD_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { left, right, tableText } from "../text/table.ts";

const Options = z.object({
  workspace: z.string(),
  period: z.string(),
  compare: z.string().optional(),
  basis: z.string().optional(),
  currency: z.string().optional(),
  out: z.string(),
});

export const exportCommand: CliCommand = {
  name: "export",
  args: "",
  summary: "Write the workbook of a month.",
  examples: ["export -w october.tieout --period 2026-10 --out october-close.xlsx"],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .requiredOption(...PERIOD_OPTION)
      .option("--compare <month>", "the month the variance starts from")
      .option(...BASIS_OPTION)
      .option(...CURRENCY_OPTION)
      .requiredOption("--out <file>", "the workbook to write, FILE.xlsx")
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, out, ...scope } = Options.parse(run.options);
    checkInput(jobContract.export.input, { ...given(scope), out });
    return withWorkspace(run.terminal, { workspace }, async (session) => {
      const file = session.engine.grantSave(resolve(out), out);
      const input = checkInput(jobContract.export.input, { ...given(scope), out: file });
      const answer = await session.run("export", input);
      printAnswer(run, answer, () => exportText(answer));
      return answer.ties ? DONE : DOES_NOT_TIE;
    });
  },
};

function exportText(answer: WorkbookResult): string {
  const sheets = tableText(
    [left("sheet"), right("rows")],
    answer.sheets.map(({ name, rows }) => [name, formatCount(rows)]),
    "  ",
  );
  const failed = answer.checks.filter(({ ok }) => !ok);
  const checks = failed.map(({ sheet, check, detail }) => `  ${sheet}: ${check}: ${detail}\n`);
  const verdict = answer.ties ? "Every check holds." : `${failed.length} checks do not hold.`;
  return `${answer.file}\n${sheets}${checks.join("")}${verdict}\nDigest ${answer.contentDigest}\n`;
}
