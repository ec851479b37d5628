import type { PriceSummary } from "../../../../shared/contract/prices.ts";
import type { RowPage } from "../../../../shared/contract/scope.ts";
import { PRICE_STATUS_NAMES } from "../../../../shared/domain/price-status.ts";
import { formatCount } from "../../../../shared/format.ts";
import { money } from "./money-text.ts";
import { periodHead } from "./period-title.ts";
import { left, right, tableText } from "./table.ts";
import { EFFECT_NAMES } from "./words.ts";

const LINES_SHOWN = 20;
const TEXT_MAX = 34;

/** A price list for a person: what became of its lines, then those that moved or cost most. */
export function pricesText(summary: PriceSummary, page: RowPage): string {
  const { period, against, basis, currency, lines } = summary;
  const months =
    against === null ? periodHead(period) : `${periodHead(against)} to ${periodHead(period)}`;
  const shown = Math.min(page.total, LINES_SHOWN);
  const more =
    page.total > shown
      ? `${formatCount(shown)} of ${formatCount(page.total)} lines; --csv lists all.\n`
      : "";
  return [
    `Prices, ${months}, ${basis} cost in ${currency}: ${formatCount(lines)} lines\n\n`,
    statusTable(summary),
    against === null ? "" : `\n${effectTable(summary)}`,
    `\n${against === null ? priceTable(page, currency) : movedTable(page, currency)}`,
    more,
  ].join("");
}

function statusTable({ statuses, against, currency }: PriceSummary): string {
  const isCompared = against !== null;
  return tableText(
    [
      left("what became of it"),
      right("lines"),
      right(isCompared ? "before" : "cost"),
      ...(isCompared ? [right("now"), right("change"), right("by price")] : []),
    ],
    statuses.map(({ status, lines, opening, closing, change, price }) => [
      PRICE_STATUS_NAMES[status],
      formatCount(lines),
      money(isCompared ? opening : closing, currency),
      ...(isCompared
        ? [money(closing, currency), money(change, currency), money(price, currency)]
        : []),
    ]),
    "  ",
  );
}

function effectTable({ effects, currency, residual }: PriceSummary): string {
  return tableText(
    [left("effect"), right("amount")],
    [
      ...effects.map(({ effect, amount }) => [EFFECT_NAMES[effect], money(amount, currency)]),
      ["Residual", money(residual, currency)],
    ],
    "  ",
  );
}

function movedTable(page: RowPage, currency: string): string {
  const cell = reader(page);
  return tableText(
    [
      left("SKU"),
      left("unit"),
      left("status"),
      right("price before"),
      right("price"),
      right("change"),
      right("by price"),
      right("by quantity"),
    ],
    page.rows
      .slice(0, LINES_SHOWN)
      .map((row) => [
        sku(cell(row, "sku_id"), cell(row, "meter")),
        cell(row, "pricing_unit"),
        cell(row, "status"),
        cell(row, "price_before"),
        cell(row, "price"),
        money(cell(row, "change"), currency),
        money(cell(row, "price_effect"), currency),
        money(cell(row, "quantity_effect"), currency),
      ]),
    "  ",
  );
}

function priceTable(page: RowPage, currency: string): string {
  const cell = reader(page);
  return tableText(
    [
      left("SKU"),
      left("unit"),
      left("status"),
      right("quantity"),
      right("cost"),
      right("list"),
      right("contracted"),
      right("effective"),
    ],
    page.rows
      .slice(0, LINES_SHOWN)
      .map((row) => [
        sku(cell(row, "sku_id"), cell(row, "meter")),
        cell(row, "pricing_unit"),
        cell(row, "status"),
        cell(row, "quantity"),
        money(cell(row, "cost"), currency),
        cell(row, "list_price"),
        cell(row, "contracted_price"),
        cell(row, "effective_price"),
      ]),
    "  ",
  );
}

function reader({ columns }: RowPage): (row: RowPage["rows"][number], name: string) => string {
  const places = new Map(columns.map(({ name }, place) => [name, place]));
  return (row, name) => row[places.get(name) ?? -1] ?? "";
}

function sku(id: string, meter: string): string {
  const text = meter === "" || meter === id ? id : `${id} ${meter}`;
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
}
