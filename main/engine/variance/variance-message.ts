import { compareAmounts, subtractAmounts } from "../../../shared/domain/amount.ts";
import { minorUnitDigits } from "../../../shared/domain/currency.ts";
import { dayNumber, workdays } from "../../../shared/domain/day-number.ts";
import type { FiscalPeriod } from "../../../shared/domain/fiscal-calendar.ts";
import type { Effect } from "../../../shared/domain/variance-effect.ts";
import { formatAmount, formatPercent, formatPeriod } from "../../../shared/format.ts";

const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  volume: "volume",
  "day-count": "the number of days",
  mix: "mix",
  "list-price": "list price",
  negotiated: "negotiated discount",
  commitment: "commitment discount",
  currency: "exchange rates",
  new: "new items",
  retired: "retired items",
  "one-time": "one-time charges",
  correction: "corrections of earlier periods",
  tax: "tax",
  credit: "credits",
  "unused-commitment": "unused commitment",
  "rule-change": "changed allocation rules",
  "not-decomposable": "cost without a price per unit",
};

export interface Movement {
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly opening: string;
  readonly closing: string;
  readonly effects: readonly { readonly effect: Effect; readonly amount: string }[];
}

/** What a variance says, in one sentence: how much it moved and what moved it most. */
export function varianceMessage(movement: Movement, periods: readonly FiscalPeriod[] = []): string {
  const { from, to, currency, opening, closing } = movement;
  const change = subtractAmounts(closing, opening);
  const [before, after] = periodNames(from, to, periods);
  const digits = digitsOf(currency);
  if (compareAmounts(change, "0") === 0) {
    return `${after} equals ${before}, ${formatAmount(closing, { digits })} ${currency}`;
  }
  const size = change.replace("-", "");
  const share = compareAmounts(opening, "0") > 0 ? ` (${formatPercent(size, opening)})` : "";
  const amount = `${formatAmount(size, { digits })} ${currency}`;
  const side = compareAmounts(change, "0") > 0 ? "over" : "below";
  const cause = mainCause(movement.effects, change);
  return `${after} is ${amount}${share} ${side} ${before}${cause === "" ? "" : `; ${cause}`}`;
}

/** The effect that moved most the same way as the total. */
function mainCause(effects: Movement["effects"], change: string): string {
  const isRise = compareAmounts(change, "0") > 0;
  const [largest] = effects
    .filter(({ amount }) => compareAmounts(amount, "0") === (isRise ? 1 : -1))
    .sort((a, b) => compareAmounts(b.amount, a.amount) * (isRise ? 1 : -1));
  if (largest === undefined) {
    return "";
  }
  const verb = /s$/.test(EFFECT_WORDS[largest.effect]) ? "explain" : "explains";
  const share = formatPercent(largest.amount, change, 0);
  return `${EFFECT_WORDS[largest.effect]} ${verb} ${share}`;
}

/**
 * Month names alone where both periods lie in one year. Periods of a fiscal calendar with their
 * days, so that four weeks beside five are not read as a saving.
 */
function periodNames(from: string, to: string, periods: readonly FiscalPeriod[]): [string, string] {
  if (periods.length > 0) {
    return [withDays(from, periods), withDays(to, periods)];
  }
  const [before, after] = [formatPeriod(from), formatPeriod(to)];
  return from.slice(0, 4) === to.slice(0, 4)
    ? [before.replace(/ \d{4}$/, ""), after.replace(/ \d{4}$/, "")]
    : [before, after];
}

function withDays(period: string, periods: readonly FiscalPeriod[]): string {
  const of = periods.find((one) => one.period === period);
  if (of === undefined) {
    return period;
  }
  const [first, last] = [dayNumber(of.firstDay), dayNumber(of.lastDay)];
  return `${period} (${last - first + 1} days, ${workdays(first, last)} workdays)`;
}

function digitsOf(currency: string): number {
  try {
    return minorUnitDigits(currency);
  } catch {
    return 2;
  }
}
