import { z } from "zod";
import { call } from "./define.ts";
import { AmountText } from "./scope.ts";
import { SourceFileId } from "./workspace.ts";

/** What one rule of the FOCUS specification found in one file. */
export const ConformanceResult = z.object({
  code: z.string(),
  /** The FOCUS column it is about. */
  column: z.string(),
  expected: z.string(),
  severity: z.enum(["warning", "note"]),
  /** `not-checked` where the file lacks a column the rule reads. */
  state: z.enum(["holds", "broken", "not-checked"]),
  /** Rows that break it, per currency. */
  broken: z.array(
    z.object({
      currency: z.string().nullable(),
      rows: z.number().int(),
      amount: AmountText.nullable(),
    }),
  ),
});
export type ConformanceResult = z.infer<typeof ConformanceResult>;

/** How far a file is what its version of FOCUS says. */
export const ConformanceReport = z.object({
  file: z.string(),
  dataset: z.string(),
  version: z.string(),
  records: z.number().int(),
  /** Mandatory columns the file lacks. */
  missing: z.array(z.string()),
  rules: z.array(ConformanceResult),
});
export type ConformanceReport = z.infer<typeof ConformanceReport>;

export const sources = {
  /** Every rule of the specification held against one file; null where it is not FOCUS. */
  conformance: call(
    z.strictObject({ sourceFileId: SourceFileId }),
    z.object({ report: ConformanceReport.nullable() }),
  ),
};
