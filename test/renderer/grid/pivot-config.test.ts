import { describe, expect, test } from "vitest";
import {
  addDimension,
  countedCells,
  moveDimension,
  nextPivotSort,
  type PivotConfig,
  removeDimension,
  shownRows,
  withClosed,
} from "../../../renderer/grid/pivot-config.ts";

const CONFIG: PivotConfig = {
  rows: ["service_category", "service_name"],
  columns: ["target"],
  sort: { by: "label", direction: "asc" },
  show: "amount",
};

describe("dimensions", () => {
  test("a new one goes to the end", () => {
    expect(addDimension(CONFIG, "rows", "region_name").rows).toEqual([
      "service_category",
      "service_name",
      "region_name",
    ]);
  });

  test("one of the other zone moves over", () => {
    const moved = addDimension(CONFIG, "columns", "service_name");
    expect(moved.rows).toEqual(["service_category"]);
    expect(moved.columns).toEqual(["target", "service_name"]);
  });

  test("a full zone stays as it is", () => {
    const full = { ...CONFIG, columns: ["a", "b", "c"] };
    expect(addDimension(full, "columns", "d")).toBe(full);
  });

  test("moves within its zone, and stops at the edge", () => {
    expect(moveDimension(CONFIG, "service_name", -1).rows).toEqual([
      "service_name",
      "service_category",
    ]);
    expect(moveDimension(CONFIG, "service_name", 1)).toBe(CONFIG);
    expect(moveDimension(CONFIG, "target", 1)).toBe(CONFIG);
  });

  test("up and down again is where it was", () => {
    const up = moveDimension(CONFIG, "service_name", -1);
    expect(moveDimension(up, "service_name", 1)).toEqual(CONFIG);
  });

  test("is taken out wherever it stands", () => {
    expect(removeDimension(CONFIG, "target").columns).toEqual([]);
  });
});

test("a header asks for the largest first, then the smallest", () => {
  const first = nextPivotSort(CONFIG, "amount");
  expect(first).toEqual({ by: "amount", direction: "desc" });
  expect(nextPivotSort({ ...CONFIG, sort: first }, "amount").direction).toBe("asc");
  expect(nextPivotSort(CONFIG, "label").direction).toBe("desc");
});

describe("rows", () => {
  const row = (path: readonly (string | null)[], isSubtotal = false) => ({
    path: [...path],
    level: path.length,
    isSubtotal,
    isOthers: false,
  });
  const rows = [
    row(["Compute"], true),
    row(["Compute", "EC2"]),
    row([null], true),
    row([null, "Support"]),
  ];

  test("a closed subtotal hides what is below it and keeps the places of the others", () => {
    const closed = withClosed(new Set(), ["Compute"], false);
    expect(shownRows(rows, closed).map(({ index }) => index)).toEqual([0, 2, 3]);
    expect(shownRows(rows, closed)[0]?.isOpen).toBe(false);
  });

  test("an empty value is a path of its own", () => {
    const closed = withClosed(new Set(), [null], false);
    expect(shownRows(rows, closed).map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  test("opening brings everything back", () => {
    const closed = withClosed(withClosed(new Set(), ["Compute"], false), ["Compute"], true);
    expect(shownRows(rows, closed)).toHaveLength(4);
  });

  test("a sum counts every cost once: no open subtotal, no total beside its parts", () => {
    const all = { firstRow: 0, lastRow: 4, firstColumn: 0, lastColumn: 3 };
    const open = shownRows(rows, new Set());
    const cells = countedCells(open, 3, all);
    expect(cells.map(({ row, column }) => `${row}/${column}`)).toEqual([
      "1/1",
      "1/2",
      "3/1",
      "3/2",
    ]);
  });

  test("a closed subtotal counts for the rows it hides", () => {
    const closed = shownRows(rows, withClosed(new Set(), ["Compute"], false));
    const column = { firstRow: 0, lastRow: 2, firstColumn: 1, lastColumn: 1 };
    expect(countedCells(closed, 3, column).map(({ row }) => row)).toEqual([0, 2]);
  });

  test("a subtotal or a total alone is its own sum", () => {
    const open = shownRows(rows, new Set());
    const cell = (row: number, column: number) => ({
      firstRow: row,
      lastRow: row,
      firstColumn: column,
      lastColumn: column,
    });
    expect(countedCells(open, 3, cell(0, 3))).toEqual([{ row: 0, column: 3 }]);
    expect(countedCells(open, 3, cell(4, 1))).toEqual([{ row: 4, column: 1 }]);
  });
});
