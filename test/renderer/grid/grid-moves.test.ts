import { expect, test } from "vitest";
import { moveCell } from "../../../renderer/grid/grid-moves.ts";

const BOUNDS = { rows: 1_000_000, columns: 5, pageRows: 30 };
const cell = (row: number, column: number) => ({ row, column });

test.each([
  // from        key           control  to
  [cell(4, 2), "ArrowUp", false, cell(3, 2)],
  [cell(0, 2), "ArrowUp", false, cell(-1, 2)],
  [cell(-1, 2), "ArrowUp", false, cell(-1, 2)],
  [cell(-1, 2), "ArrowDown", false, cell(0, 2)],
  [cell(999_999, 2), "ArrowDown", false, cell(999_999, 2)],
  [cell(4, 2), "ArrowUp", true, cell(0, 2)],
  [cell(4, 2), "ArrowDown", true, cell(999_999, 2)],
  [cell(4, 0), "ArrowLeft", false, cell(4, 0)],
  [cell(4, 4), "ArrowRight", false, cell(4, 4)],
  [cell(4, 2), "ArrowLeft", true, cell(4, 0)],
  [cell(4, 2), "ArrowRight", true, cell(4, 4)],
  [cell(4, 2), "Home", false, cell(4, 0)],
  [cell(4, 2), "End", false, cell(4, 4)],
  [cell(4, 2), "Home", true, cell(0, 0)],
  [cell(4, 2), "End", true, cell(999_999, 4)],
  [cell(4, 2), "PageUp", false, cell(0, 2)],
  [cell(4, 2), "PageDown", false, cell(34, 2)],
  [cell(999_990, 2), "PageDown", false, cell(999_999, 2)],
  [cell(-1, 2), "PageDown", false, cell(30, 2)],
])("from %o, %s with control %s goes to %o", (from, key, isControl, expected) => {
  expect(moveCell(from, { key, isControl }, BOUNDS)).toEqual(expected);
});

test("a key that moves nothing is no move", () => {
  expect(moveCell(cell(1, 1), { key: "x", isControl: false }, BOUNDS)).toBeNull();
});

test("an empty grid keeps the active cell in its head", () => {
  const empty = { rows: 0, columns: 3, pageRows: 30 };
  expect(moveCell(cell(-1, 0), { key: "End", isControl: true }, empty)).toEqual(cell(-1, 2));
});
