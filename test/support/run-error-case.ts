import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { raw, sql } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { type ImportedFile, JobKindName } from "../../shared/contract/jobs.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { ErrorShape, type Result } from "../../shared/errors.ts";
import { bytesOf, type ErrorCase } from "./error-case.ts";
import { runCli } from "./run-cli.ts";
import { workspaceState } from "./workspace-state.ts";

/** What a case is run on: a workspace with a closed month, and a folder of its own. */
export interface Surroundings {
  readonly engine: Engine;
  readonly folder: string;
}

/** A folder with the case's files in it; gone when the work is done. */
export async function withFiles<T>(
  { files }: ErrorCase,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "tieout-error-"));
  try {
    for (const [name, file] of Object.entries(files)) {
      await writeFile(join(folder, name), await bytesOf(file));
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The refusal of a case, after which everything stands as it did before. */
export async function refusalOf(one: ErrorCase, at: Surroundings): Promise<ErrorShape> {
  const workspace = await prepare(one, at);
  return leavingAll(at, () =>
    one.tieout === undefined ? ask(one, at) : command(one, at, workspace),
  );
}

/** What a workspace held when it was last compared; reading all of it takes time. */
const compared = new WeakMap<Engine, unknown>();

/** Does the work and finds every relation, kept file and file beside as they were. */
async function leavingAll<T>({ engine, folder }: Surroundings, work: () => Promise<T>): Promise<T> {
  const filesBefore = await visibleFiles(folder);
  const before = compared.get(engine) ?? (await workspaceState(engine));
  const value = await work();
  const after = await workspaceState(engine);
  expect(after).toEqual(before);
  expect(await visibleFiles(folder)).toEqual(filesBefore);
  compared.set(engine, after);
  return value;
}

async function visibleFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => !name.includes("tieout.log")).sort();
}

async function ask(one: ErrorCase, at: Surroundings): Promise<ErrorShape> {
  const result = await outcomeOf(one, at);
  if (result.ok) {
    throw new Error(`${one.code}/${one.name} was not refused`);
  }
  return result.error;
}

async function outcomeOf(one: ErrorCase, at: Surroundings): Promise<Result<unknown>> {
  const { engine } = at;
  if (one.call !== undefined) {
    return engine.call(one.call.name, withTokens(one.call.input, at));
  }
  const stop = one.cancel ? cancelAtOnce(engine) : () => undefined;
  try {
    const { kind, input } = one.job ?? { kind: "import", input: importInput(one, at) };
    return await engine.runJob(JobKindName.parse(kind), withTokens(input, at) as never);
  } finally {
    stop();
  }
}

function cancelAtOnce(engine: Engine): () => void {
  return engine.on((name) => {
    if (name === "job-progress") {
      for (const { jobId, state } of engine.context.jobs.list()) {
        if (state === "running") {
          engine.context.jobs.cancel(jobId);
        }
      }
    }
  });
}

function importInput(one: ErrorCase, at: Surroundings, allowRejects = false): unknown {
  const { files = [], ...options } = one.import ?? {};
  return {
    files: files.map((name) => ({
      ...options,
      allowRejects,
      file: at.engine.grantFile(join(at.folder, name)),
    })),
  };
}

/** `{file NAME}` stands for the token of a file in the case's folder. */
function withTokens(input: unknown, { engine, folder }: Surroundings): unknown {
  const text = JSON.stringify(input).replace(/\{file ([^}]+)\}/g, (_, name: string) =>
    engine.grantFile(join(folder, name)),
  );
  return JSON.parse(text);
}

async function command(one: ErrorCase, at: Surroundings, workspace: string): Promise<ErrorShape> {
  const argv = (one.tieout ?? []).map((word) =>
    word.replaceAll("{workspace}", workspace).replaceAll("{folder}", at.folder),
  );
  const { exitCode, stdout, stderr } = await runCli([...argv, "--json"]);
  expect(exitCode).not.toBe(0);
  const error = ErrorShape.parse(JSON.parse(stdout).error);
  expect(stderr).toContain(error.message);
  return error;
}

async function prepare({ given }: ErrorCase, { engine, folder }: Surroundings): Promise<string> {
  if (given === "open-elsewhere") {
    return engine.context.folder.root;
  }
  const workspace = join(folder, "october.tieout");
  if (given === "damaged") {
    await mkdir(join(workspace, "sources"), { recursive: true });
    await writeFile(join(workspace, "workspace.duckdb"), "not a database");
    await workingFolders(workspace);
  }
  if (given === "of-a-newer-version") {
    const older = await createEngine({ workspace });
    await older.context.change("newer", async ({ writer }) => {
      await writer.run(sql`insert into migration (name) values (${"9999-later"})`);
      await writer.run(raw("create table later (id integer)"));
    });
    await older.close();
  }
  return workspace;
}

async function workingFolders(workspace: string): Promise<void> {
  await Promise.all(["staging", "temporary"].map((name) => mkdir(join(workspace, name))));
}

/** What a case's rejects of its code say; refused without them being allowed, and nothing kept. */
export async function rejectsOf(one: ErrorCase, at: Surroundings): Promise<string[]> {
  const refused = await leavingAll(at, () => ask(one, at));
  expect(refused.code).toBe("import-rejected");
  const [file] = await load(one, at, true);
  const { client } = at.engine;
  const { rejects } = unwrap(
    await client.workspace.rejects({ sourceFileId: file?.sourceFileId ?? "" }),
  );
  return rejects
    .filter(({ code }) => code === one.code)
    .map(({ line, column, reason, remedy }) => {
      const where = column === null ? "" : `, column ${column}`;
      return `line ${line}${where}: ${reason}.\n${remedy}\n`;
    });
}

/** What a case's findings of its code say. */
export async function findingsOf(one: ErrorCase, at: Surroundings): Promise<string[]> {
  compared.delete(at.engine);
  if (one.job !== undefined) {
    const result = unwrap(await outcomeOf(one, at)) as {
      findings: readonly { code: string; message: string }[];
    };
    return result.findings
      .filter(({ code }) => code === one.code)
      .map(({ message }) => `${message}\n`);
  }
  const files = await load(one, at, false);
  const findings = files.flatMap((file) => file.findings);
  return findings.filter(({ code }) => code === one.code).map(findingText);
}

function findingText({ severity, file, row, column, found, expected, remedy }: Finding): string {
  const line = row === null ? "" : `, line ${row}`;
  const where = `${file ?? "the workspace"}${line}${column === null ? "" : `, ${column}`}`;
  return `${severity}: ${where}: found ${found}; expected ${expected}.\n${remedy}\n`;
}

async function load(
  one: ErrorCase,
  at: Surroundings,
  allowRejects: boolean,
): Promise<readonly ImportedFile[]> {
  compared.delete(at.engine);
  const input = importInput(one, at, allowRejects) as never;
  const { files } = unwrap(await at.engine.runJob("import", input));
  for (const { records, outcome } of files) {
    const { physical, loaded, rejected, blank, skipped } = records;
    expect(loaded + rejected + blank + skipped).toBe(physical);
    expect(outcome === "refused" ? 1 : loaded).toBeGreaterThan(0);
  }
  return files;
}
