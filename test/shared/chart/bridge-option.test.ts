import { expect, test } from "vitest";
import { type Bridge, bridgeOption } from "../../../shared/chart/bridge-option.ts";
import { addAmounts } from "../../../shared/domain/amount.ts";

const tokens = {
  actual: "dark",
  previous: "light",
  good: "green",
  bad: "red",
  neutral: "grey",
  ink: "ink",
  line: "line",
  font: "Inter",
};

const bridge = (opening: string, effects: readonly string[], closing: string): Bridge => ({
  opening: { label: "Sep", amount: opening, text: `(${opening})` },
  effects: effects.map((amount, index) => ({
    label: `e${index}`,
    amount,
    text: `[${amount}]`,
    meaning: amount.startsWith("-") ? "good" : index === 9 ? "neutral" : "bad",
  })),
  closing: { label: "Oct", amount: closing, text: `(${closing})` },
  tokens,
  mayBreakAxis: false,
});

const valuesOf = (input: Bridge, name: string): string[] =>
  bridgeOption(input)
    .series.filter((series) => series.name === name)
    .flatMap(({ data }) => data.map(({ value }) => value));

test("each effect stands on a base where the one before ended", () => {
  const input = bridge("100", ["20.5", "-40"], "80.5");
  expect(valuesOf(input, "base")).toEqual(["0", "100", "80.5", "0"]);
  expect(valuesOf(input, "above")).toEqual(["100", "20.5", "40", "80.5"]);
  expect(valuesOf(input, "below")).toEqual(["0", "0", "0", "0"]);
});

test("a bar that crosses zero has a part on either side and stays exact", () => {
  const input = bridge("10", ["-25.000000000001", "3"], "-12.000000000001");
  expect(valuesOf(input, "base")).toEqual(["0", "0", "-12.000000000001", "0"]);
  expect(valuesOf(input, "above")).toEqual(["10", "10", "0", "0"]);
  expect(valuesOf(input, "below")).toEqual(["0", "-15.000000000001", "-3", "-12.000000000001"]);
  expect(addAmounts(["10", "15.000000000001"])).toBe("25.000000000001");
});

test("periods are told apart by shade, effects by meaning, the base is unseen", () => {
  const [base, above] = bridgeOption(bridge("100", ["20", "-5"], "115")).series;
  expect(base).toMatchObject({ itemStyle: { color: "transparent" }, silent: true });
  expect(above?.data.map(({ itemStyle }) => itemStyle?.color)).toEqual([
    "light",
    "red",
    "green",
    "dark",
  ]);
});

test("every bar bears its own text once, on the side it lies on", () => {
  const { series } = bridgeOption(bridge("10", ["-25"], "-15"));
  const labels = series.map(({ name, data }) => [
    name,
    data.map(({ label }) => (label?.show === true ? label.formatter : null)),
  ]);
  expect(labels).toEqual([
    ["base", [null, null, null]],
    ["above", ["(10)", null, null]],
    ["below", [null, "[-25]", "(-15)"]],
  ]);
  expect(series.flatMap(({ data }) => data.map(({ label }) => label?.position))).toContain(
    "bottom",
  );
});

test("the axis starts at zero, unless something lies below", () => {
  expect(bridgeOption(bridge("10", ["5"], "15")).yAxis.min).toBe("0");
  expect(bridgeOption(bridge("10", ["-15"], "-5")).yAxis.min).toBeUndefined();
});

test("the axis is broken only when allowed and only where every bar has it in common", () => {
  const wide = { ...bridge("1000", ["20", "-10"], "1010"), mayBreakAxis: true };
  expect(bridgeOption(wide).yAxis.breaks).toEqual([{ start: "20", end: "980", gap: "2%" }]);
  expect(bridgeOption({ ...wide, mayBreakAxis: false }).yAxis.breaks).toBeUndefined();
  const narrow = { ...bridge("100", ["50"], "150"), mayBreakAxis: true };
  expect(bridgeOption(narrow).yAxis.breaks).toBeUndefined();
  const flat = { ...bridge("100", [], "100"), mayBreakAxis: true };
  expect(bridgeOption(flat).yAxis.breaks).toBeUndefined();
});

test("the option is plain data", () => {
  const option = bridgeOption(bridge("1", ["2"], "3"));
  expect(JSON.parse(JSON.stringify(option))).toEqual(option);
});
