import { expect, test } from "vitest";
import { detectDateFormat } from "../../../../main/engine/imports/cells/date-format.ts";
import { readDate } from "../../../../main/engine/imports/cells/read-date.ts";
import { readPeriod } from "../../../../main/engine/imports/cells/read-period.ts";
import type { DateFormat } from "../../../../shared/domain/mapping.ts";

test.each<[string, DateFormat, string]>([
  ["2026-01-31", "YYYY-MM-DD", "2026-01-31"],
  ["2017-05-31 0:00:00", "iso-datetime", "2017-05-31"],
  ["2017-05-31T23:59:59.123Z", "iso-datetime", "2017-05-31"],
  ["20251231", "YYYYMMDD", "2025-12-31"],
  ["31.12.2025", "DD.MM.YYYY", "2025-12-31"],
  ["1.2.2026", "DD.MM.YYYY", "2026-02-01"],
  ["31.12.25", "DD.MM.YY", "2025-12-31"],
  ["12/31/25", "MM/DD/YY", "2025-12-31"],
  ["12/31/2025 12:00:00 AM", "MM/DD/YYYY", "2025-12-31"],
  ["31/12/1999", "DD/MM/YYYY", "1999-12-31"],
  ["31-12-2025", "DD-MM-YYYY", "2025-12-31"],
  ["12-31-2025", "MM-DD-YYYY", "2025-12-31"],
  ["2025/12/31", "YYYY/MM/DD", "2025-12-31"],
  ["31-JAN-26", "DD-MMM-YY", "2026-01-31"],
  ["03 März 2026", "DD-MMM-YYYY", "2026-03-03"],
  ["2102", "DDMM", "2018-02-21"],
  ["103", "DDMM", "2018-03-01"],
  ["45000", "excel-serial", "2023-03-15"],
  ["45000.75", "excel-serial", "2023-03-15"],
  ["59", "excel-serial", "1900-02-28"],
  ["61", "excel-serial", "1900-03-01"],
  ["60", "excel-serial", "unreadable"],
  ["29.02.2024", "DD.MM.YYYY", "2024-02-29"],
  ["29.02.2025", "DD.MM.YYYY", "unreadable"],
  ["2026-13-01", "YYYY-MM-DD", "unreadable"],
  ["31/12/2025", "MM/DD/YYYY", "unreadable"],
  ["31-XYZ-26", "DD-MMM-YY", "unreadable"],
  ["tomorrow", "YYYY-MM-DD", "unreadable"],
  ["", "YYYY-MM-DD", "empty"],
  ["00000000", "YYYYMMDD", "empty"],
  ["0000-00-00", "YYYY-MM-DD", "empty"],
  ["00.00.0000", "DD.MM.YYYY", "empty"],
])("%j as %s is %s", (text, format, expected) => {
  const reading = readDate(text, format, { year: 2018 });
  expect(reading.kind === "value" ? reading.date : reading.kind).toBe(expected);
});

test("days of a 1904 workbook are counted from its own start", () => {
  expect(readDate("43538", "excel-serial", { is1904: true })).toEqual({
    kind: "value",
    date: "2023-03-15",
  });
});

test("a date without a year needs one", () => {
  expect(readDate("2102", "DDMM").kind).toBe("unreadable");
});

test.each([
  [["2026-01-31"], "YYYY-MM-DD"],
  [["01/02/2026", "13/02/2026"], "DD/MM/YYYY"],
  [["01/02/2026", "02/13/2026"], "MM/DD/YYYY"],
  [["01.02.2026"], "DD.MM.YYYY"],
  [["20260131", "00000000", ""], "YYYYMMDD"],
  [["31-JAN-26"], "DD-MMM-YY"],
  [["2026-01-31 00:00:00", "n/a"], "YYYY-MM-DD"],
])("the column %j is decided as %s", (values, format) => {
  expect(detectDateFormat(values)).toEqual({ kind: "decided", format });
});

test.each([
  [["01/02/2026", "03/04/2026"], { kind: "ambiguous", formats: ["DD/MM/YYYY", "MM/DD/YYYY"] }],
  [["13/02/2026", "02/13/2026"], { kind: "ambiguous", examples: ["13/02/2026", "02/13/2026"] }],
  [["45000"], { kind: "unknown", example: "45000" }],
  [["", "00000000"], { kind: "empty" }],
])("the column %j is not guessed", (values, expected) => {
  expect(detectDateFormat(values)).toMatchObject(expected);
});

test.each([
  ["2026-10", {}, "2026-10"],
  ["202610", {}, "2026-10"],
  ["2026010", {}, "2026-10"],
  ["010.2026", {}, "2026-10"],
  ["10/2026", {}, "2026-10"],
  ["Jan-26", {}, "2026-01"],
  ["Okt 2026", {}, "2026-10"],
  ["2026 March", {}, "2026-03"],
  ["P07", { fiscalYear: "2026" }, "2026-07"],
  ["006", { fiscalYear: "2006" }, "2006-06"],
  ["1", { fiscalYear: "2026", startMonth: 4 }, "2025-04"],
  ["12", { fiscalYear: "2026", startMonth: 4 }, "2026-03"],
  ["013.2026", {}, "2026-12 special 13"],
  ["16", { fiscalYear: "2026", startMonth: 4 }, "2026-03 special 16"],
  ["Adj-25", {}, "2025-12 special 13"],
  ["2026-10-31", {}, "2026-10"],
  ["2026-17", {}, "unreadable"],
  ["6", {}, "unreadable"],
  ["Ju-26", {}, "unreadable"],
  ["000", { fiscalYear: "2026" }, "empty"],
])("the period %j with %o is %s", (text, options, expected) => {
  const reading = readPeriod(text, options);
  const special =
    reading.kind === "value" && reading.specialPeriod !== null
      ? ` special ${reading.specialPeriod}`
      : "";
  expect(reading.kind === "value" ? reading.period + special : reading.kind).toBe(expected);
});
