const FIGURE_CHARACTER = 7.5;
const HEAD_CHARACTER = 6.8;
const PADDING = 17;
const WIDTH_MIN = 56;

/** Room for a head and for the longest of the figures below it; figures are never cut. */
export function figureWidth(head: string, figures: readonly string[]): number {
  const longest = figures.reduce((most, text) => Math.max(most, text.length), 0);
  const needed = Math.max(head.length * HEAD_CHARACTER, longest * FIGURE_CHARACTER);
  return Math.max(WIDTH_MIN, Math.ceil(needed) + PADDING);
}
