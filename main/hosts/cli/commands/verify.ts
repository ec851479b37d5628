import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { fail } from "../../../../shared/errors.ts";
import { unwrap } from "../../../engine/engine.ts";
import {
  readCloseWorkbook,
  type VerifiedCheck,
  verifyCells,
} from "../../../engine/workbook/verify-workbook.ts";
import { type CliCommand, type CommandRun, JSON_OPTION, printAnswer } from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { assertFile } from "../given-files.ts";
import { locateSources } from "../locate-sources.ts";
import { rePerform } from "../re-perform.ts";
import { type Session, withWorkspace } from "../session.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { left, tableText } from "../text/table.ts";

const Options = z.object({ sources: z.string().optional() });

interface Verification {
  readonly ok: boolean;
  readonly checks: readonly VerifiedCheck[];
}

export const verifyCommand: CliCommand = {
  name: "verify",
  args: "<file>",
  summary: "Check a workspace or a workbook again: hashes, formulas, totals, audit chain.",
  examples: ["verify october.tieout", "verify october-close.xlsx --sources billing"],
  declare: (command) =>
    command
      .option(
        "--sources <folder>",
        "the source files, to make the close again from them and compare",
      )
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

async function verify(
  { terminal }: CommandRun,
  path: string,
  sources: string | undefined,
): Promise<Verification> {
  const checks = path.toLowerCase().endsWith(".xlsx")
    ? await verifyFile(terminal, path, sources)
    : await verifyWorkspace(terminal, path, sources);
  return { ok: checks.every(({ ok }) => ok), checks };
}

async function verifyFile(
  terminal: Terminal,
  path: string,
  sources: string | undefined,
): Promise<VerifiedCheck[]> {
  await assertFile(path);
  const workbook = await readCloseWorkbook(path);
  const again = sources === undefined ? [] : await rePerform(terminal, workbook, sources);
  return [...verifyCells(workbook), ...again];
}

async function verifyWorkspace(
  terminal: Terminal,
  workspace: string,
  sources: string | undefined,
): Promise<VerifiedCheck[]> {
  return withWorkspace(terminal, { workspace }, async (session) => {
    const { client } = session.engine;
    const { checks } = unwrap(await client.workspace.verify({}));
    if (sources === undefined) {
      return checks;
    }
    const listed = unwrap(await client.workspace.sources({}));
    const located = await locateSources(listed.sources, sources);
    return [...checks, ...located.checks, ...(await verifyCloses(terminal, session, sources))];
  });
}

/** Every month the workspace closed, by the workbook it gives now. */
async function verifyCloses(
  terminal: Terminal,
  session: Session,
  sources: string,
): Promise<VerifiedCheck[]> {
  const { closes } = unwrap(await session.engine.client.workbook.closes({}));
  const folder = await mkdtemp(join(tmpdir(), "tieout-verify-"));
  const checks: VerifiedCheck[] = [];
  try {
    for (const { compare, ...scope } of closes) {
      const file = join(folder, `${scope.period}.xlsx`);
      const out = session.engine.grantFile(file);
      await session.run("export", { ...scope, out, ...(compare === null ? {} : { compare }) });
      const again = await rePerform(terminal, await readCloseWorkbook(file), sources);
      checks.push(
        ...again
          .filter(({ check }) => !check.startsWith("source "))
          .map((one) => ({ ...one, check: `${scope.period} ${one.check}` })),
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return checks;
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
