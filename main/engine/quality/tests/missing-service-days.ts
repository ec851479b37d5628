import { counted, defineTest } from "./define.ts";
import missingDaysSql from "./missing-days.sql?raw";

export const missingServiceDays = defineTest({
  id: "service-days",
  title: "Days without usage of a service",
  looksFor:
    "Days without usage of a service in a sub-account that is used on nearly every day before " +
    "and after.",
  datasets: ["charge"],
  severity: "warning",
  sql: missingDaysSql,
  readsBills: true,
  thresholds: { by_service: true, days_least: "14", share: "1000", runs_most: "1" },
  found: ({ subject, rows }) => `${counted(rows, "day")} without usage of ${subject}`,
  expected: "Usage on every day between the first and the last.",
  remedy:
    "Ask whether the service was stopped; where it ran, its metering has a gap and a late " +
    "charge will follow.",
  untested: "No service is used day by day in the month.",
});
