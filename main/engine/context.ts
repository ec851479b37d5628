import type { JobState } from "../../shared/contract/jobs.ts";
import type { Clock } from "./clock.ts";
import type { Database, Writer } from "./database/database.ts";
import type { FileGrants } from "./file-grants.ts";
import type { Log } from "./log.ts";
import type { AuditEntry } from "./workspace/audit-trail.ts";
import type { WorkspaceFolder } from "./workspace/workspace-folder.ts";

/** What every handler may use. */
export interface EngineContext {
  readonly database: Database;
  readonly folder: WorkspaceFolder;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: FileGrants;
  readonly appVersion: string;
  readonly actor: string;
  /** Grows with every finished write; the key under which answers may be cached. */
  dataVersion(): number;
  /** One short change in one transaction, recorded in the audit trail with its entry. */
  change<T>(kind: string, work: (change: ChangeContext) => Promise<T>): Promise<T>;
  /** The engine's own jobs, for the `jobs` calls. */
  readonly jobs: JobDesk;
}

/** A transaction in progress. */
export interface ChangeContext {
  readonly writer: Writer;
  readonly operationId: string;
  /** Position of this change in the workspace's history. */
  readonly sequence: number;
  audit(entry: Omit<AuditEntry, "at" | "actor">): Promise<void>;
}

/** One running job: a change that reports progress and can be cancelled. */
export interface JobContext extends ChangeContext {
  readonly engine: EngineContext;
  readonly signal: AbortSignal;
  progress(stage: string, done: number, total: number | null, unit: string): void;
}

export interface JobDesk {
  start(kind: string, input: unknown): string;
  wait(jobId: string): Promise<JobOutcome>;
  cancel(jobId: string): void;
  list(): JobState[];
}

export type JobOutcome =
  | { ok: true; value: unknown }
  | { ok: false; error: import("../../shared/errors.ts").ErrorShape };
