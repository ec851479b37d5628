import { z } from "zod";
import { ChargeAttribute, CostBasis, RUN_DIMENSIONS } from "../domain/charge.ts";
import { Condition } from "../domain/condition.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { Period } from "../domain/period.ts";
import { call } from "./define.ts";
import { AmountText, Paging, RowPage, Scope } from "./scope.ts";

export const CurrencySums = z.array(
  z.object({
    currency: z.string(),
    charges: z.number().int(),
    billed: AmountText,
    effective: AmountText,
    contracted: AmountText,
    list: AmountText,
  }),
);

/** A dimension of a pivot: a charge attribute, or `target`, `rule`, `pool`, `stage` of a run. */
export const PivotDimension = z.union([z.enum(RUN_DIMENSIONS), ChargeAttribute]);

export const PivotInput = z.strictObject({
  of: z.enum(["charges", "allocated"]).default("charges"),
  period: Period,
  compare: Period.optional(),
  basis: CostBasis.default("effective"),
  currency: CurrencyCode.optional(),
  rows: z.array(PivotDimension).max(6),
  columns: z.array(PivotDimension).max(3).default([]),
  measures: z
    .array(z.enum(["amount", "billed", "effective", "contracted", "list", "charges", "quantity"]))
    .min(1)
    .default(["amount"]),
  filters: z.array(Condition).default([]),
  /** Row paths opened below their subtotal; absent opens all. Paths are row values, outer first. */
  expanded: z.array(z.array(z.string().nullable())).optional(),
  sort: z
    .strictObject({ by: z.enum(["label", "amount"]), direction: z.enum(["asc", "desc"]) })
    .default({ by: "label", direction: "asc" }),
  /** At most this many rows; the rest is one row "n others" so that totals still add up. */
  limit: z.number().int().min(1).max(1000).default(500),
});

export const PivotResult = z.object({
  currency: z.string(),
  /** Currencies that were billed too and are not in these figures, where none was chosen. */
  currenciesLeftOut: z.array(z.string()).optional(),
  /** Of allocated cost: files, entities or rules changed since a run the figures come from. */
  isStale: z.boolean().optional(),
  measures: z.array(z.string()),
  /** Each row's path of values, outer first; shorter than the dimensions for a subtotal. */
  rows: z.array(
    z.object({
      path: z.array(z.string().nullable()),
      level: z.number().int(),
      isSubtotal: z.boolean(),
      isOthers: z.boolean(),
    }),
  ),
  columns: z.array(z.object({ path: z.array(z.string().nullable()), measure: z.string() })),
  /** cells[row][column]; null where no charge exists. */
  cells: z.array(z.array(AmountText.nullable())),
  totals: z.object({
    rows: z.array(z.array(AmountText.nullable())),
    columns: z.array(AmountText.nullable()),
    grand: z.record(z.string(), AmountText),
  }),
});
export type PivotResult = z.infer<typeof PivotResult>;

export const charges = {
  attributes: call(
    z.strictObject({}),
    z.object({
      attributes: z.array(
        z.object({
          attribute: z.string(),
          label: z.string(),
          group: z.enum(["dimension", "tag", "custom"]),
        }),
      ),
    }),
  ),
  page: call(
    z.strictObject({
      scope: Scope,
      sort: z.strictObject({ column: z.string(), direction: z.enum(["asc", "desc"]) }).optional(),
      ...Paging,
    }),
    RowPage,
  ),
  facet: call(
    z.strictObject({
      scope: Scope,
      attribute: ChargeAttribute,
      search: z.string().default(""),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({
      values: z.array(
        z.object({
          value: z.string().nullable(),
          charges: z.number().int(),
          amount: AmountText,
        }),
      ),
      distinct: z.number().int(),
    }),
  ),
  /** Exact sums of the scope, or of `rows` [from, to) of it in page order. */
  sums: call(
    z.strictObject({
      scope: Scope,
      sort: z.strictObject({ column: z.string(), direction: z.enum(["asc", "desc"]) }).optional(),
      rows: z.strictObject({ from: z.number().int(), to: z.number().int() }).optional(),
    }),
    z.object({ sums: CurrencySums, of: z.number().int(), charges: z.number().int() }),
  ),
  pivot: call(PivotInput, PivotResult),
  trace: call(
    z.strictObject({ chargeId: z.string() }),
    z.object({
      chargeId: z.string(),
      file: z.string(),
      sha256: z.string(),
      row: z.number().int(),
      rawText: z.string().nullable(),
      fields: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
      allocations: z.array(
        z.object({
          period: Period,
          basis: CostBasis,
          rule: z.string(),
          target: z.string(),
          amount: AmountText,
        }),
      ),
      /** Whether a run that covers the charge's periods is older than its files or rules. */
      isStale: z.boolean().optional(),
    }),
  ),
};
