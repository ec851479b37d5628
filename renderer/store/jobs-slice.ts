import type { StateCreator } from "zustand";
import type { JobState } from "../../shared/contract/jobs.ts";

export interface JobsSlice {
  /** The job that runs now, or null. One job writes at a time. */
  readonly job: JobState | null;
  jobChanged(state: JobState): void;
  /** The engine was lost, and its job with it. */
  forgetJob(): void;
}

export const createJobsSlice: StateCreator<JobsSlice> = (set) => ({
  job: null,
  forgetJob: () => set({ job: null }),
  jobChanged: (state) =>
    set(({ job }) => {
      if (state.state === "running") {
        return { job: state };
      }
      return job?.jobId === state.jobId ? { job: null } : {};
    }),
});

/** Done per second, rounded to whole units; null while it would only be a guess. */
export function jobRate({ done, elapsedMs }: JobState): number | null {
  return elapsedMs < 500 || done === 0 ? null : Math.floor((done * 1000) / elapsedMs);
}

/** Whole seconds left at the rate so far; null while it would only be a guess. */
export function jobSecondsLeft({ done, total, elapsedMs }: JobState): number | null {
  if (total === null || done === 0 || elapsedMs < 1000) {
    return null;
  }
  return Math.ceil(((total - done) * elapsedMs) / done / 1000);
}

/** How much is done in percent, or null where the job cannot say. */
export function jobPercent({ done, total }: JobState): number | null {
  return total === null || total <= 0 ? null : Math.min(100, Math.floor((done * 100) / total));
}
