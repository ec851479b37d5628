import { TieoutError } from "../../../shared/errors.ts";

/** Linux, macOS and Windows report no room, no quota, or a file that may not grow further. */
const CODES: readonly unknown[] = ["ENOSPC", "EDQUOT", "EFBIG"];

/** DuckDB's own words; it has no code for a failed write. */
const WORDS = /no space left|disk full|disk quota|file too large|could not write/i;

export function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    (("code" in error && CODES.includes(error.code)) || WORDS.test(error.message))
  );
}

/** The failure of a step whose workspace has no room left; the step left nothing behind. */
export function diskFull(): TieoutError {
  return new TieoutError({
    code: "disk-full",
    message: "The disk that holds the workspace is full.",
    remedy: "Free space on that disk, then repeat the step; nothing was changed.",
  });
}
