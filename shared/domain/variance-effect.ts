import { z } from "zod";

/** Effect codes (settled.md 4), in the order a bridge prints them. */
export const EFFECTS = [
  "volume",
  "day-count",
  "mix",
  "list-price",
  "negotiated",
  "commitment",
  "currency",
  "new",
  "retired",
  "one-time",
  "correction",
  "tax",
  "credit",
  "unused-commitment",
  "rule-change",
  "not-decomposable",
] as const;
export const Effect = z.enum(EFFECTS);
export type Effect = z.infer<typeof Effect>;

export const VarianceConvention = z.enum(["symmetric", "standard-cost"]);
export type VarianceConvention = z.infer<typeof VarianceConvention>;
