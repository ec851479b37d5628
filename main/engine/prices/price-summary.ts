import type { PriceSummary } from "../../../shared/contract/prices.ts";
import { addAmounts, subtractAmounts } from "../../../shared/domain/amount.ts";
import { PriceStatus } from "../../../shared/domain/price-status.ts";
import { EFFECTS, type Effect } from "../../../shared/domain/variance-effect.ts";
import type { PriceLine } from "./price-line.ts";
import type { PriceList } from "./price-list.ts";

const PRICE_EFFECTS: readonly Effect[] = ["list-price", "negotiated", "commitment"];

/** What a line's other price alone moved. */
export function priceEffect({ effects }: Pick<PriceLine, "effects">): string {
  return addAmounts(
    effects.filter(({ effect }) => PRICE_EFFECTS.includes(effect)).map(({ amount }) => amount),
  );
}

/** The list in figures: by effect as a variance has them, and by what became of its lines. */
export function summaryOf({ question, currenciesLeftOut, lines }: PriceList): PriceSummary {
  const { period, against, basis, currency, detail, convention } = question;
  const opening = addAmounts(lines.map((line) => line.opening.cost));
  const closing = addAmounts(lines.map((line) => line.closing.cost));
  const moved = lines.flatMap((line) => line.effects);
  const effects = EFFECTS.map((effect) => ({
    effect,
    amount: addAmounts(moved.filter((one) => one.effect === effect).map(({ amount }) => amount)),
  })).filter(({ amount }) => amount !== "0");
  const explained = addAmounts(effects.map(({ amount }) => amount));
  const change = against === undefined ? "0" : subtractAmounts(closing, opening);
  const sides = lines.map((line) => line.opening.charges + line.closing.charges);
  return {
    period,
    against: against ?? null,
    basis,
    currency,
    currenciesLeftOut: [...currenciesLeftOut],
    detail,
    convention,
    lines: lines.length,
    charges: sides.reduce((sum, charges) => sum + charges, 0),
    opening,
    closing,
    effects,
    price: addAmounts(lines.map(priceEffect)),
    residual: subtractAmounts(change, explained),
    statuses: statusesOf(lines),
  };
}

function statusesOf(lines: readonly PriceLine[]): PriceSummary["statuses"] {
  return PriceStatus.options
    .map((status) => ({ status, own: lines.filter((line) => line.status === status) }))
    .filter(({ own }) => own.length > 0)
    .map(({ status, own }) => {
      const opening = addAmounts(own.map((line) => line.opening.cost));
      const closing = addAmounts(own.map((line) => line.closing.cost));
      return {
        status,
        lines: own.length,
        opening,
        closing,
        change: subtractAmounts(closing, opening),
        price: addAmounts(own.map(priceEffect)),
      };
    });
}
