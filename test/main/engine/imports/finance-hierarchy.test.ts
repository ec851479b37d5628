import { expect, test } from "vitest";
import { checkCalendar } from "../../../../main/engine/imports/finance/check-calendar.ts";
import { checkHierarchy } from "../../../../main/engine/imports/finance/check-hierarchy.ts";
import type { WholeRow } from "../../../../main/engine/imports/finance/whole-file.ts";

/** Rows of a list, their cells by field; lines count from 2. */
function rowsOf(fields: readonly string[], cells: readonly (readonly string[])[]): WholeRow[] {
  return cells.map((row, at) => ({
    line: at + 2,
    text: (name) => row[fields.indexOf(name)] || null,
  }));
}

const NODE = ["code", "parent", "entity", "valid_from", "valid_to"];
const check = (...cells: readonly (readonly string[])[]) =>
  checkHierarchy("code")(rowsOf(NODE, cells));
const told = ({ rejects, findings }: ReturnType<typeof check>) => [
  ...rejects.map(({ line, code }) => `${line} ${code}`),
  ...findings.map(({ row, code, count }) => `${row} ${code} ${count}`),
];

test("a tree has no fault, however deep it is and in whatever order its rows stand", () => {
  const deep = Array.from({ length: 30_000 }, (_, at) => [`n${at}`, at === 0 ? "" : `n${at - 1}`]);
  expect(told(check(...deep))).toEqual([]);
  expect(told(check(...[...deep].reverse()))).toEqual([]);
});

test("a circle as long as its file is found once, at its first line", () => {
  const circle = Array.from({ length: 30_000 }, (_, at) => [`n${at}`, `n${(at + 1) % 30_000}`]);
  const { rejects } = check(...circle);
  expect(rejects).toHaveLength(1);
  expect(rejects[0]).toMatchObject({ line: 2, code: "hierarchy-cycle" });
  expect(rejects[0]?.reason).toMatch(/^"n0" is below itself, by way of "n1" \(line 3\).* more$/);
});

test("two circles are two, and what hangs below one is in neither", () => {
  const answer = check(["a", "b"], ["b", "a"], ["c", "d"], ["d", "c"], ["below", "a"]);
  expect(told(answer)).toEqual(["2 hierarchy-cycle", "4 hierarchy-cycle"]);
});

test.each([
  [["a", "b", "", "2026-01-01", "2026-06-30"], ["b", "a", "", "2026-07-01", ""], []],
  [
    ["a", "b", "", "2026-01-01", "2026-07-01"],
    ["b", "a", "", "2026-07-01", ""],
    ["2 hierarchy-cycle"],
  ],
])("nodes that changed places are no circle, unless on a day both hold (%#)", (a, b, faults) => {
  expect(told(check(a, b)).filter((one) => one.includes("cycle"))).toEqual(faults);
});

test.each([
  ["one after the other", ["n", "a", "", "", "2026-06-30"], ["n", "b", "", "2026-07-01", ""], []],
  ["on one day", ["n", "a", "", "", "2026-07-01"], ["n", "b", "", "2026-07-01", ""], [5]],
  ["of two entities", ["n", "a", "1000", "", ""], ["n", "b", "2000", "", ""], []],
  ["the same one twice", ["n", "a", "", "", ""], ["n", "a", "", "2026-07-01", ""], []],
  ["at the top and below", ["n", "", "", "", ""], ["n", "a", "", "", ""], [5]],
])("parents of a node %s", (_how, first, second, lines) => {
  const { rejects } = check(["a", "", "", "", ""], ["b", "a", "", "", ""], first, second);
  expect(rejects.map(({ line }) => line)).toEqual(lines);
});

test("a flat list has no root; entities may each have their own", () => {
  expect(told(check(["a", ""], ["b", ""]))).toEqual([]);
  const own = [
    ["a", "", "1000"],
    ["a1", "a", "1000"],
    ["b", "", "2000"],
    ["b1", "b", "2000"],
  ];
  expect(told(check(...own))).toEqual([]);
  expect(told(check(...own, ["c", "", "2000"]))).toEqual(["4 hierarchy-several-roots 3"]);
});

const PERIOD = ["calendar", "fiscal_year", "fiscal_period", "period_start", "period_end"];

test("closing periods lie within the last; calendars and years stand side by side", () => {
  const year = (name: string) => [
    [name, "2026", "11", "2026-11-01", "2026-11-30"],
    [name, "2026", "12", "2026-12-01", "2026-12-31"],
    [name, "2026", "13", "2026-12-31", "2026-12-31"],
    [name, "2027", "01", "2027-01-01", "2027-01-31"],
  ];
  const rows = [...year("A"), ...year("B").reverse()];
  expect(checkCalendar(rowsOf(PERIOD, rows)).rejects).toEqual([]);
  const gap = rows.filter(([name, , period]) => name !== "B" || period !== "12");
  expect(checkCalendar(rowsOf(PERIOD, gap)).rejects.map(({ line }) => line)).not.toEqual([]);
});
