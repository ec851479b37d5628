import { z } from "zod";
import { CostBasis } from "../domain/charge.ts";
import { Condition } from "../domain/condition.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { Period } from "../domain/period.ts";
import { PriceStatus } from "../domain/price-status.ts";
import { VarianceConvention } from "../domain/variance-effect.ts";
import { call } from "./define.ts";
import { AmountText, Paging, RowPage } from "./scope.ts";
import { EffectAmount } from "./variance.ts";

const Question = {
  period: Period,
  /** The earlier month it is held against; absent lists the prices of one month. */
  against: Period.optional(),
  basis: CostBasis.default("effective"),
  /** Prices are compared in one billing currency and never converted. */
  currency: CurrencyCode.optional(),
  /** `price` tells price ids, regions and pricing categories apart; `sku` is a variance's leaf. */
  detail: z.enum(["price", "sku"]).default("price"),
  convention: VarianceConvention.default("symmetric"),
  filters: z.array(Condition).default([]),
};
export const PriceQuestion = z.strictObject(Question);

/** What a price is for: provider, service, SKU, price id, region, pricing category, unit, kind. */
export const PriceLineKey = z.tuple([
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.string(),
]);
export type PriceLineKey = z.infer<typeof PriceLineKey>;

export const PriceSummary = z.object({
  period: Period,
  against: Period.nullable(),
  basis: CostBasis,
  currency: z.string(),
  /** Currencies that were billed too and are not in this list. */
  currenciesLeftOut: z.array(z.string()),
  detail: z.enum(["price", "sku"]),
  convention: VarianceConvention,
  lines: z.number().int(),
  charges: z.number().int(),
  opening: AmountText,
  closing: AmountText,
  /** Of all lines, by the codes of a variance; they add up to closing − opening. */
  effects: z.array(EffectAmount),
  /** What other prices alone moved: list price, negotiated and commitment discount. */
  price: AmountText,
  /** closing − opening − Σ effects: always "0". */
  residual: AmountText,
  statuses: z.array(
    z.object({
      status: PriceStatus,
      lines: z.number().int(),
      opening: AmountText,
      closing: AmountText,
      change: AmountText,
      price: AmountText,
    }),
  ),
});
export type PriceSummary = z.infer<typeof PriceSummary>;

/** One price as it stood in a month: what it was paid for, and on which days. */
export const PricePoint = z.object({
  /** Rounded once at 12 decimals; cost and quantity beside it are exact. */
  price: AmountText,
  cost: AmountText,
  quantity: AmountText,
  charges: z.number().int(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
});
export type PricePoint = z.infer<typeof PricePoint>;

export const PriceMonth = z.object({
  period: Period,
  cost: AmountText,
  quantity: AmountText,
  charges: z.number().int(),
  /** Charges below zero among them, which lower cost and quantity alike. */
  negativeCharges: z.number().int(),
  points: z.array(PricePoint),
  /** Points beyond those listed. */
  morePoints: z.number().int(),
});
export type PriceMonth = z.infer<typeof PriceMonth>;

export const prices = {
  /** The whole list in figures. */
  summary: call(PriceQuestion, PriceSummary),
  /** A page of its lines; the cell `line` is the key of a line as JSON. */
  page: call(
    z.strictObject({
      ...Question,
      statuses: z.array(PriceStatus).default([]),
      search: z.string().default(""),
      sort: z.strictObject({ column: z.string(), direction: z.enum(["asc", "desc"]) }).optional(),
      ...Paging,
    }),
    RowPage,
  ),
  /** The prices that stand in one line, month by month, and how its charges are found. */
  line: call(
    z.strictObject({ ...Question, line: PriceLineKey }),
    z.object({
      status: PriceStatus,
      months: z.array(PriceMonth),
      effects: z.array(EffectAmount),
      filters: z.array(Condition),
    }),
  ),
};
