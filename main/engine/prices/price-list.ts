import { z } from "zod";
import type { PriceQuestion } from "../../../shared/contract/prices.ts";
import { type PricingUnit, readPricingUnit } from "../../../shared/domain/pricing-unit.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Database, Reader, Writer } from "../database/database.ts";
import { type Parameter, statement } from "../database/sql.ts";
import { decomposeLeaves } from "../money/decompose-leaves.ts";
import { definePriceRungs } from "../money/price-rungs.ts";
import { defineUnitPrice } from "../money/prices.ts";
import { scopeContent } from "../queries/charge-source.ts";
import { checkPatterns } from "../queries/check-patterns.ts";
import { stagePriceCharges } from "../queries/price-charges.ts";
import decomposeInput from "./decompose-input.sql?raw";
import priceLadder from "./price-ladder.sql?raw";
import priceLineText from "./price-line.sql?raw";
import { LineRow, type PriceLine, priceLine } from "./price-line.ts";
import priceUnit from "./price-unit.sql?raw";
import pricedLines from "./priced-lines.sql?raw";
import settingCurrency from "./setting-currency.sql?raw";
import unitTexts from "./unit-texts.sql?raw";

export type Question = z.output<typeof PriceQuestion>;

export interface PriceList {
  readonly question: Question & { readonly currency: string };
  readonly currenciesLeftOut: readonly string[];
  readonly lines: readonly PriceLine[];
  readonly units: readonly StatedUnit[];
}

/** A pricing unit as the bills write it, and what it is a block of. */
export interface StatedUnit extends PricingUnit {
  readonly text: string;
}

const DEFAULT_CURRENCY = "USD";
/** A list and the one looked at before it: each may hold many thousand lines. */
const KEPT = 2;
const kept = new WeakMap<Database, Map<string, Promise<PriceList>>>();

/**
 * The unit prices of a month, line by line, beside those of an earlier one.
 *
 * A price is a cost and the quantity it bought. Two prices are compared by products, within what
 * the rounding of each charge leaves open: one that explains every charge of both months is
 * unchanged.
 * What a line moved is split as a variance splits it, so that both give one effect of one leaf.
 * Corrections, tax, credits, one-time charges, unused commitment and costs without a quantity
 * have no price; each keeps lines of its own, so that the list adds up to the charges.
 * Units:   billing currency, 12 decimals   Sign: cost positive; effects closing − opening
 * Law:     Σ cost = Σ charges, Σ effects = closing − opening (test/laws/price-list.test.ts)
 * Errors:  period-empty, usage
 */
export async function priceList(context: EngineContext, question: Question): Promise<PriceList> {
  const { database } = context;
  const lists = kept.get(database) ?? new Map<string, Promise<PriceList>>();
  kept.set(database, lists);
  const key = JSON.stringify([context.dataVersion(), question]);
  const known = lists.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = database.scratch((writer) => makePriceList(writer, question));
  lists.set(key, made);
  // A page, the summary and a line ask for one list; what failed is asked again.
  made.catch(() => lists.delete(key));
  for (const old of [...lists.keys()].slice(0, -KEPT)) {
    lists.delete(old);
  }
  return made;
}

async function makePriceList(writer: Writer, asked: Question): Promise<PriceList> {
  const { period, against, basis, detail, convention, filters } = asked;
  if (period === against) {
    fail("usage", `${period} is compared with itself.`, "Choose another month to compare with.");
  }
  await checkPatterns(writer, filters);
  const periods = against === undefined ? [period] : [against, period];
  await assertCharges(writer, periods, asked);
  const content = await scopeContent(writer, { periods, basis, filters });
  const currency = await currencyOf(writer, asked, content.currencies);
  await defineUnitPrice(writer);
  await definePriceRungs(writer);
  await stagePriceCharges(writer, { periods, basis, currency, filters, closing: period });
  const units = await stageUnits(writer);
  const isCompared = against !== undefined;
  const values = { basis, is_detailed: detail === "price", is_compared: isCompared };
  for (const step of [priceLineText, priceLadder, decomposeInput]) {
    await writer.run(statement(step, named(step, values)));
  }
  await decomposeLeaves(writer, convention);
  const rows = await writer.rows(LineRow, statement(pricedLines));
  return {
    question: { ...asked, currency },
    currenciesLeftOut: content.currencies.filter((code) => code !== currency),
    lines: rows.map((row) => priceLine(row, isCompared)),
    units,
  };
}

/** The values a statement names. */
function named(
  text: string,
  values: Readonly<Record<string, Parameter>>,
): Record<string, Parameter> {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text)),
  );
}

async function assertCharges(
  reader: Reader,
  periods: readonly string[],
  { basis }: Question,
): Promise<void> {
  for (const period of periods) {
    const { files } = await scopeContent(reader, { periods: [period], basis, filters: [] });
    if (files.length === 0) {
      fail(
        "period-empty",
        `No charges of ${period} are loaded.`,
        `Import the bills of ${period}, or choose another month.`,
        { period },
      );
    }
  }
}

/** The currency asked for, else the workspace's where it was billed, else the first billed. */
async function currencyOf(
  reader: Reader,
  { currency }: Question,
  billed: readonly string[],
): Promise<string> {
  if (currency !== undefined) {
    return currency;
  }
  const [setting] = await reader.rows(z.object({ value: z.string() }), statement(settingCurrency));
  const own = setting?.value ?? DEFAULT_CURRENCY;
  return billed.includes(own) ? own : (billed[0] ?? own);
}

async function stageUnits(writer: Writer): Promise<StatedUnit[]> {
  const rows = await writer.rows(z.object({ unit_text: z.string() }), statement(unitTexts));
  const units = rows.map(({ unit_text: text }) => ({ text, ...readPricingUnit(text) }));
  await writer.run(
    statement(priceUnit, {
      texts: units.map(({ text }) => text),
      units: units.map(({ unit }) => unit),
      blocks: units.map(({ block }) => block.toString()),
    }),
  );
  return units;
}
