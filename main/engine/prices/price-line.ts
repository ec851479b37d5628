import { z } from "zod";
import type { PriceLineKey } from "../../../shared/contract/prices.ts";
import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import type { PriceStatus } from "../../../shared/domain/price-status.ts";
import {
  commonRange,
  isOnePrice,
  type PriceRange,
  type UnitPrice,
} from "../../../shared/domain/unit-price.ts";
import { Effect } from "../../../shared/domain/variance-effect.ts";
import { priceText } from "../money/prices.ts";

const text = z.string().nullable();

export const LineRow = z.object({
  leaf_id: z.number(),
  provider: text,
  service: text,
  sku: text,
  name: text,
  price_id: text,
  region: text,
  category: text,
  unit: text,
  kind: z.string(),
  charges_0: z.number(),
  charges_1: z.number(),
  negative_charges_0: z.number(),
  negative_charges_1: z.number(),
  cost_0: z.string(),
  cost_1: z.string(),
  billed_0: z.string(),
  billed_1: z.string(),
  effective_0: z.string(),
  effective_1: z.string(),
  contracted_0: text,
  contracted_1: text,
  list_0: text,
  list_1: text,
  quantity_0: z.string(),
  quantity_1: z.string(),
  price_0: text,
  price_1: text,
  effective_price: text,
  contracted_price: text,
  list_price: text,
  low_cost_0: text,
  low_quantity_0: text,
  high_cost_0: text,
  high_quantity_0: text,
  low_cost_1: text,
  low_quantity_1: text,
  high_cost_1: text,
  high_quantity_1: text,
  whole: Effect.nullable(),
  third_effect: Effect,
  fourth_effect: Effect,
  volume: z.string(),
  third: z.string(),
  fourth: z.string(),
  fifth: z.string(),
});
export type LineRow = z.infer<typeof LineRow>;

/** A line's month: cost and quantity side by side, and their quotient for reading. */
export interface LineMonth {
  readonly charges: number;
  readonly negativeCharges: number;
  readonly cost: string;
  readonly quantity: string;
  /** The exact price, null where there is none. */
  readonly exact: UnitPrice | null;
  readonly price: string | null;
  /** Whether one price explains every charge, as far as their rounding lets it be known. */
  readonly isSeveral: boolean;
}

export interface PriceLine {
  readonly key: PriceLineKey;
  readonly name: string | null;
  readonly status: PriceStatus;
  readonly opening: LineMonth;
  readonly closing: LineMonth;
  readonly prices: Readonly<Record<"list" | "contracted" | "effective", string | null>>;
  readonly effects: readonly { readonly effect: Effect; readonly amount: string }[];
}

/** A stored line as the list shows it. */
export function priceLine(row: LineRow, isCompared: boolean): PriceLine {
  const opening = lineMonth(row, 0);
  const closing = lineMonth(row, 1);
  const shown = (cost: string | null, price: string | null): string | null =>
    row.kind !== "regular" || cost === null || !isPrice(cost, row.quantity_1)
      ? null
      : priceText(price, cost, row.quantity_1);
  return {
    key: [
      row.provider,
      row.service,
      row.sku,
      row.price_id,
      row.region,
      row.category,
      row.unit,
      row.kind,
    ],
    name: row.name,
    status: statusOf(row, isCompared, opening, closing),
    opening,
    closing,
    prices: {
      list: shown(row.list_1, row.list_price),
      contracted: shown(row.contracted_1, row.contracted_price),
      effective: shown(row.effective_1, row.effective_price),
    },
    effects: isCompared ? effectsOf(row) : [],
  };
}

/** A quantity that bought something, at a cost that does not go the other way. */
function isPrice(cost: string, quantity: string): boolean {
  const [amount, count] = [toUnits(cost), toUnits(quantity)];
  return count !== 0n && (amount === 0n || amount > 0n === count > 0n);
}

function lineMonth(row: LineRow, at: 0 | 1): LineMonth {
  const cost = row[`cost_${at}`];
  const quantity = row[`quantity_${at}`];
  const hasPrice = row.kind === "regular" && isPrice(cost, quantity);
  const range = rangeOf(row, at);
  return {
    charges: row[`charges_${at}`],
    negativeCharges: row[`negative_charges_${at}`],
    cost,
    quantity,
    exact: hasPrice ? { cost: size(cost), quantity: size(quantity) } : null,
    price: hasPrice ? priceText(row[`price_${at}`], cost, quantity) : null,
    isSeveral: hasPrice && range !== null && !isOnePrice(range),
  };
}

function size(amount: string): bigint {
  const units = toUnits(amount);
  return units < 0n ? -units : units;
}

function rangeOf(row: LineRow, at: 0 | 1): PriceRange | null {
  const low = pair(row[`low_cost_${at}`], row[`low_quantity_${at}`]);
  const high = pair(row[`high_cost_${at}`], row[`high_quantity_${at}`]);
  // A quantity as small as its own rounding bounds a price from below alone.
  return low === null || high === null ? null : { low, high };
}

function pair(cost: string | null, quantity: string | null): UnitPrice | null {
  return cost === null || quantity === null
    ? null
    : { cost: toUnits(cost), quantity: toUnits(quantity) };
}

/** The kinds of charges that have no price, by the name a variance gives them. */
const KINDS: Readonly<Record<string, PriceStatus>> = {
  "no-quantity": "no-quantity",
  correction: "correction",
  tax: "tax",
  credit: "credit",
  "one-time": "one-time",
  "unused-commitment": "unused-commitment",
};

function statusOf(
  row: LineRow,
  isCompared: boolean,
  opening: LineMonth,
  closing: LineMonth,
): PriceStatus {
  const kind = KINDS[row.kind];
  if (kind !== undefined) {
    return kind;
  }
  if (!isCompared) {
    return closing.exact === null ? "no-price" : closing.isSeveral ? "several-prices" : "one-price";
  }
  if (row.whole === "new" || row.whole === "retired") {
    return row.whole;
  }
  if (opening.exact === null || closing.exact === null) {
    return "no-price";
  }
  if (opening.isSeveral || closing.isSeveral) {
    return "several-prices";
  }
  const ranges = [rangeOf(row, 0), rangeOf(row, 1)].filter((range) => range !== null);
  const common = commonRange(ranges);
  return common !== null && isOnePrice(common) ? "unchanged" : "re-priced";
}

function effectsOf(row: LineRow): { effect: Effect; amount: string }[] {
  const change = fromUnits(toUnits(row.cost_1) - toUnits(row.cost_0));
  const all: { effect: Effect; amount: string }[] =
    row.whole === null
      ? [
          { effect: "volume", amount: row.volume },
          { effect: row.third_effect, amount: row.third },
          { effect: row.fourth_effect, amount: row.fourth },
          { effect: "commitment", amount: row.fifth },
        ]
      : [{ effect: row.whole, amount: change }];
  return all.filter(({ amount }) => toUnits(amount) !== 0n);
}
