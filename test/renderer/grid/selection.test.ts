import { expect, test } from "vitest";
import {
  isInRange,
  rangeBetween,
  rangeCells,
  toTabSeparated,
} from "../../../renderer/grid/selection.ts";

test("spans between where it began and the active cell, whichever way", () => {
  const down = rangeBetween({ row: 2, column: 1 }, { row: 5, column: 3 });
  const up = rangeBetween({ row: 5, column: 3 }, { row: 2, column: 1 });
  expect(down).toEqual({ firstRow: 2, lastRow: 5, firstColumn: 1, lastColumn: 3 });
  expect(up).toEqual(down);
  expect(rangeCells(down)).toBe(12);
});

test("holds its corners and nothing beyond", () => {
  const range = rangeBetween({ row: 2, column: 1 }, { row: 5, column: 3 });
  expect(isInRange(range, 2, 1)).toBe(true);
  expect(isInRange(range, 5, 3)).toBe(true);
  expect(isInRange(range, 6, 3)).toBe(false);
  expect(isInRange(range, 5, 4)).toBe(false);
});

test("a selection that reaches into the header holds rows only", () => {
  expect(rangeBetween({ row: -1, column: 0 }, { row: 1, column: 0 }).firstRow).toBe(0);
});

test("a tab, a line break or a quote inside a cell does not break the rows", () => {
  expect(
    toTabSeparated([
      ["a", "b\tc"],
      ["-12.5", 'say "no"'],
    ]),
  ).toBe('a\t"b\tc"\r\n-12.5\t"say ""no"""');
});
