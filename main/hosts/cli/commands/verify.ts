import { z } from "zod";
import { fail } from "../../../../shared/errors.ts";
import { type Engine, unwrap } from "../../../engine/engine.ts";
import { type CliCommand, JSON_OPTION, printAnswer } from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { emphasise } from "../terminal.ts";
import { left, tableText } from "../text/table.ts";
import { type Check, verifySources } from "../verify-sources.ts";

const Options = z.object({ sources: z.string().optional() });

export const verifyCommand: CliCommand = {
  name: "verify",
  args: "<file>",
  summary: "Check a workspace or a workbook again: hashes, totals, audit chain.",
  examples: ["verify october.tieout", "verify october-close.xlsx --sources billing"],
  declare: (command) =>
    command
      .option("--sources <folder>", "the source files, to compare their hashes")
      .option(...JSON_OPTION),
  async run(run) {
    const { sources } = Options.parse(run.options);
    const path = run.args[0] ?? "";
    if (path.toLowerCase().endsWith(".xlsx")) {
      fail(
        "workbook-unreadable",
        `"${path}" is a workbook; this version verifies workspaces.`,
        "Verify the workspace it was exported from, or open the workbook: its Checks sheet " +
          "recalculates every total.",
      );
    }
    return withWorkspace(run.terminal, { workspace: path }, async ({ engine }) => {
      const found = unwrap(await engine.client.workspace.verify({}));
      const extra = sources === undefined ? [] : await sourceChecks(engine, sources);
      const checks = [...found.checks, ...extra];
      const answer = { ok: checks.every(({ ok }) => ok), checks };
      printAnswer(run, answer, () => {
        const table = tableText(
          [left("check"), left(""), left("detail")],
          answer.checks.map(({ check, ok, detail }) => [check, ok ? "holds" : "FAILS", detail]),
        );
        const verdict = answer.ok
          ? emphasise(run.terminal, "Everything holds.", "good")
          : emphasise(run.terminal, "Something does not hold.", "bad");
        return `${table}${verdict}\n`;
      });
      return answer.ok ? DONE : DOES_NOT_TIE;
    });
  },
};

async function sourceChecks(engine: Engine, folder: string): Promise<Check[]> {
  const { sources } = unwrap(await engine.client.workspace.sources({}));
  try {
    return await verifySources(sources, folder);
  } catch {
    return fail("file-unreadable", `The folder "${folder}" cannot be read.`, "Check the path.");
  }
}
