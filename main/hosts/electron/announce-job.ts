import { type BrowserWindow, Notification } from "electron";
import type { JobKind, JobState } from "../../../shared/contract/jobs.ts";

/** Who waited longer than this may have gone to look at something else. */
const LONG_MS = 10_000;

const WHAT: Readonly<Record<JobKind, string>> = {
  import: "The import",
  preview: "The trial of the import",
  allocate: "The allocation",
  reconcile: "The reconciliation",
  variance: "The variance",
  export: "The workbook",
};

/**
 * What the desktop says of a job that ended; null where nobody has to be called back. It names no
 * file and no amount, because it may show on a locked screen.
 */
export function jobNotice({ kind, state, elapsedMs }: JobState): string | null {
  if (elapsedMs < LONG_MS || state === "running" || state === "cancelled") {
    return null;
  }
  return state === "done" ? `${WHAT[kind]} is ready.` : `${WHAT[kind]} failed.`;
}

/** Calls back to a window that is not looked at; a click brings it to the front. */
export function announceJob(window: BrowserWindow, job: JobState): void {
  const body = jobNotice(job);
  if (body === null || window.isFocused() || !Notification.isSupported()) {
    return;
  }
  const notice = new Notification({ title: "Tieout", body });
  notice.on("click", () => {
    window.show();
    window.focus();
  });
  notice.show();
}
