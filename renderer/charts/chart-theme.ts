/** The tokens a chart draws with; a canvas cannot read a style sheet. */
export interface ChartTheme {
  readonly ink: string;
  readonly inkQuiet: string;
  readonly line: string;
  readonly surface: string;
  readonly good: string;
  readonly bad: string;
  /** Actual figures, and the figures they are compared with. */
  readonly actual: string;
  readonly compared: string;
  readonly font: string;
}

const TOKENS = {
  ink: "--ink",
  inkQuiet: "--ink-2",
  line: "--line-strong",
  surface: "--surface",
  good: "--good",
  bad: "--bad",
  actual: "--ink-2",
  compared: "--ink-3",
} as const;

/** The colours of the theme that is shown now. */
export function readChartTheme(element: HTMLElement): ChartTheme {
  const probe = document.createElement("span");
  element.append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return window.getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => [name, resolve(token)]),
  ) as Record<keyof typeof TOKENS, string>;
  probe.remove();
  return { ...colours, font: window.getComputedStyle(element).fontFamily };
}
