import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir, totalmem, userInfo } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { Client, JobInput, JobOutput } from "../../shared/contract/define.ts";
import type { Contract } from "../../shared/contract/index.ts";
import { contract } from "../../shared/contract/index.ts";
import type { events, JobKind, jobContract } from "../../shared/contract/jobs.ts";
import { fail, type Result, TieoutError } from "../../shared/errors.ts";
import type { Clock } from "./clock.ts";
import type { ChangeContext, EngineContext, JobContext } from "./context.ts";
import { Database } from "./database/database.ts";
import { diskFull, isDiskFull } from "./database/disk-full.ts";
import { migrate } from "./database/migrate.ts";
import { toErrorShape } from "./error-shape.ts";
import { FileGrants, type FileUse } from "./file-grants.ts";
import { answer, jobRunners } from "./handlers.ts";
import { createJobDesk } from "./job-desk.ts";
import { type Log, silentLog } from "./log.ts";
import { buildRelations } from "./relations/build.ts";
import { appendAudit, chainHead } from "./workspace/audit-trail.ts";
import { lockWorkspace } from "./workspace/lock-workspace.ts";
import {
  openWorkspaceFolder,
  resetWorkingFolders,
  writeFileAtomic,
} from "./workspace/workspace-folder.ts";

export interface EngineOptions {
  /** The workspace folder; absent opens a private one that disappears on close. */
  readonly workspace?: string;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly actor?: string;
  readonly threads?: number;
  readonly memoryLimit?: string;
}

export type EventListener = (name: keyof typeof events, payload: unknown) => void;

/** The whole engine as its hosts see it. */
export interface Engine {
  readonly client: Client<Contract>;
  /** Answers a question by its contract name, for example `charges.page`; never throws. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Starts a job and waits for its outcome. */
  runJob<K extends JobKind>(
    kind: K,
    input: JobInput<typeof jobContract, K>,
  ): Promise<Result<JobOutput<typeof jobContract, K>>>;
  /** Lets the engine read one file; only hosts call it. */
  grantFile(path: string, name?: string): string;
  /** Lets the engine write one file; only hosts call it. */
  grantSave(path: string, name?: string): string;
  /** Lets the engine touch one file or folder as its user chose it; only hosts call it. */
  grant(use: FileUse, path: string, name?: string): string;
  on(listener: EventListener): () => void;
  /** What the handlers use; for tests and benches, never for a host. */
  readonly context: EngineContext;
  close(): Promise<void>;
}

/** The clock of a real run: the one place that reads the computer's time. */
export const systemClock: Clock = {
  now: () => `${new Date().toISOString().slice(0, 19)}Z`,
  elapsed: () => performance.now(),
};

/** Errors: `workspace-in-use`, `workspace-damaged`, `workspace-from-newer-version`, `disk-full` */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  try {
    return await openEngine(options);
  } catch (error) {
    throw isDiskFull(error) ? diskFull() : error;
  }
}

