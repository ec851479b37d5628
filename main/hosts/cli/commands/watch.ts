import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { ImportOutput } from "../../../../shared/contract/jobs.ts";
import type {
  WatchedFile,
  WatchedFolder,
  WatchedState,
} from "../../../../shared/contract/sources.ts";
import { fail } from "../../../../shared/errors.ts";
import { type Engine, unwrap } from "../../../engine/engine.ts";
import { REST_MS } from "../../../engine/imports/watch/digest-files.ts";
import { type CliCommand, JSON_OPTION, printAnswer, WORKSPACE_OPTION } from "../command.ts";
import { DONE, REJECTED } from "../exit-code.ts";
import { type Session, withWorkspace } from "../session.ts";
import { findingsText, importText } from "../text/import-text.ts";
import { watchedNotes, watchText } from "../text/watch-text.ts";

const Options = z.object({
  workspace: z.string(),
  import: z.boolean().default(false),
  replace: z.boolean().default(false),
  forget: z.string().optional(),
  all: z.boolean().default(false),
});

export const watchCommand: CliCommand = {
  name: "watch",
  args: "[folders...]",
  summary: "Say what is new in watched folders; import it where that is asked.",
  examples: [
    "watch -w october.tieout exports",
    "watch -w october.tieout --import",
    "watch -w october.tieout --forget exports",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--import", "import the new files that ask nothing")
      .option("--replace", "with --import: also the changed ones, in place of what they restate")
      .option("--all", "list imported and left out files as well")
      .option("--forget <folder>", "watch this folder no longer")
      .option(...JSON_OPTION),
  async run(run) {
    const options = Options.parse(run.options);
    const { workspace, forget, all } = options;
    return withWorkspace(run.terminal, { workspace }, async (session) => {
      const { engine } = session;
      if (forget !== undefined) {
        await forgetFolder(engine, forget);
      }
      for (const path of run.args) {
        const folder = engine.grant("folder", resolve(path));
        unwrap(await engine.client.sources.watch({ folder }));
      }
      const found = await lookAtRest(engine, all);
      const taken = options.import ? await importFound(session, found.folders, options) : null;
      const after = taken === null ? found : await look(engine, all);
      printAnswer(run, taken === null ? after : { ...after, import: taken }, () =>
        [takenText(taken), watchText(after.folders)].join(""),
      );
      const files = after.folders.flatMap((folder) => folder.files);
      run.terminal.err(findingsText(taken?.files.flatMap(({ findings }) => findings) ?? []));
      run.terminal.err(watchedNotes(files));
      const isLeft = options.import && files.some(({ state }) => LEFT.has(state));
      const isTroubled = after.folders.some(({ trouble }) => trouble !== null);
      return isLeft || isTroubled ? REJECTED : DONE;
    });
  },
};

/** What an import should have taken, had it not asked something or been damaged. */
const LEFT: ReadonlySet<WatchedState> = new Set(["new", "unknown", "unreadable"]);

function takenText(taken: ImportOutput | null): string {
  if (taken === null) {
    return "";
  }
  return taken.files.length === 0 ? "Nothing to import.\n\n" : `${importText(taken)}\n`;
}

type Found = Awaited<ReturnType<typeof look>>;

async function look(engine: Engine, all: boolean) {
  return unwrap(await engine.client.sources.watched({ all }));
}

/** A file that is still being written is given the time in which it would be found to rest. */
async function lookAtRest(engine: Engine, all: boolean): Promise<Found> {
  const first = await look(engine, all);
  if (first.folders.every(({ counts }) => counts.writing === 0)) {
    return first;
  }
  await wait(REST_MS + 100);
  return look(engine, all);
}

/** Imports, all of them or none, what a person would be asked nothing about. */
async function importFound(
  { engine, run }: Session,
  folders: readonly WatchedFolder[],
  { replace }: z.output<typeof Options>,
): Promise<ImportOutput> {
  const isTaken = ({ state, isClear }: WatchedFile): boolean =>
    isClear && (state === "new" || (replace && state === "changed"));
  const files: { file: string; sha256: string; replace: boolean }[] = [];
  for (const { folderId, files: found } of folders) {
    for (const { name, state } of found.filter(isTaken)) {
      const taken = unwrap(await engine.client.sources.take({ folderId, names: [name] }));
      files.push(
        ...taken.files.map(({ token, sha256 }) => ({
          file: token,
          sha256,
          replace: state === "changed",
        })),
      );
    }
  }
  return files.length === 0 ? { files: [] } : run("import", { files });
}

async function forgetFolder(engine: Engine, wanted: string): Promise<void> {
  const { folders } = await look(engine, false);
  const called = folders.filter(({ name }) => name === wanted);
  const folder =
    folders.find(({ folderId }) => folderId === wanted) ??
    folders.find(({ path }) => path === resolve(wanted)) ??
    (called.length === 1 ? called[0] : undefined);
  if (folder === undefined) {
    const known = folders.map(({ path }) => path).join(", ");
    return fail(
      "usage",
      `--forget: no watched folder is called "${wanted}".`,
      known === "" ? "No folder is watched." : `Watched are: ${known}.`,
    );
  }
  unwrap(await engine.client.sources.unwatch({ folderId: folder.folderId }));
}
