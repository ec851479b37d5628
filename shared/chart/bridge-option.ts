import { fromUnits, toUnits } from "../domain/amount.ts";

/** What a bar means for whoever bears the cost; colours follow it, never the sign alone. */
export type BridgeMeaning = "good" | "bad" | "neutral";

export interface BridgeStep {
  readonly label: string;
  /** Exact decimal text: a total's own amount, an effect's closing − opening. */
  readonly amount: string;
  /** The amount as the reader sees it. */
  readonly text: string;
  readonly meaning: BridgeMeaning;
}

export interface BridgeTokens {
  readonly actual: string;
  readonly previous: string;
  readonly good: string;
  readonly bad: string;
  readonly neutral: string;
  readonly ink: string;
  readonly line: string;
  readonly font: string;
}

export interface Bridge {
  readonly opening: Omit<BridgeStep, "meaning">;
  readonly effects: readonly BridgeStep[];
  readonly closing: Omit<BridgeStep, "meaning">;
  readonly tokens: BridgeTokens;
  /** Lets the axis leave out, visibly, the part that every bar has in common. */
  readonly mayBreakAxis: boolean;
}

interface BarLabel {
  readonly show: boolean;
  readonly formatter?: string;
  readonly position?: "top" | "bottom";
  readonly color?: string;
}

/** One stacked part; amounts stay decimal text, which a chart's value axis reads. */
export interface BridgePart {
  readonly value: string;
  readonly itemStyle?: { readonly color: string };
  readonly label?: BarLabel;
}

export interface BridgeSeries {
  readonly type: "bar";
  readonly name: "base" | "above" | "below";
  readonly stack: "bridge";
  readonly silent: boolean;
  readonly barCategoryGap: string;
  readonly itemStyle?: { readonly color: string };
  readonly label: BarLabel;
  readonly data: readonly BridgePart[];
}

export interface AxisBreak {
  readonly start: string;
  readonly end: string;
  readonly gap: string;
}

/** A chart's option as plain data, so that whatever draws it is chosen by the caller. */
export interface BridgeOption {
  readonly animation: false;
  readonly textStyle: { readonly fontFamily: string; readonly color: string };
  readonly grid: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly xAxis: {
    readonly type: "category";
    readonly data: readonly string[];
    readonly axisTick: { readonly show: false };
    readonly axisLine: { readonly lineStyle: { readonly color: string } };
    readonly axisLabel: {
      readonly interval: 0;
      readonly color: string;
      readonly overflow: "break";
    };
  };
  readonly yAxis: {
    readonly type: "value";
    readonly min?: "0";
    /** Room for the texts beyond the outermost bars. */
    readonly boundaryGap: readonly [string, string];
    readonly axisLabel: { readonly show: false };
    readonly splitLine: { readonly show: false };
    readonly breaks?: readonly AxisBreak[];
  };
  readonly series: readonly BridgeSeries[];
}

const BAR_GAP = "30%";

/**
 * A bridge from opening to closing as a waterfall: an unseen base carries each step where the one
 * before ended. The previous period is drawn lighter than the actual one, effects by their
 * meaning, and every bar bears its text, so that no legend and no gridline is needed.
 * Units:   the amounts' own; the axis starts at zero unless something lies below it
 * Source:  IBCS: scenarios by shade, deviations by colour, labels in place of legends
 */
