import { expect, test } from "vitest";
import { nextSort } from "../../../renderer/grid/data-grid.tsx";
import { quantityText } from "../../../renderer/grid/quantity-text.ts";
import { shareWidth } from "../../../renderer/grid/use-column-layout.ts";
import { columnDefaults, movedTo } from "../../../renderer/grid/use-column-state.ts";

test("columns fill the room, to the pixel", () => {
  const shared = shareWidth([100, 50, 50], 401);
  expect(shared.reduce((sum, width) => sum + width, 0)).toBe(401);
});

test("too little room: the first gives way down to its least, the rest scroll", () => {
  expect(shareWidth([200, 100, 100], 350, 120)).toEqual([150, 100, 100]);
  expect(shareWidth([200, 100, 100], 300, 120)).toEqual([120, 100, 100]);
  expect(shareWidth([200, 100, 100], 300)).toEqual([200, 100, 100]);
});

test("a column moves to a place; the first is frozen", () => {
  expect(movedTo(["a", "b", "c", "d"], "b", 3)).toEqual(["a", "c", "d", "b"]);
  expect(movedTo(["a", "b", "c"], "a", 2)).toEqual(["a", "b", "c"]);
  expect(movedTo(["a", "b", "c"], "b", 0)).toEqual(["a", "b", "c"]);
  expect(movedTo(["a", "b", "c"], "c", 3)).toEqual(["a", "b", "c"]);
});

test("the named columns come first, unknown ones not at all, others hidden", () => {
  expect(
    columnDefaults(
      ["x", "y", "z"],
      [
        ["z", 80],
        ["gone", 10],
      ],
    ),
  ).toEqual([
    { id: "z", width: 80 },
    { id: "x", width: 130, isHidden: true },
    { id: "y", width: 130, isHidden: true },
  ]);
});

test("a header sorts up, down, then not at all", () => {
  const up = nextSort(null, "service_name");
  const down = nextSort(up, "service_name");
  expect([up?.direction, down?.direction, nextSort(down, "service_name")]).toEqual([
    "asc",
    "desc",
    null,
  ]);
  expect(nextSort(down, "region_name")).toEqual({ column: "region_name", direction: "asc" });
});

test.each([
  ["1234567", "1,234,567"],
  ["-1234.5", "−1,234.5"],
  ["0.123456789", "0.1234…"],
  ["720.000000", "720"],
  ["0.00001", "0.…"],
  ["n/a", "n/a"],
])("the quantity %s reads %s", (value, text) => {
  expect(quantityText(value)).toBe(text);
});
