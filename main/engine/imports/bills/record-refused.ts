import type { Reject } from "../loaded-file.ts";

const CORRECT_IT = "Correct the record in the export, or import the file without it.";

/** Why one record of a bill is rejected. */
export class RecordRefused extends Error {
  readonly reject: Omit<Reject, "line" | "rawText" | "byteOffset">;

  constructor(column: string | null, code: string, reason: string) {
    super(reason);
    this.reject = { column, code, reason, remedy: CORRECT_IT };
  }
}