export function bridgeOption({
  opening,
  effects,
  closing,
  tokens,
  mayBreakAxis,
}: Bridge): BridgeOption {
  const bars = [
    totalBar(opening, tokens.previous),
    ...effectBars(toUnits(opening.amount), effects, tokens),
    totalBar(closing, tokens.actual),
  ];
  const isAllAbove = bars.every(({ from, to }) => from >= 0n && to >= 0n);
  const axisBreak = mayBreakAxis && isAllAbove ? commonPart(bars) : undefined;
  return {
    animation: false,
    textStyle: { fontFamily: tokens.font, color: tokens.ink },
    grid: { left: 16, right: 16, top: 24, bottom: 48 },
    xAxis: {
      type: "category",
      data: bars.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens.line } },
      axisLabel: { interval: 0, color: tokens.ink, overflow: "break" },
    },
    yAxis: {
      type: "value",
      ...(isAllAbove ? { min: "0" } : {}),
      boundaryGap: ["12%", "12%"],
      axisLabel: { show: false },
      splitLine: { show: false },
      ...(axisBreak === undefined ? {} : { breaks: [axisBreak] }),
    },
    series: [
      baseSeries(bars),
      visibleSeries("above", bars, tokens),
      visibleSeries("below", bars, tokens),
    ],
  };
}

interface Bar {
  readonly label: string;
  readonly text: string;
  readonly colour: string;
  readonly from: bigint;
  readonly to: bigint;
}

function totalBar({ label, text, amount }: Omit<BridgeStep, "meaning">, colour: string): Bar {
  return { label, text, colour, from: 0n, to: toUnits(amount) };
}

function effectBars(opening: bigint, effects: readonly BridgeStep[], tokens: BridgeTokens): Bar[] {
  let running = opening;
  return effects.map(({ label, text, amount, meaning }) => {
    const from = running;
    running += toUnits(amount);
    return { label, text, colour: tokens[meaning], from, to: running };
  });
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** What lies between zero and a bar that does not touch it. */
function baseSeries(bars: readonly Bar[]): BridgeSeries {
  const data = bars.map(({ from, to }) => {
    const [low, high] = [smaller(from, to), larger(from, to)];
    return { value: fromUnits(low > 0n ? low : high < 0n ? high : 0n) };
  });
  return {
    type: "bar",
    name: "base",
    stack: "bridge",
    silent: true,
    barCategoryGap: BAR_GAP,
    itemStyle: { color: "transparent" },
    label: { show: false },
    data,
  };
}

/** The part of each bar above zero, or below it; a bar that crosses zero has both. */
function visibleSeries(
  side: "above" | "below",
  bars: readonly Bar[],
  tokens: BridgeTokens,
): BridgeSeries {
  const data = bars.map((bar): BridgePart => {
    const length = lengthOn(side, bar);
    const isLabelled = side === labelSide(bar);
    return {
      value: fromUnits(length),
      itemStyle: { color: bar.colour },
      label: isLabelled
        ? {
            show: true,
            formatter: bar.text,
            position: side === "above" ? "top" : "bottom",
            color: tokens.ink,
          }
        : { show: false },
    };
  });
  return {
    type: "bar",
    name: side,
    stack: "bridge",
    silent: false,
    barCategoryGap: BAR_GAP,
    label: { show: true },
    data,
  };
}

function lengthOn(side: "above" | "below", { from, to }: Bar): bigint {
  const [low, high] = [smaller(from, to), larger(from, to)];
  return side === "above"
    ? larger(high, 0n) - larger(low, 0n)
    : smaller(low, 0n) - smaller(high, 0n);
}

/** A bar bears its text on the side it mostly lies on. */
function labelSide({ from, to }: Bar): "above" | "below" {
  return from + to >= 0n ? "above" : "below";
}

/** The stretch every bar covers or stands on, less as much at either end as the effects span. */
function commonPart(bars: readonly Bar[]): AxisBreak | undefined {
  const totals = [bars[0], bars.at(-1)].map((bar) => bar?.to ?? 0n);
  const effects = bars.slice(1, -1).flatMap(({ from, to }) => [from, to]);
  const lowest = [...totals, ...effects].reduce(smaller);
  const highest = [...totals, ...effects].reduce(larger);
  const margin = highest - lowest;
  const [start, end] = [margin, lowest - margin];
  return margin > 0n && lowest > 5n * margin
    ? { start: fromUnits(start), end: fromUnits(end), gap: "2%" }
    : undefined;
}
