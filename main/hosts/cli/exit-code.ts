import type { ErrorCode } from "../../../shared/errors.ts";

export const DONE = 0;
export const FAILED = 1;
export const USAGE = 2;
export const REJECTED = 3;
export const DOES_NOT_TIE = 4;
export const LOCKED = 5;
export const INTERRUPTED = 130;

const BY_ERROR: Readonly<Record<ErrorCode, number>> = {
  usage: USAGE,
  "file-unreadable": REJECTED,
  "file-empty": REJECTED,
  "file-truncated": REJECTED,
  "encoding-not-supported": REJECTED,
  "format-not-recognised": REJECTED,
  "mapping-needed": REJECTED,
  "mapping-invalid": REJECTED,
  "import-rejected": REJECTED,
  "import-not-conserved": REJECTED,
  "source-file-not-found": FAILED,
  "exchange-rate-missing": REJECTED,
  "exchange-rate-conflict": REJECTED,
  "rules-invalid": REJECTED,
  "reconciliation-config-invalid": REJECTED,
  "taxonomy-invalid": REJECTED,
  "recipe-invalid": REJECTED,
  "calendar-invalid": REJECTED,
  "driver-zero": REJECTED,
  "driver-missing": REJECTED,
  "target-missing": REJECTED,
  "allocation-not-conserved": DOES_NOT_TIE,
  "period-empty": REJECTED,
  "run-not-found": FAILED,
  "run-stale": FAILED,
  "item-not-found": FAILED,
  "workspace-in-use": LOCKED,
  "workspace-not-found": FAILED,
  "workspace-from-newer-version": FAILED,
  "workspace-damaged": FAILED,
  cancelled: INTERRUPTED,
  "disk-full": FAILED,
  "engine-lost": FAILED,
  "not-in-contract": FAILED,
  "token-unknown": FAILED,
  "workbook-unreadable": FAILED,
  internal: FAILED,
};

/** The exit code a command ends with when it fails this way. */
export function exitCodeOf(code: ErrorCode): number {
  return BY_ERROR[code];
}
