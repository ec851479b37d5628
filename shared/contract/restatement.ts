import { z } from "zod";
import { Period } from "../domain/period.ts";
import { AmountText } from "./scope.ts";

/** What one month came to before and would come to now, in one currency. */
export const PeriodChange = z.object({
  period: Period.nullable(),
  currency: z.string(),
  before: AmountText,
  after: AmountText,
  /** after − before. */
  difference: AmountText,
});
export type PeriodChange = z.infer<typeof PeriodChange>;

/** A line that only one of two files holds, or both with another amount. */
export const LineChange = z.object({
  change: z.enum(["new", "gone", "changed"]),
  period: Period.nullable(),
  currency: z.string(),
  /** What the line says of itself: account, document and text, or service and resource. */
  line: z.string(),
  before: AmountText.nullable(),
  after: AmountText.nullable(),
  difference: AmountText,
});
export type LineChange = z.infer<typeof LineChange>;

/** How a file differs from an earlier one that covers some of the same. */
export const FileDifference = z.object({
  periods: z.array(PeriodChange),
  /** Lines by what became of them; lines that say the same count once. */
  lines: z.object({
    new: z.number().int(),
    gone: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
  }),
  /** A page of what changed, the largest difference first. */
  changes: z.array(LineChange),
});
export type FileDifference = z.infer<typeof FileDifference>;
