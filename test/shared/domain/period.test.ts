import { expect, test } from "vitest";
import {
  daysInPeriod,
  IsoDate,
  Period,
  periodEnd,
  periodLastDay,
  periodStart,
  shiftPeriod,
} from "../../../shared/domain/period.ts";

test.each([
  ["2026-10", 1, "2026-11"],
  ["2026-12", 1, "2027-01"],
  ["2026-01", -1, "2025-12"],
  ["2026-10", -22, "2024-12"],
  ["2026-10", 0, "2026-10"],
])("%s moved by %i months is %s", (period, months, moved) => {
  expect(shiftPeriod(period, months)).toBe(moved);
});

test.each([
  ["2026-02", 28],
  ["2024-02", 29],
  ["1900-02", 28],
  ["2000-02", 29],
  ["2026-04", 30],
  ["2026-12", 31],
])("%s has %i days", (period, days) => {
  expect(daysInPeriod(period)).toBe(days);
  expect(periodLastDay(period)).toBe(`${period}-${days}`);
});

test("a period is half-open", () => {
  expect(periodStart("2026-12")).toBe("2026-12-01");
  expect(periodEnd("2026-12")).toBe("2027-01-01");
});

test.each(["2026-14", "2026-00", "2026-1", "26-10", "2026-10-01", ""])(
  "%j is no period",
  (text) => {
    expect(Period.safeParse(text).success).toBe(false);
  },
);

test.each(["2026-02-28", "2024-02-29", "2026-10-31"])("%j is a date", (text) => {
  expect(IsoDate.safeParse(text).success).toBe(true);
});

test.each(["2026-02-29", "2026-02-31", "2026-04-31", "2026-13-01", "2026-10-00", "31.10.2026"])(
  "%j is no date",
  (text) => {
    expect(IsoDate.safeParse(text).success).toBe(false);
  },
);
