import { z } from "zod";

/** Every way an operation can fail; data problems are findings, not errors. */
export const ErrorCode = z.enum([
  "usage",
  "file-unreadable",
  "file-empty",
  "file-truncated",
  "encoding-not-supported",
  "format-not-recognised",
  "mapping-needed",
  "mapping-invalid",
  "import-rejected",
  "import-not-conserved",
  "source-file-not-found",
  "exchange-rate-missing",
  "exchange-rate-conflict",
  "rules-invalid",
  "reconciliation-config-invalid",
  "taxonomy-invalid",
  "recipe-invalid",
  "calendar-invalid",
  "driver-zero",
  "driver-missing",
  "target-missing",
  "allocation-not-conserved",
  "period-empty",
  "run-not-found",
  "run-stale",
  "item-not-found",
  "workspace-in-use",
  "workspace-not-found",
  "workspace-from-newer-version",
  "workspace-damaged",
  "cancelled",
  "disk-full",
  "engine-lost",
  "not-in-contract",
  "token-unknown",
  "workbook-unreadable",
  "internal",
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An operation's failure as it crosses a process: code, one sentence, one remedy, details. */
export const ErrorShape = z.object({
  code: ErrorCode,
  message: z.string(),
  remedy: z.string(),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional(),
});
export type ErrorShape = z.infer<typeof ErrorShape>;

export class TieoutError extends Error {
  readonly shape: ErrorShape;

  constructor(shape: ErrorShape) {
    super(shape.message);
    this.name = "TieoutError";
    this.shape = shape;
  }
}

/** Throws a TieoutError; a short form for the many places that refuse an operation. */
export function fail(
  code: ErrorCode,
  message: string,
  remedy: string,
  details?: ErrorShape["details"],
): never {
  throw new TieoutError(
    details === undefined ? { code, message, remedy } : { code, message, remedy, details },
  );
}

/** The outcome of a call as it crosses a process. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorShape };
