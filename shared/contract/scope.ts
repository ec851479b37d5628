import { z } from "zod";
import { CostBasis } from "../domain/charge.ts";
import { Condition } from "../domain/condition.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { Period } from "../domain/period.ts";

/** Exact decimal text. */
export const AmountText = z.string().regex(/^-?\d+(\.\d+)?$/);

/** What every number on a page depends on. Without a currency, amounts stay per currency. */
export const Scope = z.strictObject({
  period: Period,
  compare: Period.optional(),
  basis: CostBasis.default("effective"),
  currency: CurrencyCode.optional(),
  filters: z.array(Condition).default([]),
});
export type Scope = z.infer<typeof Scope>;

/** At most this many rows cross a process in one answer. */
export const PAGE_ROWS_MAX = 1000;
export const Paging = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(PAGE_ROWS_MAX).default(200),
};

/** A name for one file, to read or to write, chosen in a dialog, an upload or a command line. */
export const FileToken = z.string().min(1).max(200);

/** A column of a page of rows; cells are text, amounts exact decimal text, null is empty. */
export const PageColumn = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(["text", "amount", "quantity", "price", "count", "date"]),
});
export const Cell = z.union([z.string(), z.null()]);
export const RowPage = z.object({
  columns: z.array(PageColumn),
  rows: z.array(z.array(Cell)).max(PAGE_ROWS_MAX),
  offset: z.number().int(),
  total: z.number().int(),
});
export type RowPage = z.infer<typeof RowPage>;
