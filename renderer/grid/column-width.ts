/** Padding of a cell, and the place of a closing parenthesis. */
const PADDING = 17;
const WIDTH_MIN = 56;
/** Room for the arrow of a sorted column. */
export const SORT_ARROW = 15;

/** How wide the letters of the interface are at 12 px, by kind; the first that fits. */
const HEAD_WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[il.,:]/, 3.3],
  [/[ftrj ()-]/, 4.5],
  [/[mwMW%]/, 10.2],
  [/[A-Z]/, 8.3],
  [/./, 7],
];
/** Tabular figures of a bold total. */
const FIGURE_WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[.,]/, 3.9],
  [/[()]/, 5],
  [/./, 8.1],
];

/** Room for a head and for the longest of the figures below it; figures are never cut. */
export function figureWidth(
  head: string,
  figures: readonly string[],
  headLines: 1 | 2 = 1,
): number {
  const figureMost = figures.reduce(
    (most, text) => Math.max(most, textWidth(text, FIGURE_WIDTHS)),
    0,
  );
  const needed = Math.max(headLines === 1 ? headWidth(head) : widthOnTwoLines(head), figureMost);
  return Math.max(WIDTH_MIN, Math.ceil(needed) + PADDING);
}

/** The longer line of a head broken between two words where that makes it shortest. */
function widthOnTwoLines(head: string): number {
  const words = head.split(" ");
  const breaks = words.map((_, index) =>
    Math.max(headWidth(words.slice(0, index).join(" ")), headWidth(words.slice(index).join(" "))),
  );
  return Math.min(...breaks);
}

function headWidth(text: string): number {
  return textWidth(text, HEAD_WIDTHS);
}

function textWidth(text: string, widths: readonly (readonly [RegExp, number])[]): number {
  return [...text].reduce(
    (sum, letter) => sum + (widths.find(([kind]) => kind.test(letter))?.[1] ?? 0),
    0,
  );
}
