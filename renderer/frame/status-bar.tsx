import { X } from "lucide-react";
import type { JobKind, JobState } from "../../shared/contract/jobs.ts";
import { useStore } from "../store/index.ts";
import { jobPercent, jobRate, jobSecondsLeft } from "../store/jobs-slice.ts";
import { classNames } from "../ui/class-names.ts";
import { formatCount } from "../ui/format-amount.ts";
import { useEngine } from "../use-engine.ts";
import { useStatus } from "../use-workspace.ts";
import styles from "./status-bar.module.css";

const DOING: Readonly<Record<JobKind, string>> = {
  import: "Importing",
  preview: "Reading",
  allocate: "Allocating",
  reconcile: "Matching",
  variance: "Explaining",
  export: "Writing the workbook",
};

/** The selection's exact sum, the page's own note, and the job that runs. */
export function StatusBar() {
  const job = useStore((state) => state.job);
  return (
    <footer className={styles["bar"]}>
      <SelectionSum />
      <span className={styles["space"]} />
      {job === null ? <PageNote /> : <JobProgress job={job} />}
    </footer>
  );
}

function SelectionSum() {
  const selection = useStore((state) => state.selection);
  return (
    <span className={styles["selection"]} role="status">
      {selection === null ? null : <span>{selection.cells}</span>}
      {selection?.sums.map(({ label, value }) => (
        <span key={label}>
          {label} <b>{value}</b>
        </span>
      ))}
    </span>
  );
}

function PageNote() {
  const note = useStore((state) => state.statusNote);
  const status = useStatus();
  return (
    <>
      {note === null ? null : (
        <span className={classNames(styles["note"], styles[note.tone])}>{note.text}</span>
      )}
      {status === undefined ? null : (
        <span className={styles["note"]} title={`Head of the audit trail: ${status.chainHead}`}>
          Audit trail {status.chainHead.slice(0, 8)}
        </span>
      )}
    </>
  );
}

function timeLeft(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function JobProgress({ job }: { job: JobState }) {
  const engine = useEngine();
  const percent = jobPercent(job);
  const rate = jobRate(job);
  const left = jobSecondsLeft(job);
  const amount =
    job.total === null
      ? formatCount(job.done)
      : `${formatCount(job.done)} of ${formatCount(job.total)}`;
  return (
    <span className={styles["job"]}>
      <span>
        {DOING[job.kind]}: {job.stage}
      </span>
      <progress
        className={styles["progress"]}
        aria-label={DOING[job.kind]}
        max={100}
        {...(percent === null ? {} : { value: percent })}
      />
      {job.done > 0 ? (
        <span>
          {amount} {job.unit}
          {rate === null ? "" : `, ${formatCount(rate)} per s`}
          {left === null || left === 0 ? "" : `, ${timeLeft(left)} left`}
        </span>
      ) : null}
      <button
        type="button"
        className={styles["cancel"]}
        onClick={() => void engine.cancelJob(job.jobId)}
      >
        <X size={12} aria-hidden="true" /> Cancel
      </button>
    </span>
  );
}
