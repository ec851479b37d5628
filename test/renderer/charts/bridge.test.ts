import { expect, test } from "vitest";
import { barText, buildBridge } from "../../../renderer/charts/bridge.ts";
import { bridgeChartOption } from "../../../renderer/charts/bridge-chart-option.ts";
import { FULL } from "../../../renderer/ui/format-amount.ts";

const RESULT = {
  from: "2026-09",
  to: "2026-10",
  opening: "3120.4",
  closing: "3262.1",
  effects: [
    { effect: "volume" as const, amount: "212.3" },
    { effect: "mix" as const, amount: "0" },
    { effect: "commitment" as const, amount: "-70.6" },
  ],
};
const THEME = {
  ink: "#000",
  line: "#ccc",
  surface: "#fff",
  good: "green",
  bad: "red",
  neutral: "#999",
  actual: "#444",
  previous: "#999",
  font: "Inter",
};

test("every effect that is not zero stands between the totals, with the cost after it", () => {
  const bars = buildBridge(RESULT, FULL);
  expect(bars.map(({ label, text, meaning, after }) => [label, text, meaning, after])).toEqual([
    ["2026-09", "3,120.40", "neutral", "3120.4"],
    ["Volume", "▲ +212.30", "bad", "3332.7"],
    ["Commitments", "▼ −70.60", "good", "3262.1"],
    ["2026-10", "3,262.10", "neutral", "3262.1"],
  ]);
});

test("the last effect leads to the closing cost", () => {
  const bars = buildBridge(RESULT, FULL);
  expect(bars.at(-2)?.after).toBe(bars.at(-1)?.amount);
});

test("says a bar in words with its sign", () => {
  expect(buildBridge(RESULT, FULL).map(barText)).toEqual([
    "2026-09: 3,120.40",
    "Volume: ▲ +212.30",
    "Commitments: ▼ −70.60",
    "2026-10: 3,262.10",
  ]);
});

test("draws a line from each bar to the next and tells a bar on demand", () => {
  const option = bridgeChartOption(buildBridge(RESULT, FULL), THEME);
  const series = option["series"] as { type: string; data: readonly unknown[] }[];
  expect(series.at(-1)).toMatchObject({ type: "custom" });
  expect(series.at(-1)?.data).toHaveLength(3);
  const tooltip = option["tooltip"] as { formatter: (at: { dataIndex: number }) => string };
  expect(tooltip.formatter({ dataIndex: 1 })).toBe("Volume: ▲ +212.30");
});
