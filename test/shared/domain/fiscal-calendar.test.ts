import { expect, test } from "vitest";
import { dateOfDay, dayNumber, weekday, workdays } from "../../../shared/domain/day-number.ts";
import {
  type FiscalCalendar,
  periodsOfYear,
  shiftFiscalPeriod,
} from "../../../shared/domain/fiscal-calendar.ts";

type Computed = Exclude<FiscalCalendar, { kind: "file" }>;

/** The retail calendar: weeks end on the Saturday nearest the end of January. */
const RETAIL: Computed = {
  kind: "weeks",
  pattern: "4-5-4",
  yearStart: 2,
  named: "start",
  weekEnd: "saturday",
  yearEnd: "nearest",
};

function span(calendar: Computed, year: number): string {
  const periods = periodsOfYear(calendar, year);
  return `${periods[0]?.firstDay} ${periods.at(-1)?.lastDay}`;
}

function weeks(calendar: Computed, year: number): number {
  const [first = "", last = ""] = span(calendar, year).split(" ");
  return (dayNumber(last) - dayNumber(first) + 1) / 7;
}

test.each([
  [2012, "2012-01-29 2013-02-02", 53],
  [2016, "2016-01-31 2017-01-28", 52],
  [2017, "2017-01-29 2018-02-03", 53],
  [2018, "2018-02-04 2019-02-02", 52],
  [2022, "2022-01-30 2023-01-28", 52],
  [2023, "2023-01-29 2024-02-03", 53],
  [2024, "2024-02-04 2025-02-01", 52],
  [2025, "2025-02-02 2026-01-31", 52],
])("the published retail year %i runs %s and has %i weeks", (year, expected, count) => {
  expect(span(RETAIL, year)).toBe(expected);
  expect(weeks(RETAIL, year)).toBe(count);
});

test("the 53rd week of the retail year 2023 stands in its last month", () => {
  const january = periodsOfYear(RETAIL, 2023).at(-1);
  expect(january).toMatchObject({ firstDay: "2023-12-31", lastDay: "2024-02-03", quarter: 4 });
  const months = periodsOfYear(RETAIL, 2023).slice(0, 3);
  expect(months.map(({ firstDay }) => firstDay)).toEqual([
    "2023-01-29",
    "2023-02-26",
    "2023-04-02",
  ]);
});

test.each([
  ["last", 2023, "2022-09-25 2023-09-30", 53],
  ["last", 2024, "2023-10-01 2024-09-28", 52],
  ["last", 2025, "2024-09-29 2025-09-27", 52],
] as const)(
  "years to the %s Saturday of September end as published: %i",
  (yearEnd, year, ...is) => {
    const calendar: Computed = {
      ...RETAIL,
      pattern: "4-4-5",
      yearStart: 10,
      named: "end",
      yearEnd,
    };
    expect([span(calendar, year), weeks(calendar, year)]).toEqual(is);
  },
);

test("a year from April is named after the year it begins or ends in", () => {
  const april: Computed = { kind: "months", yearStart: 4, named: "start" };
  expect(periodsOfYear(april, 2026)[0]).toMatchObject({
    period: "2026-01",
    firstDay: "2026-04-01",
    lastDay: "2026-04-30",
  });
  expect(span({ ...april, named: "end" }, 2026)).toBe("2025-04-01 2026-03-31");
});

test("calendar months are the months of the year", () => {
  const months: Computed = { kind: "months", yearStart: 1, named: "end" };
  for (const { period, firstDay } of periodsOfYear(months, 2028)) {
    expect(firstDay).toBe(`${period}-01`);
  }
  expect(span(months, 2028)).toBe("2028-01-01 2028-12-31");
});

test("thirteen periods of four weeks, the last of five in a long year", () => {
  const calendar: Computed = { ...RETAIL, pattern: "13-periods" };
  const periods = periodsOfYear(calendar, 2023);
  expect(periods.map(({ period }) => period).at(-1)).toBe("2023-13");
  const last = periods.at(-1);
  expect(dayNumber(last?.lastDay ?? "") - dayNumber(last?.firstDay ?? "") + 1).toBe(35);
  expect(periods.map(({ quarter }) => quarter)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4]);
});

test.each([
  ["2026-12", 1, 12, "2027-01"],
  ["2026-12", 1, 13, "2026-13"],
  ["2026-01", -1, 13, "2025-13"],
  ["2026-03", -14, 13, "2025-02"],
])("%s and %i periods of %i a year is %s", (period, count, perYear, expected) => {
  expect(shiftFiscalPeriod(period, count, perYear)).toBe(expected);
});

test("days are counted, named and split into workdays", () => {
  expect(dayNumber("1970-01-01")).toBe(0);
  expect(dateOfDay(dayNumber("2024-02-29") + 1)).toBe("2024-03-01");
  expect(weekday(dayNumber("2026-11-22"))).toBe(6);
  expect(workdays(dayNumber("2026-02-01"), dayNumber("2026-02-28"))).toBe(20);
  expect(workdays(dayNumber("2026-10-31"), dayNumber("2026-11-02"))).toBe(1);
});
