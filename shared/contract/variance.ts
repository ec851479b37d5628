import { z } from "zod";
import { CostBasis } from "../domain/charge.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { Period } from "../domain/period.ts";
import { Effect, VarianceConvention } from "../domain/variance-effect.ts";
import { PivotDimension } from "./charges.ts";
import { call } from "./define.ts";
import { AmountText } from "./scope.ts";

export const VarianceInput = z.strictObject({
  from: Period,
  to: Period,
  of: z.enum(["charges", "allocated"]).default("charges"),
  basis: CostBasis.default("effective"),
  currency: CurrencyCode.optional(),
  by: z.array(PivotDimension).min(1).max(3).default(["service_name"]),
  convention: VarianceConvention.default("symmetric"),
  /** Splits volume into the total of each unit and the mix within it; standard cost always does. */
  mix: z.boolean().default(false),
});

export const EffectAmount = z.object({ effect: Effect, amount: AmountText });

export const VarianceResult = z.object({
  runId: z.string(),
  /** Of allocated cost: files, entities or rules changed since one of the two runs. */
  isStale: z.boolean().optional(),
  from: Period,
  to: Period,
  of: z.enum(["charges", "allocated"]),
  basis: CostBasis,
  currency: z.string(),
  convention: VarianceConvention,
  opening: AmountText,
  closing: AmountText,
  effects: z.array(EffectAmount),
  /** closing − opening − Σ effects: always "0". */
  residual: AmountText,
  by: z.array(z.string()),
  rows: z.array(
    z.object({
      path: z.array(z.string().nullable()),
      opening: AmountText,
      closing: AmountText,
      effects: z.record(z.string(), AmountText),
      /** The many small movements beyond the rows shown, in one. */
      isOthers: z.boolean().optional(),
    }),
  ),
  leaves: z.number().int(),
  /** Shares of the cost whose price fell back to a lower rung, per fallback. */
  fallbacks: z.array(z.object({ fallback: z.string(), amount: AmountText })),
  message: z.string(),
});
export type VarianceResult = z.infer<typeof VarianceResult>;

export const variance = {
  /** The stored decomposition of exactly these parameters and inputs, or null. */
  result: call(VarianceInput, z.object({ result: VarianceResult.nullable() })),
};
