import { stat } from "node:fs/promises";
import { z } from "zod";
import { fail } from "../../../../shared/errors.ts";
import { unwrap } from "../../../engine/engine.ts";
import { verifyWorkbook } from "../../../engine/workbook/verify-workbook.ts";
import { type CliCommand, type CommandRun, JSON_OPTION, printAnswer } from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { left, tableText } from "../text/table.ts";
import { type Check, verifySources } from "../verify-sources.ts";

const Options = z.object({ sources: z.string().optional() });

interface Verification {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

export const verifyCommand: CliCommand = {
  name: "verify",
  args: "<file>",
  summary: "Check a workspace or a workbook again: hashes, formulas, totals, audit chain.",
  examples: ["verify october.tieout", "verify october-close.xlsx --sources billing"],
  declare: (command) =>
    command
      .option("--sources <folder>", "the source files, to compare their hashes")
      .option(...JSON_OPTION),
  async run(run) {
    const { sources } = Options.parse(run.options);
    const path = run.args[0] ?? "";
    if (sources !== undefined) {
      await assertFolder(sources);
    }
    const answer = await verify(run, path, sources);
    printAnswer(run, answer, () => verificationText(answer, run.terminal));
    return answer.ok ? DONE : DOES_NOT_TIE;
  },
};

function verify(
  { terminal }: CommandRun,
  path: string,
  sources: string | undefined,
): Promise<Verification> {
  if (path.toLowerCase().endsWith(".xlsx")) {
    return verifyWorkbook(path, sources === undefined ? {} : { sources });
  }
  return withWorkspace(terminal, { workspace: path }, async ({ engine }) => {
    const found = unwrap(await engine.client.workspace.verify({}));
    if (sources === undefined) {
      return found;
    }
    const listed = unwrap(await engine.client.workspace.sources({}));
    const checks = [...found.checks, ...(await verifySources(listed.sources, sources))];
    return { ok: checks.every(({ ok }) => ok), checks };
  });
}

async function assertFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    fail("file-unreadable", `The folder "${folder}" cannot be read.`, "Check the path.");
  }
}

function verificationText({ ok, checks }: Verification, style: Pick<Terminal, "hasColour">) {
  const table = tableText(
    [left("check"), left(""), left("detail")],
    checks.map(({ check, ok: holds, detail }) => [check, holds ? "holds" : "FAILS", detail]),
  );
  const verdict = ok
    ? emphasise(style, "Everything holds.", "good")
    : emphasise(style, "Something does not hold.", "bad");
  return `${table}${verdict}\n`;
}
