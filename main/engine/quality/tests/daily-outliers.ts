import dailyOutliersSql from "./daily-outliers.sql?raw";
import { counted, defineTest } from "./define.ts";

export const dailyOutliers = defineTest({
  id: "daily-outliers",
  title: "Days that cost far more or less than usual",
  looksFor:
    "Days of a service and account whose cost is out of the range its other days of the month " +
    "give.",
  datasets: ["charge"],
  severity: "warning",
  sql: dailyOutliersSql,
  readsBills: true,
  thresholds: { days_least: "14", spreads: "10", share: "200" },
  found: ({ subject, rows }) => `${counted(rows, "day")} of ${subject} out of range`,
  expected: "Within ten times the median distance from the median day, and at most twice that day.",
  remedy:
    "Look at the charges of the day: a metering error, a purchase booked as usage, or a cost " +
    "somebody should know of.",
  untested: "No service has 14 days of usage in the month.",
});
