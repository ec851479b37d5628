import { z } from "zod";

/** What became of a line of a price list; the last six are charges that have no price, by kind. */
export const PriceStatus = z.enum([
  "new",
  "retired",
  "re-priced",
  "several-prices",
  "unchanged",
  "one-price",
  "no-price",
  "no-quantity",
  "correction",
  "tax",
  "credit",
  "one-time",
  "unused-commitment",
]);
export type PriceStatus = z.infer<typeof PriceStatus>;

export const PRICE_STATUS_NAMES: Readonly<Record<PriceStatus, string>> = {
  new: "new",
  retired: "retired",
  "re-priced": "re-priced",
  "several-prices": "several prices",
  unchanged: "unchanged",
  "one-price": "one price",
  "no-price": "no price",
  "no-quantity": "no quantity",
  correction: "correction",
  tax: "tax",
  credit: "credit",
  "one-time": "one-time",
  "unused-commitment": "unused commitment",
};
