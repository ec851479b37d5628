import type { CustomSeriesOption } from "echarts/charts";
import type { EChartsCoreOption } from "echarts/core";
import { type BridgeOption, bridgeOption } from "../../shared/chart/bridge-option.ts";
import { type BridgeBar, barText } from "./bridge.ts";
import type { ChartTheme } from "./chart-theme.ts";
import { plotNumber } from "./plot-number.ts";

const TEXT_SIZE = 12;
/** In parts of the span from the lowest to the highest cost. */
const ROOM_ABOVE = 0.04;
const FOOT_SHOWN = 0.3;

/** The bridge on a page: the shared drawing, with lines from bar to bar and texts on demand. */
export function bridgeChartOption(
  bars: readonly BridgeBar[],
  theme: ChartTheme,
): EChartsCoreOption {
  const [opening] = bars;
  const closing = bars.at(-1);
  if (opening === undefined || closing === undefined) {
    return {};
  }
  const shared = bridgeOption({
    opening,
    effects: bars.slice(1, -1),
    closing,
    tokens: theme,
    mayBreakAxis: true,
  });
  return {
    ...shared,
    ...(shared.yAxis.breaks === undefined ? {} : { yAxis: cutAxis(bars, shared.yAxis, theme) }),
    grid: { ...shared.grid, bottom: 30 },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      backgroundColor: theme.surface,
      borderColor: theme.line,
      textStyle: { color: theme.ink, fontSize: TEXT_SIZE },
      formatter: ({ dataIndex }: { dataIndex: number }) => tooltipText(bars[dataIndex]),
    },
    series: [...shared.series, connectors(bars, theme)],
  };
}

/** The axis cut close below the lowest bar, so that the effects have the height of the page. */
function cutAxis(bars: readonly BridgeBar[], axis: BridgeOption["yAxis"], theme: ChartTheme) {
  const heights = bars.map(({ after }) => plotNumber(after));
  const low = Math.min(...heights);
  const high = Math.max(...heights);
  const span = high - low;
  return {
    ...axis,
    boundaryGap: [0, 0],
    max: high + span * ROOM_ABOVE,
    breaks: [{ start: span * FOOT_SHOWN, end: low - span * FOOT_SHOWN, gap: "1.5%" }],
    breakArea: {
      show: true,
      zigzagAmplitude: 3,
      itemStyle: { color: theme.surface, opacity: 1, borderColor: theme.surface },
    },
  };
}

function tooltipText(bar: BridgeBar | undefined): string {
  return bar === undefined ? "" : barText(bar);
}

/** Thin lines that carry the running cost to the next bar. */
function connectors(bars: readonly BridgeBar[], theme: ChartTheme): CustomSeriesOption {
  return {
    type: "custom",
    silent: true,
    data: bars.slice(0, -1).map(({ after }, index) => [index, plotNumber(after)]),
    renderItem: (_, api) => {
      const index = Number.parseInt(String(api.value(0)), 10);
      const [from = 0, y = 0] = api.coord([index, api.value(1)]);
      const [to = 0] = api.coord([index + 1, api.value(1)]);
      return {
        type: "line",
        shape: { x1: from, y1: y, x2: to, y2: y },
        style: { stroke: theme.line, lineWidth: 1 },
        z2: -1,
      };
    },
  };
}
