import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { JobInput, JobOutput } from "../../../shared/contract/define.ts";
import { type JobKind, JobState, type jobContract } from "../../../shared/contract/jobs.ts";
import { fail } from "../../../shared/errors.ts";
import { formatCount } from "../../../shared/format.ts";
import { createEngine, type Engine, type EngineOptions, unwrap } from "../../engine/engine.ts";
import { createLogFile } from "../../engine/log-file.ts";
import { readCalendar } from "../../engine/relations/calendar/workspace-calendar.ts";
import type { Terminal } from "./terminal.ts";
import { speakOfPeriodsOf } from "./text/period-title.ts";

/** One workspace open for one command. */
export interface Session {
  readonly engine: Engine;
  /** Runs a job to its end, with progress for whoever watches and Ctrl+C as cancel. */
  run<K extends JobKind>(
    kind: K,
    input: JobInput<typeof jobContract, K>,
  ): Promise<JobOutput<typeof jobContract, K>>;
}

export interface OpenOptions {
  readonly workspace: string;
  /** Only an import may make a workspace. */
  readonly create?: boolean;
  /** Who works and what time it is; absent, the person and the clock of this computer. */
  readonly settings?: Pick<EngineOptions, "actor" | "clock">;
}

/** Opens the workspace, does the work and closes it again, whatever happens. */
export async function withWorkspace<T>(
  terminal: Terminal,
  { workspace, create = false, settings = {} }: OpenOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  if (!create && !(await exists(join(workspace, "workspace.duckdb")))) {
    fail(
      "workspace-not-found",
      `There is no workspace at "${workspace}".`,
      "Check the path, or create the workspace with tieout import.",
    );
  }
  const engine = await createEngine({
    ...settings,
    workspace,
    log: await createLogFile(workspace),
  });
  speakOfPeriodsOf(await engine.context.database.read(readCalendar));
  const stopProgress = showProgress(terminal, engine);
  const cancel = (): void => cancelJobs(engine);
  terminal.interrupted.addEventListener("abort", cancel);
  try {
    return await work({
      engine,
      run: async (kind, input) => {
        refuseWhenInterrupted(terminal);
        const value = unwrap(await engine.runJob(kind, input));
        refuseWhenInterrupted(terminal);
        return value;
      },
    });
  } finally {
    terminal.interrupted.removeEventListener("abort", cancel);
    stopProgress();
    await engine.close();
  }
}

function refuseWhenInterrupted(terminal: Terminal): void {
  if (terminal.interrupted.aborted) {
    fail("cancelled", "Interrupted; nothing half-done was kept.", "Run the command again.");
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function cancelJobs(engine: Engine): void {
  for (const { jobId, state } of engine.context.jobs.list()) {
    if (state === "running") {
      engine.context.jobs.cancel(jobId);
    }
  }
}

const CLEAR_LINE = "\r\u001b[K";

function showProgress(terminal: Terminal, engine: Engine): () => void {
  if (!terminal.isWatched) {
    return () => undefined;
  }
  const stop = engine.on((name, payload) => {
    if (name === "job-progress") {
      const { stage, done, total, unit } = JobState.parse(payload);
      const of = total === null ? formatCount(done) : `${formatCount(done)}/${formatCount(total)}`;
      terminal.err(`${CLEAR_LINE}${stage} ${of} ${unit}`);
    } else if (name === "job-ended") {
      terminal.err(CLEAR_LINE);
    }
  });
  return () => {
    stop();
    terminal.err(CLEAR_LINE);
  };
}
