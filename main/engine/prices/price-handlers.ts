import type { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { prices } from "../../../shared/contract/prices.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Writer } from "../database/database.ts";
import { defineUnitPrice } from "../money/prices.ts";
import { type LineScope, lineNames, linePoints } from "../queries/price-points.ts";
import { lineFilters, NameRow } from "./line-filters.ts";
import type { LineMonth, PriceLine } from "./price-line.ts";
import { type PriceList, priceList } from "./price-list.ts";
import { pricePage } from "./price-page.ts";
import { PointRow, priceMonth } from "./price-points.ts";
import { summaryOf } from "./price-summary.ts";

type LineAnswer = z.input<(typeof prices.line)["output"]>;
type LineQuestion = z.output<(typeof prices.line)["input"]>;

export const priceHandlers: Handlers<Contract, EngineContext>["prices"] = {
  summary: async (context, question) => summaryOf(await priceList(context, question)),
  page: async (context, input) => {
    const {
      statuses: _statuses,
      search: _search,
      sort: _sort,
      offset: _o,
      limit: _l,
      ...question
    } = input;
    return pricePage(await priceList(context, question), input);
  },
  line: async (context, { line: key, ...question }) => {
    const list = await priceList(context, question);
    const wanted = JSON.stringify(key);
    const line = list.lines.find((one) => JSON.stringify(one.key) === wanted);
    if (line === undefined) {
      return fail(
        "item-not-found",
        `The price list of ${question.period} has no such line.`,
        "Open the list again; its files may have changed.",
      );
    }
    return context.database.scratch((writer) => lineAnswer(writer, list, line, question));
  },
};

async function lineAnswer(
  writer: Writer,
  list: PriceList,
  line: PriceLine,
  asked: Omit<LineQuestion, "line">,
): Promise<LineAnswer> {
  const { period, against, basis, filters } = asked;
  const unit = line.key[6];
  const units = list.units.filter((one) => one.text === unit || one.unit === unit);
  const isOwnText = units.length < 2;
  const texts =
    unit === null
      ? [{ text: null, block: "1" }]
      : units.map((one) => ({
          text: one.text,
          block: isOwnText ? "1" : one.block.toString(),
        }));
  const scope: LineScope = {
    periods: against === undefined ? [period] : [against, period],
    closing: period,
    basis,
    currency: list.question.currency,
    filters,
    line: line.key,
    isDetailed: asked.detail === "price",
    units: texts,
  };
  await defineUnitPrice(writer);
  const names = await writer.one(NameRow, await lineNames(writer, scope));
  const hasPrice = line.key[7] === "regular";
  const rows = hasPrice ? await writer.rows(PointRow, await linePoints(writer, scope)) : [];
  const month = (at: string, { charges, negativeCharges, cost, quantity }: LineMonth) =>
    priceMonth(
      writer,
      { period: at, charges, negativeCharges, cost, quantity },
      rows.filter((row) => row.period === at),
    );
  return {
    status: line.status,
    months: [
      ...(against === undefined ? [] : [await month(against, line.opening)]),
      await month(period, line.closing),
    ],
    effects: [...line.effects],
    filters: lineFilters(line.key, names, {
      isDetailed: scope.isDetailed,
      unitTexts: texts.map(({ text }) => text),
    }),
  };
}
