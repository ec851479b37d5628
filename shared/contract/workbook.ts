import { z } from "zod";
import { CostBasis } from "../domain/charge.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { Period } from "../domain/period.ts";
import { call } from "./define.ts";

export const WorkbookScope = {
  period: Period,
  compare: Period.optional(),
  basis: CostBasis.default("effective"),
  currency: CurrencyCode.optional(),
};

export const WorkbookCheck = z.object({
  sheet: z.string(),
  check: z.string(),
  ok: z.boolean(),
  detail: z.string(),
});

export const WorkbookResult = z.object({
  file: z.string(),
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  checks: z.array(WorkbookCheck),
  contentDigest: z.string(),
  ties: z.boolean(),
});
export type WorkbookResult = z.infer<typeof WorkbookResult>;

export const workbook = {
  /** The months a workbook can be written of, each as it was last closed. */
  closes: call(
    z.strictObject({}),
    z.object({
      closes: z.array(
        z.object({
          period: Period,
          compare: Period.nullable(),
          basis: CostBasis,
          currency: CurrencyCode,
        }),
      ),
    }),
  ),
  preview: call(
    z.strictObject(WorkbookScope),
    z.object({
      isReady: z.boolean(),
      missing: z.array(z.string()),
      sheets: z.array(z.object({ name: z.string(), holds: z.string(), rows: z.number().int() })),
      checks: z.array(WorkbookCheck),
      ties: z.boolean(),
    }),
  ),
};
