import type { z } from "zod";
import type { prices } from "../../../shared/contract/prices.ts";
import type { RowPage } from "../../../shared/contract/scope.ts";
import { addAmounts, subtractAmounts, toUnits } from "../../../shared/domain/amount.ts";
import { PRICE_STATUS_NAMES } from "../../../shared/domain/price-status.ts";
import { comparePrices, type UnitPrice } from "../../../shared/domain/unit-price.ts";
import { fail } from "../../../shared/errors.ts";
import type { PriceLine } from "./price-line.ts";
import type { PriceList } from "./price-list.ts";
import { priceEffect } from "./price-summary.ts";

type PageInput = z.output<(typeof prices.page)["input"]>;
type Column = RowPage["columns"][number];

interface LineColumn extends Column {
  readonly cell: (line: PriceLine) => string | null;
  /** Where the order of cells is not that of their texts or amounts. */
  readonly exact?: (line: PriceLine) => UnitPrice | null;
}

const part = (name: string, label: string, place: number): LineColumn => ({
  name,
  label,
  kind: "text",
  cell: ({ key }) => key[place] ?? null,
});
const amount = (
  name: string,
  label: string,
  cell: LineColumn["cell"],
  kind: Column["kind"] = "amount",
): LineColumn => ({ name, label, kind, cell });

const change = ({ opening, closing }: PriceLine): string =>
  subtractAmounts(closing.cost, opening.cost);
const volume = ({ effects }: PriceLine): string =>
  addAmounts(effects.filter(({ effect }) => effect === "volume").map((one) => one.amount));
const several = ({ opening, closing }: PriceLine): string | null =>
  [opening.isSeveral ? "before" : "", closing.isSeveral ? "now" : ""].filter(Boolean).join(", ") ||
  null;

const KEYS: readonly LineColumn[] = [
  { name: "line", label: "Line", kind: "text", cell: ({ key }) => JSON.stringify(key) },
  {
    name: "status",
    label: "Status",
    kind: "text",
    cell: (line) => PRICE_STATUS_NAMES[line.status],
  },
  part("provider_name", "Provider", 0),
  part("service_name", "Service", 1),
  part("sku_id", "SKU", 2),
  { name: "meter", label: "Meter", kind: "text", cell: ({ name }) => name },
  part("sku_price_id", "Price id", 3),
  part("region_id", "Region", 4),
  part("pricing_category", "Pricing category", 5),
  part("pricing_unit", "Unit", 6),
];

/** The columns of a list, those of the earlier month only where there is one. */
export function lineColumns(isCompared: boolean): readonly LineColumn[] {
  const before = isCompared ? BEFORE : [];
  const moved = isCompared ? MOVED : [];
  return [...KEYS, ...before, ...NOW, ...moved];
}

const BEFORE: readonly LineColumn[] = [
  {
    ...amount("price_before", "Price before", ({ opening }) => opening.price, "price"),
    exact: ({ opening }) => opening.exact,
  },
  amount("quantity_before", "Quantity before", ({ opening }) => opening.quantity, "quantity"),
  amount("cost_before", "Cost before", ({ opening }) => opening.cost),
];
const NOW: readonly LineColumn[] = [
  {
    ...amount("price", "Price", ({ closing }) => closing.price, "price"),
    exact: ({ closing }) => closing.exact,
  },
  { name: "several", label: "Several prices", kind: "text", cell: several },
  amount("quantity", "Quantity", ({ closing }) => closing.quantity, "quantity"),
  amount("cost", "Cost", ({ closing }) => closing.cost),
  amount("list_price", "List price", (line) => line.prices.list, "price"),
  amount("contracted_price", "Contracted price", (line) => line.prices.contracted, "price"),
  amount("effective_price", "Effective price", (line) => line.prices.effective, "price"),
  amount("charges", "Charges", ({ closing }) => String(closing.charges), "count"),
  amount(
    "negative_charges",
    "Negative charges",
    ({ closing }) => String(closing.negativeCharges),
    "count",
  ),
];
const MOVED: readonly LineColumn[] = [
  amount("change", "Change", change),
  amount("price_effect", "By price", priceEffect),
  amount("quantity_effect", "By quantity", volume),
  amount("other_effect", "Other", (line) =>
    subtractAmounts(subtractAmounts(change(line), priceEffect(line)), volume(line)),
  ),
];

/** A page of the lines that pass the search, the largest movement (or cost) first. */
export function pricePage(list: PriceList, input: PageInput): RowPage {
  const isCompared = list.question.against !== undefined;
  const columns = lineColumns(isCompared);
  const wanted = input.search.trim().toLowerCase();
  const lines = list.lines.filter(
    (line) =>
      (input.statuses.length === 0 || input.statuses.includes(line.status)) &&
      (wanted === "" || namesOf(line).some((name) => name.toLowerCase().includes(wanted))),
  );
  const sorted = lines
    .map((line, index) => ({ line, index }))
    .sort(orderOf(columns, input.sort, isCompared));
  const shown = sorted.slice(input.offset, input.offset + input.limit);
  return {
    columns: columns.map(({ name, label, kind }) => ({ name, label, kind })),
    rows: shown.map(({ line }) => columns.map(({ cell }) => cell(line))),
    offset: input.offset,
    total: lines.length,
  };
}

function namesOf({ key, name }: PriceLine): string[] {
  return [...key.slice(0, 7), name].filter((one) => one !== null);
}

interface Placed {
  readonly line: PriceLine;
  readonly index: number;
}
type Order = (a: Placed, b: Placed) => number;

function orderOf(
  columns: readonly LineColumn[],
  sort: PageInput["sort"],
  isCompared: boolean,
): Order {
  if (sort === undefined) {
    const moved = isCompared ? change : ({ closing }: PriceLine) => closing.cost;
    const weights = new Map<PriceLine, bigint>();
    const weight = (line: PriceLine): bigint => {
      const known = weights.get(line) ?? sizeOf(moved(line));
      weights.set(line, known);
      return known;
    };
    return (a, b) => compare(weight(b.line), weight(a.line)) || a.index - b.index;
  }
  const column = columns.find(({ name }) => name === sort.column);
  if (column === undefined) {
    return fail(
      "usage",
      `Prices cannot be sorted by "${sort.column}".`,
      "Choose one of the columns the list shows.",
    );
  }
  const turn = sort.direction === "asc" ? 1 : -1;
  return (a, b) => compareCells(column, a.line, b.line, turn) || a.index - b.index;
}

function compareCells(column: LineColumn, a: PriceLine, b: PriceLine, turn: 1 | -1): number {
  if (column.exact !== undefined) {
    const [left, right] = [column.exact(a), column.exact(b)];
    return left === null || right === null
      ? absentLast(left, right)
      : turn * comparePrices(left, right);
  }
  const [left, right] = [column.cell(a), column.cell(b)];
  if (left === null || right === null) {
    return absentLast(left, right);
  }
  return turn * (column.kind === "text" ? compare(left, right) : compareAmount(left, right));
}

function absentLast(left: unknown, right: unknown): number {
  return (left === null ? 1 : 0) - (right === null ? 1 : 0);
}

function compareAmount(left: string, right: string): number {
  return compare(toUnits(left), toUnits(right));
}

function compare<T extends string | bigint>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function sizeOf(text: string): bigint {
  const units = toUnits(text);
  return units < 0n ? -units : units;
}
