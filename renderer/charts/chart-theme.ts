import type { BridgeTokens } from "../../shared/chart/bridge-option.ts";

/** The tokens a chart draws with; a canvas cannot read a style sheet. */
export interface ChartTheme extends BridgeTokens {
  readonly surface: string;
}

const TOKENS = {
  ink: "--ink",
  line: "--line-strong",
  surface: "--surface",
  good: "--good",
  bad: "--bad",
  actual: "--ink-2",
  previous: "--ink-3",
  neutral: "--ink-3",
} as const;

/** The colours of the theme that is shown now. */
export function readChartTheme(element: HTMLElement): ChartTheme {
  // A probe of its own per token: on one that is reused, a transition would still show the last.
  const resolve = (token: string): string => {
    const probe = document.createElement("span");
    probe.style.color = `var(${token})`;
    element.append(probe);
    const { color } = window.getComputedStyle(probe);
    probe.remove();
    return color;
  };
  const colours = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => [name, resolve(token)]),
  ) as Record<keyof typeof TOKENS, string>;
  return { ...colours, font: window.getComputedStyle(element).fontFamily };
}
