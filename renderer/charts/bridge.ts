import type { VarianceResult } from "../../shared/contract/variance.ts";
import { addAmounts, compareAmounts } from "../../shared/domain/amount.ts";
import type { Effect } from "../../shared/domain/variance-effect.ts";

/** One bar of a bridge, from one exact amount to another. */
export interface BridgeBar {
  readonly label: string;
  readonly kind: "opening" | "effect" | "closing";
  /** The amount the bar stands for. */
  readonly amount: string;
  readonly from: string;
  readonly to: string;
}

const EFFECT_NAMES: Readonly<Record<Effect, string>> = {
  volume: "Volume",
  "day-count": "Day count",
  mix: "Mix",
  "list-price": "List price",
  negotiated: "Negotiated discount",
  commitment: "Commitments",
  currency: "Currency",
  new: "New",
  retired: "Retired",
  "one-time": "One-time",
  correction: "Corrections",
  tax: "Tax",
  credit: "Credits",
  "unused-commitment": "Unused commitments",
  "rule-change": "Rule change",
  "not-decomposable": "Not decomposable",
};

export function effectName(effect: string): string {
  return EFFECT_NAMES[effect as Effect] ?? effect;
}

/**
 * The bars between two periods: opening, every effect that is not zero, closing.
 * Law:     each bar begins where the one before ended, and the closing bar ends at the closing cost
 */
export function buildBridge(
  result: Pick<VarianceResult, "from" | "to" | "opening" | "closing" | "effects">,
): BridgeBar[] {
  let running: string = result.opening;
  const effects = result.effects
    .filter(({ amount }) => compareAmounts(amount, "0") !== 0)
    .map(({ effect, amount }): BridgeBar => {
      const from = running;
      running = addAmounts([from, amount]);
      return { label: effectName(effect), kind: "effect", amount, from, to: running };
    });
  const { opening, closing } = result;
  return [
    { label: result.from, kind: "opening", amount: opening, from: "0", to: opening },
    ...effects,
    { label: result.to, kind: "closing", amount: closing, from: "0", to: closing },
  ];
}
