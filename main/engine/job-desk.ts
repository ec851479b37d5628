import {
  type events,
  type JobKind,
  JobKindName,
  type JobState,
  jobContract,
} from "../../shared/contract/jobs.ts";
import { fail } from "../../shared/errors.ts";
import type { EngineContext, JobContext, JobDesk, JobOutcome } from "./context.ts";
import { toErrorShape } from "./error-shape.ts";

export type RunJob = (
  kind: JobKind,
  input: unknown,
  job: Pick<JobContext, "signal" | "progress">,
) => Promise<unknown>;

export type Emit = (name: keyof typeof events, payload: unknown) => void;

interface Running {
  state: JobState;
  readonly abort: AbortController;
  readonly outcome: Promise<JobOutcome>;
}

/** Starts jobs, follows them and tells everyone how far they are. */
export function createJobDesk(
  context: Pick<EngineContext, "clock" | "log">,
  runJob: RunJob,
  emit: Emit,
): JobDesk {
  const running = new Map<string, Running>();
  let count = 0;

  const known = (jobId: string): Running =>
    running.get(jobId) ??
    fail("usage", `No job is called "${jobId}".`, "Ask for the list of jobs.");

  return {
    start(kindText, input) {
      const kind = JobKindName.parse(kindText);
      const parsed: unknown = jobContract[kind].input.parse(input);
      count += 1;
      const jobId = `job-${count}`;
      const started = context.clock.elapsed();
      const abort = new AbortController();
      const record: Running = {
        abort,
        state: {
          jobId,
          kind,
          state: "running",
          stage: "Starting",
          done: 0,
          total: null,
          unit: "",
          startedMs: started,
          elapsedMs: 0,
        },
        outcome: Promise.resolve().then(() => run()),
      };
      running.set(jobId, record);
      const update = (change: Partial<JobState>, name: "job-progress" | "job-ended"): void => {
        const elapsedMs = context.clock.elapsed() - started;
        record.state = { ...record.state, ...change, elapsedMs };
        emit(name, record.state);
      };
      const run = async (): Promise<JobOutcome> => {
        try {
          const value = await runJob(kind, parsed, {
            signal: abort.signal,
            progress: (stage, done, total, unit) =>
              update({ stage, done, total, unit }, "job-progress"),
          });
          const output: unknown = jobContract[kind].output.parse(value);
          update({ state: "done" }, "job-ended");
          return { ok: true, value: output };
        } catch (error) {
          const shape = toErrorShape(error, context.log);
          update({ state: shape.code === "cancelled" ? "cancelled" : "failed" }, "job-ended");
          return { ok: false, error: shape };
        }
      };
      return jobId;
    },
    wait: (jobId) => known(jobId).outcome,
    cancel: (jobId) => known(jobId).abort.abort(),
    list: () => [...running.values()].map(({ state }) => state),
  };
}
