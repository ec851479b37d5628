import { expect, test } from "vitest";
import { buildBridge } from "../../../renderer/charts/bridge.ts";
import { axisFloor, barText, bridgeOption } from "../../../renderer/charts/bridge-option.ts";
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
  inkQuiet: "#555",
  line: "#ccc",
  surface: "#fff",
  good: "green",
  bad: "red",
  actual: "#444",
  compared: "#999",
  font: "Inter",
};

test("each bar begins where the one before ended, and the last at the closing cost", () => {
  const bars = buildBridge(RESULT);
  expect(bars.map(({ label, from, to }) => [label, from, to])).toEqual([
    ["2026-09", "0", "3120.4"],
    ["Volume", "3120.4", "3332.7"],
    ["Commitments", "3332.7", "3262.1"],
    ["2026-10", "0", "3262.1"],
  ]);
});

test("totals stand on the axis unless they dwarf the effects; then it is cut above zero", () => {
  expect(axisFloor(buildBridge(RESULT))).toBeGreaterThan(0);
  const small = { ...RESULT, opening: "100", closing: "241.7" };
  expect(axisFloor(buildBridge(small))).toBe(0);
});

test("draws one bar per step, within the axis", () => {
  const bars = buildBridge(RESULT);
  const option = bridgeOption(bars, THEME, FULL);
  const axis = option["yAxis"] as { min: number; max: number };
  const series = option["series"] as { data: number[][] }[];
  expect(series[0]?.data).toHaveLength(4);
  expect(axis.min).toBeLessThan(3120.4);
  expect(axis.max).toBeGreaterThan(3332.7);
});

test("says a bar in words with its sign", () => {
  const [opening, volume, commitments] = buildBridge(RESULT);
  expect(barText(opening)).toBe("2026-09: 3,120.40");
  expect(barText(volume)).toBe("Volume: +212.30");
  expect(barText(commitments)).toBe("Commitments: −70.60");
});
