import { z } from "zod";
import type { PriceMonth } from "../../../shared/contract/prices.ts";
import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import { comparePrices, type UnitPrice } from "../../../shared/domain/unit-price.ts";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { priceText } from "../money/prices.ts";
import priceOf from "./price-of.sql?raw";

/** Points listed per month; the others are counted. */
const POINTS_MAX = 50;

const text = z.string().nullable();
export const PointRow = z.object({
  period: z.string(),
  cost: z.string(),
  quantity: text,
  first_day: text,
  last_day: text,
  charges: z.number(),
  has_price: z.boolean().nullable(),
  low_cost: text,
  low_quantity: text,
  high_cost: text,
  high_quantity: text,
});
export type PointRow = z.infer<typeof PointRow>;

interface Point {
  cost: bigint;
  quantity: bigint;
  charges: number;
  firstDay: string | null;
  lastDay: string | null;
}

interface Ranged {
  readonly row: PointRow;
  readonly low: UnitPrice;
  /** Null where the quantity is as small as its own rounding. */
  readonly high: UnitPrice | null;
}

/**
 * The fewest prices that explain the charges of a month, each within what rounding leaves open;
 * a price that came back after another is one price with the days it spans.
 */
export function pointsOf(rows: readonly PointRow[]): Point[] {
  const ranged = rows.flatMap(rangedRow).sort(byHigh);
  const points: { readonly at: UnitPrice | null; readonly point: Point }[] = [];
  for (const one of ranged) {
    const met = points[firstMet(points, one.low)];
    const point = met?.point ?? emptyPoint();
    if (met === undefined) {
      points.push({ at: one.high, point });
    }
    addRow(point, one.row);
  }
  return points
    .map(({ point }) => point)
    .sort((a, b) => compareText(a.firstDay, b.firstDay) || comparePrices(size(a), size(b)));
}

/** The first of the rising points that is not below a price; their number where all are. */
function firstMet(points: readonly { readonly at: UnitPrice | null }[], low: UnitPrice): number {
  let [from, to] = [0, points.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const at = points[middle]?.at ?? null;
    if (at === null || comparePrices(low, at) <= 0) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return from;
}

/** Rising upper ends, so that the first that no known price meets is a price of its own. */
function byHigh(a: Ranged, b: Ranged): number {
  if (a.high === null || b.high === null) {
    return (a.high === null ? 1 : 0) - (b.high === null ? 1 : 0);
  }
  return comparePrices(a.high, b.high);
}

function rangedRow(row: PointRow): Ranged[] {
  const { low_cost, low_quantity, high_cost, high_quantity } = row;
  if (row.has_price !== true || low_cost === null || low_quantity === null) {
    return [];
  }
  const low = { cost: toUnits(low_cost), quantity: toUnits(low_quantity) };
  const high =
    high_cost === null || high_quantity === null
      ? null
      : { cost: toUnits(high_cost), quantity: toUnits(high_quantity) };
  return [{ row, low, high }];
}

function emptyPoint(): Point {
  return { cost: 0n, quantity: 0n, charges: 0, firstDay: null, lastDay: null };
}

function addRow(point: Point, row: PointRow): void {
  point.cost += toUnits(row.cost) * BigInt(row.charges);
  point.quantity += toUnits(row.quantity ?? "0") * BigInt(row.charges);
  point.charges += row.charges;
  if (row.first_day !== null && (point.firstDay === null || row.first_day < point.firstDay)) {
    point.firstDay = row.first_day;
  }
  if (row.last_day !== null && (point.lastDay === null || row.last_day > point.lastDay)) {
    point.lastDay = row.last_day;
  }
}

function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? "", b ?? ""];
  return left < right ? -1 : left > right ? 1 : 0;
}

function size({ cost, quantity }: Point): UnitPrice {
  return quantity < 0n ? { cost: -cost, quantity: -quantity } : { cost, quantity };
}

/** A month of a line: its sums and the prices that stand in it. */
export async function priceMonth(
  writer: Writer,
  month: Omit<PriceMonth, "points" | "morePoints">,
  rows: readonly PointRow[],
): Promise<PriceMonth> {
  const points = pointsOf(rows).filter(({ quantity }) => quantity !== 0n);
  const shown = points.slice(0, POINTS_MAX).map(({ cost, quantity, ...rest }) => ({
    ...rest,
    cost: fromUnits(cost),
    quantity: fromUnits(quantity),
  }));
  const found = await writer.rows(
    z.object({ price: text }),
    statement(priceOf, {
      costs: shown.map(({ cost }) => cost),
      quantities: shown.map(({ quantity }) => quantity),
    }),
  );
  return {
    ...month,
    points: shown.map((point, index) => ({
      ...point,
      price: priceText(found[index]?.price ?? null, point.cost, point.quantity) ?? "0",
    })),
    morePoints: Math.max(0, points.length - POINTS_MAX),
  };
}
