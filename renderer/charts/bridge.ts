import type { BridgeMeaning, BridgeStep } from "../../shared/chart/bridge-option.ts";
import type { VarianceResult } from "../../shared/contract/variance.ts";
import { addAmounts, compareAmounts } from "../../shared/domain/amount.ts";
import type { Effect } from "../../shared/domain/variance-effect.ts";
import { type AmountStyle, FULL, splitAmount } from "../ui/format-amount.ts";

/** One bar of a bridge as the page shows it. */
export interface BridgeBar extends BridgeStep {
  readonly kind: "opening" | "effect" | "closing";
  /** The cost once the bar is counted. */
  readonly after: string;
}

const EFFECT_NAMES: Readonly<Record<Effect, string>> = {
  volume: "Volume",
  "day-count": "Day count",
  mix: "Mix",
  "list-price": "List price",
  negotiated: "Negotiated",
  commitment: "Commitments",
  currency: "Currency",
  new: "New",
  retired: "Retired",
  "one-time": "One-time",
  correction: "Corrections",
  tax: "Tax",
  credit: "Credits",
  "unused-commitment": "Unused",
  "rule-change": "Rule change",
  "not-decomposable": "Not split",
};

export function effectName(effect: string): string {
  return EFFECT_NAMES[effect as Effect] ?? effect;
}

/**
 * The bars between two periods: opening, every effect that is not zero, closing.
 * Sign:    an effect above zero is more cost, which is bad for whoever bears it
 */
export function buildBridge(
  result: Pick<VarianceResult, "from" | "to" | "opening" | "closing" | "effects">,
  style: AmountStyle,
): BridgeBar[] {
  const { opening, closing } = result;
  let running: string = opening;
  const effects = result.effects
    .filter(({ amount }) => compareAmounts(amount, "0") !== 0)
    .map(({ effect, amount }): BridgeBar => {
      running = addAmounts([running, amount]);
      const meaning: BridgeMeaning = amount.startsWith("-") ? "good" : "bad";
      const text = effectText(amount, style);
      return { label: effectName(effect), kind: "effect", amount, text, meaning, after: running };
    });
  return [
    total("opening", result.from, opening, style),
    ...effects,
    total("closing", result.to, closing, style),
  ];
}

function total(
  kind: "opening" | "closing",
  label: string,
  amount: string,
  style: AmountStyle,
): BridgeBar {
  const { digits, isNegative } = splitAmount(amount, style);
  const text = `${isNegative ? "−" : ""}${digits}`;
  return { kind, label, amount, text, meaning: "neutral", after: amount };
}

/** The direction by arrow and by sign, so that it is read without colour. */
function effectText(amount: string, style: AmountStyle): string {
  const { digits, isNegative } = splitAmount(amount, style);
  return isNegative ? `▼ −${digits}` : `▲ +${digits}`;
}

/** What a bar says, in words and to the cent. */
export function barText({ label, kind, amount }: BridgeBar): string {
  const { digits, isNegative } = splitAmount(amount, FULL);
  return kind === "effect"
    ? `${label}: ${effectText(amount, FULL)}`
    : `${label}: ${isNegative ? "−" : ""}${digits}`;
}
