import type { CustomSeriesOption } from "echarts/charts";
import type { EChartsCoreOption } from "echarts/core";
import { type AmountStyle, splitAmount } from "../ui/format-amount.ts";
import type { BridgeBar } from "./bridge.ts";
import type { ChartTheme } from "./chart-theme.ts";
import { plotNumber } from "./plot-number.ts";

type RenderItem = NonNullable<CustomSeriesOption["renderItem"]>;

const TEXT_SIZE = 12;
const AXIS_TEXT_SIZE = 11;
const BREAK_HEIGHT = 7;

/**
 * A bridge as IBCS draws it: totals stand on the axis, effects float between them, labels instead
 * of a legend. Where the totals dwarf the effects the axis is cut, and each total shows the cut.
 */
export function bridgeOption(
  bars: readonly BridgeBar[],
  theme: ChartTheme,
  style: AmountStyle,
): EChartsCoreOption {
  const floor = axisFloor(bars);
  const values = bars.flatMap(({ from, to }) => [plotNumber(from), plotNumber(to)]);
  const top = Math.max(...values, 0);
  const bottom = floor > 0 ? floor : Math.min(...values, 0);
  const room = (top - bottom) * 0.1 || 1;
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: { left: 16, right: 16, top: 12, bottom: 30 },
    xAxis: {
      type: "category",
      data: bars.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        color: theme.inkQuiet,
        fontSize: AXIS_TEXT_SIZE,
        interval: 0,
        overflow: "break",
      },
    },
    yAxis: { type: "value", min: bottom, max: top + room, show: false },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      backgroundColor: theme.surface,
      borderColor: theme.line,
      textStyle: { color: theme.ink, fontSize: TEXT_SIZE },
      formatter: ({ dataIndex }: { dataIndex: number }) => barText(bars[dataIndex]),
    },
    series: [
      {
        type: "custom",
        clip: false,
        data: bars.map(({ from, to }, index) => [index, plotNumber(from), plotNumber(to)]),
        renderItem: drawBar(bars, theme, style, floor),
      },
    ],
  };
}

/** What a bar says, in words and exact figures. */
export function barText(bar: BridgeBar | undefined): string {
  return bar === undefined ? "" : `${bar.label}: ${signedText(bar, 2)}`;
}

function signedText(bar: BridgeBar, digits: number): string {
  return labelText(bar, { power: 0, digits, suffix: "" });
}

/** Above zero where every total is so large that the effects would be slivers; else zero. */
export function axisFloor(bars: readonly BridgeBar[]): number {
  const running = bars.map(({ to }) => plotNumber(to));
  const low = Math.min(...running);
  const span = Math.max(...running) - low;
  return low > 0 && span < low * 0.6 ? Math.max(0, low - span * 0.9) : 0;
}

function labelText({ amount, kind }: BridgeBar, style: AmountStyle): string {
  const { digits, isNegative, isZero } = splitAmount(amount, style);
  if (kind !== "effect" || isZero) {
    return isNegative ? `−${digits}` : digits;
  }
  return `${isNegative ? "−" : "+"}${digits}`;
}

function barColour({ kind, amount }: BridgeBar, theme: ChartTheme): string {
  switch (kind) {
    case "opening":
      return theme.compared;
    case "closing":
      return theme.actual;
    case "effect":
      return amount.startsWith("-") ? theme.good : theme.bad;
  }
}

function drawBar(
  bars: readonly BridgeBar[],
  theme: ChartTheme,
  style: AmountStyle,
  floor: number,
): RenderItem {
  return (_, api) => {
    const index = api.value(0) as number;
    const bar = bars[index];
    if (bar === undefined) {
      return null;
    }
    const from = bar.kind === "effect" ? plotNumber(bar.from) : floor;
    const [centre = 0, fromY = 0] = api.coord([index, from]);
    const [, toY = 0] = api.coord([index, plotNumber(bar.to)]);
    const size = api.size?.([1, 0]) ?? 0;
    const slot = Array.isArray(size) ? (size[0] ?? 0) : size;
    const width = Math.min(82, slot * 0.78);
    const left = centre - width / 2;
    const top = Math.min(fromY, toY);
    const height = Math.max(1, Math.abs(fromY - toY));
    const isTotal = bar.kind !== "effect";
    return {
      type: "group",
      children: [
        {
          type: "rect",
          shape: { x: left, y: top, width, height },
          style: { fill: barColour(bar, theme) },
        },
        {
          type: "text",
          silent: true,
          style: {
            text: labelText(bar, style),
            x: centre,
            y: top - 5,
            align: "center",
            verticalAlign: "bottom",
            fill: theme.ink,
            font: `${isTotal ? 600 : 400} ${TEXT_SIZE}px ${theme.font}`,
          },
        },
        ...(index < bars.length - 1 ? [connector(left + width, toY, slot - width, theme)] : []),
        ...(isTotal && floor > 0 ? [breakMark(left, width, fromY, theme)] : []),
      ],
    };
  };
}

function connector(x: number, y: number, length: number, theme: ChartTheme) {
  return {
    type: "line" as const,
    silent: true,
    shape: { x1: x, y1: y, x2: x + length, y2: y },
    style: { stroke: theme.line, lineWidth: 1 },
  };
}

/** The cut through a total whose foot is left out. */
function breakMark(left: number, width: number, footY: number, theme: ChartTheme) {
  const y = footY - 16;
  return {
    type: "polyline" as const,
    silent: true,
    shape: {
      points: [
        [left, y],
        [left + width / 2, y - BREAK_HEIGHT],
        [left + width, y],
      ],
    },
    style: { stroke: theme.surface, lineWidth: 4, fill: "none" },
  };
}
