import { z } from "zod";
import { type ConformanceReport, sources } from "../../../../shared/contract/sources.ts";
import { formatCount } from "../../../../shared/format.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput } from "../check-input.ts";
import { type CliCommand, JSON_OPTION, printAnswer, WORKSPACE_OPTION } from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { left, right, tableText } from "../text/table.ts";

const Options = z.object({ workspace: z.string() });

export const conformanceCommand: CliCommand = {
  name: "conformance",
  args: "<id>",
  summary: "Hold a FOCUS file against every rule of the specification.",
  examples: ["conformance -w october.tieout 3fa95c1be07d2468"],
  declare: (command) => command.requiredOption(...WORKSPACE_OPTION).option(...JSON_OPTION),
  async run(run) {
    const { workspace } = Options.parse(run.options);
    const input = checkInput(sources.conformance.input, { sourceFileId: run.args[0] });
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const answer = unwrap(await engine.client.sources.conformance(input));
      printAnswer(run, answer, () =>
        answer.report === null
          ? "This file is not FOCUS, so no rule of the specification applies to it.\n"
          : reportText(answer.report),
      );
      return DONE;
    });
  },
};

function reportText({
  file,
  dataset,
  version,
  records,
  missing,
  rules,
}: ConformanceReport): string {
  const count = (state: string): number => rules.filter((rule) => rule.state === state).length;
  const broken = rules.filter(({ state }) => state === "broken");
  return [
    `${file}: FOCUS ${version} ${dataset}, ${formatCount(records)} rows\n`,
    `${count("holds")} rules hold, ${count("broken")} are broken, ` +
      `${count("not-checked")} need columns the file lacks.\n`,
    missing.length === 0 ? "" : `Mandatory columns it lacks: ${missing.join(", ")}.\n`,
    broken.length === 0
      ? ""
      : `\n${tableText(
          [left("column"), right("rows"), right("amount"), left(""), left("expected")],
          broken.flatMap((rule) =>
            rule.broken.map(({ currency, rows, amount }) => [
              rule.column,
              formatCount(rows),
              amount ?? "",
              amount === null ? "" : (currency ?? ""),
              rule.expected,
            ]),
          ),
          "  ",
        )}`,
  ].join("");
}
