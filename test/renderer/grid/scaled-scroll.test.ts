import fc from "fast-check";
import { expect, test } from "vitest";
import {
  offsetToShow,
  PHYSICAL_HEIGHT_MAX,
  rowWindow,
  scrollScale,
} from "../../../renderer/grid/scaled-scroll.ts";

const ROW = 24;

test("few rows scroll pixel by pixel", () => {
  const scale = scrollScale(1000, ROW, 600);
  expect(scale.isScaled).toBe(false);
  expect(scale.physicalHeight).toBe(24_000);
  expect(scale.toOffset(1234)).toBe(1234);
});

test("the end of the bar is the last row of ten million", () => {
  const scale = scrollScale(10_000_000, ROW, 600);
  expect(scale.isScaled).toBe(true);
  expect(scale.physicalHeight).toBe(PHYSICAL_HEIGHT_MAX);
  const offset = scale.toOffset(PHYSICAL_HEIGHT_MAX - 600);
  expect(rowWindow(offset, 600, ROW, 10_000_000, 0).end).toBe(10_000_000);
  expect(scale.toOffset(0)).toBe(0);
});

test("every row can be shown, and is inside the window then", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000_000 }),
      fc.integer({ min: 24, max: 2000 }),
      fc.nat(),
      fc.nat(),
      (rows, visible, rowSeed, offsetSeed) => {
        const scale = scrollScale(rows, ROW, visible);
        const row = rowSeed % rows;
        const before = scale.offsetMax === 0 ? 0 : offsetSeed % (scale.offsetMax + 1);
        const offset = offsetToShow(row, before, visible, ROW);
        const { first, end } = rowWindow(offset, visible, ROW, rows, 0);
        expect(row).toBeGreaterThanOrEqual(first);
        expect(row).toBeLessThan(end);
        // Back and forth through the bar stays within half a row.
        const back = scale.toOffset(scale.toPhysical(Math.min(offset, scale.offsetMax)));
        expect(Math.abs(back - Math.min(offset, scale.offsetMax))).toBeLessThan(ROW / 2);
      },
    ),
  );
});

test("a row in sight does not move the view", () => {
  expect(offsetToShow(10, 120, 600, ROW)).toBe(120);
});
