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

/** What stands in the way first; findings alike keep their order. */
export function bySeverity(
  a: { readonly severity: FindingSeverity },
  b: { readonly severity: FindingSeverity },
): number {
  const { options } = FindingSeverity;
  return options.indexOf(a.severity) - options.indexOf(b.severity);
}

/** What a check of the stored data says: a law and where it does not hold. */
export const CheckedLaw = z.object({
  check: z.string(),
  /** What always holds, as one sentence. */
  law: z.string(),
  /** The code of its findings. */
  code: z.string(),
  /** Whether none of its findings is blocking. */
  ok: z.boolean(),
  findings: z.array(Finding),
});
export type CheckedLaw = z.infer<typeof CheckedLaw>;
