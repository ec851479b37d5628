import { z } from "zod";

export const FindingSeverity = z.enum(["blocking", "warning", "note"]);
export type FindingSeverity = z.infer<typeof FindingSeverity>;

/** An error in the data, as data: where, what was found, what was expected, what to do. */
export const Finding = z.object({
  code: z.string(),
  severity: FindingSeverity,
  sourceFileId: z.string().nullable(),
  file: z.string().nullable(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  found: z.string(),
  expected: z.string(),
  remedy: z.string(),
  count: z.number().int(),
  amountAtStake: z.string().nullable(),
  currency: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;
