import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { BarChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { AxisBreak } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { type BridgeTokens, bridgeOption } from "../../../shared/chart/bridge-option.ts";
import { fromUnits } from "../../../shared/domain/amount.ts";
import { formatAmount } from "../../../shared/format.ts";
import type { SheetPicture } from "./sheets/define.ts";

/** The bridge of a variance as the sheet shows it, ready to be drawn. */
export interface BridgeAmounts {
  readonly currency: string;
  readonly digits: number;
  readonly opening: BridgeAmount;
  readonly closing: BridgeAmount;
  readonly effects: readonly BridgeAmount[];
}

export interface BridgeAmount {
  readonly label: string;
  /** In units of 10^-12. */
  readonly units: bigint;
}

const FONT = "Inter";
const TOKENS: BridgeTokens = {
  actual: "#1d1d1b",
  previous: "#a8a8a2",
  good: "#1a7f4b",
  bad: "#b3261e",
  neutral: "#8b8b85",
  ink: "#1d1d1b",
  line: "#8b8b85",
  font: FONT,
};
const HEIGHT = 300;
const BAR_WIDTH = 84;
/** Drawn larger than shown, so that it is sharp in print. */
const SHARPNESS = 3;

use([BarChart, GridComponent, SVGRenderer, AxisBreak]);

/** Draws the bridge from the option the app draws; the same amounts give the same bytes. */
export async function drawBridge(amounts: BridgeAmounts, folder: string): Promise<SheetPicture> {
  const { effects, opening, closing, digits, currency } = amounts;
  const text = (units: bigint): string => formatAmount(fromUnits(units), { digits });
  const bar = ({ label, units }: BridgeAmount) => ({
    label,
    amount: fromUnits(units),
    text: text(units),
  });
  const widthPixels = Math.max(420, BAR_WIDTH * (effects.length + 2));
  const chart = init(null, null, {
    renderer: "svg",
    ssr: true,
    width: widthPixels,
    height: HEIGHT,
  });
  const option = bridgeOption({
    opening: bar(opening),
    closing: bar(closing),
    effects: effects.map((effect) => ({
      ...bar(effect),
      meaning: effect.units > 0n ? "bad" : effect.units < 0n ? "good" : "neutral",
    })),
    tokens: TOKENS,
    mayBreakAxis: true,
  });
  chart.setOption({
    ...option,
    xAxis: { ...option.xAxis, axisLabel: { ...option.xAxis.axisLabel, width: BAR_WIDTH - 6 } },
    // A straight break, because the zigzag is drawn by chance and would differ every time.
    yAxis: { ...option.yAxis, max: "dataMax", breakArea: { zigzagAmplitude: 0 } },
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  const png = new Resvg(svg, {
    fitTo: { mode: "width", value: widthPixels * SHARPNESS },
    font: {
      fontFiles: [await fontFile(folder)],
      loadSystemFonts: false,
      defaultFontFamily: FONT,
    },
  })
    .render()
    .asPng();
  const steps = effects.map(({ label, units }) => `${label} ${text(units)}`).join(", ");
  return {
    png,
    widthPixels,
    heightPixels: HEIGHT,
    description:
      `Bridge in ${currency}: ${opening.label} ${text(opening.units)}, ` +
      `${steps === "" ? "" : `${steps}, `}${closing.label} ${text(closing.units)}`,
  };
}

/** The font as a file of its own, because the drawing library cannot read inside an archive. */
async function fontFile(folder: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const source = require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf");
  const path = join(folder, "Inter_400Regular.ttf");
  await writeFile(path, await readFile(source));
  return path;
}