async function openEngine(options: EngineOptions): Promise<Engine> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const isPrivate = options.workspace === undefined;
  const path = options.workspace ?? join(await mkdtemp(join(tmpdir(), "tieout-")), "w.tieout");
  const folder = await openWorkspaceFolder(path);
  const unlock = await lockWorkspace(folder, clock.now());
  try {
    await resetWorkingFolders(folder);
    const database = await openDatabase(folder, options);
    const engine = await startOrClose({ database, folder, clock, log }, options);
    const close = async (): Promise<void> => {
      await database.checkpoint();
      await database.close().finally(unlock);
      if (isPrivate) {
        await rm(join(path, ".."), { recursive: true, force: true });
      }
    };
    return { ...engine, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startOrClose(base: Base, options: EngineOptions): Promise<Omit<Engine, "close">> {
  try {
    return await startEngine(base, options);
  } catch (error) {
    await base.database.close();
    throw error;
  }
}

async function openDatabase(
  folder: EngineContext["folder"],
  options: EngineOptions,
): Promise<Database> {
  const quarterMegabytes = Math.floor(totalmem() / 4 / 1_000_000);
  try {
    return await Database.open({
      path: folder.databaseFile,
      temporaryDirectory: folder.temporary,
      allowedDirectories: [`${folder.root}/`],
      memoryLimit: options.memoryLimit ?? `${Math.min(1200, quarterMegabytes)}MB`,
      threads: options.threads ?? 2,
    });
  } catch (error) {
    if (isDiskFull(error)) {
      throw error;
    }
    if (error instanceof Error && /\block\b/i.test(error.message)) {
      fail(
        "workspace-in-use",
        `The workspace "${folder.name}" is open in another process.`,
        "Close it there, then open it again.",
      );
    }
    log(options).error("workspace-damaged", error);
    return fail(
      "workspace-damaged",
      `The file of the workspace "${folder.name}" cannot be read.`,
      "Restore the folder from a backup, or import the source files into a new workspace.",
    );
  }
}

function log(options: EngineOptions): Log {
  return options.log ?? silentLog;
}

type Base = Pick<EngineContext, "database" | "folder" | "clock" | "log">;

async function startEngine(base: Base, options: EngineOptions): Promise<Omit<Engine, "close">> {
  const { database, clock } = base;
  await migrate(database);
  const listeners = new Set<EventListener>();
  const emit: EventListener = (name, payload) => {
    for (const listener of listeners) {
      listener(name, payload);
    }
  };
  let version = (await database.read(chainHead)).sequence;
  let serial = 0;
  const nextOperation = (kind: string): string => {
    serial += 1;
    const seed = `${process.pid}:${clock.now()}:${clock.elapsed()}:${serial}:${kind}`;
    return createHash("sha256").update(seed).digest("hex").slice(0, 24);
  };
  const transact = async <T>(
    kind: string,
    work: (change: ChangeContext) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> => {
    const operationId = nextOperation(kind);
    const value = await database.write(
      { id: operationId, kind },
      async (writer) => {
        const { sequence } = await chainHead(writer);
        const audit: ChangeContext["audit"] = async (entry) => {
          const event = { ...entry, at: clock.now(), actor: context.actor };
          await appendAudit(writer, operationId, event);
        };
        const result = await work({ writer, operationId, sequence: sequence + 1, audit });
        await buildRelations(writer);
        return result;
      },
      signal,
    );
    const head = await database.read(chainHead);
    // The change is stored; a head that lags behind it is mended by the next change.
    await writeFileAtomic(base.folder.headFile, `${JSON.stringify(head)}\n`).catch(
      (error: unknown) => base.log.error("head", error),
    );
    version += 1;
    emit("data-changed", { dataVersion: version });
    return value;
  };
  const context: EngineContext = {
    ...base,
    files: new FileGrants(),
    appVersion: packageJson.version,
    actor: options.actor ?? userInfo().username,
    dataVersion: () => version,
    change: (kind, work) => transact(kind, work),
    jobs: createJobDesk(
      base,
      (kind, input, job) => {
        const work = (change: ChangeContext): Promise<unknown> =>
          runJobOfKind(kind, { ...change, ...job, engine: context }, input);
        return kind === "preview"
          ? rehearsed((rehearsal) => transact(kind, rehearsal, job.signal), work)
          : transact(kind, work, job.signal);
      },
      emit,
    ),
  };
  await database.write({ id: nextOperation("open"), kind: "open" }, buildRelations);
  return engineOf(context, listeners);
}

/** Ends a transaction that was only tried, with what it came to. */
class Rehearsal extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super("a rehearsal is not kept");
    this.value = value;
  }
}

/** Does the work of a change in its transaction and takes all of it back, keeping the answer. */
async function rehearsed(
  transact: (work: (change: ChangeContext) => Promise<never>) => Promise<unknown>,
  work: (change: ChangeContext) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await transact(async (change) => {
      throw new Rehearsal(await work(change));
    });
  } catch (error) {
    if (error instanceof Rehearsal) {
      return error.value;
    }
    throw error;
  }
}

async function runJobOfKind(kind: JobKind, job: JobContext, input: unknown): Promise<unknown> {
  const run = jobRunners[kind] as (job: JobContext, input: unknown) => Promise<unknown>;
  return run(job, input);
}

function engineOf(context: EngineContext, listeners: Set<EventListener>): Omit<Engine, "close"> {
  const call: Engine["call"] = async (name, input) => {
    try {
      return { ok: true, value: await answer(context, name, input) };
    } catch (error) {
      return { ok: false, error: toErrorShape(error, context.log) };
    }
  };
  return {
    context,
    call,
    client: createClient(call),
    async runJob(kind, input) {
      try {
        const outcome = await context.jobs.wait(context.jobs.start(kind, input));
        return outcome as Result<JobOutput<typeof jobContract, typeof kind>>;
      } catch (error) {
        return { ok: false, error: toErrorShape(error, context.log) };
      }
    },
    grantFile: (path, name) => context.files.grant(path, "read", name),
    grantSave: (path, name) => context.files.grant(path, "write", name),
    grant: (use, path, name) => context.files.grant(path, use, name),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function createClient(call: Engine["call"]): Client<Contract> {
  const areas = Object.entries(contract).map(([area, calls]) => [
    area,
    Object.fromEntries(
      Object.keys(calls).map((name) => [name, (input: unknown) => call(`${area}.${name}`, input)]),
    ),
  ]);
  return Object.fromEntries(areas) as Client<Contract>;
}

/** The value of a result, or its error thrown; for hosts and tests. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new TieoutError(result.error);
  }
  return result.value;
}
