import { counted, defineTest } from "./define.ts";
import missingDaysSql from "./missing-days.sql?raw";

export const missingDays = defineTest({
  id: "missing-days",
  title: "Days without usage on a bill",
  looksFor:
    "Days of the month without a usage charge on an account that has usage before and after.",
  datasets: ["charge"],
  severity: "blocking",
  sql: missingDaysSql,
  readsBills: true,
  thresholds: { by_service: false, days_least: "7", share: "1000", runs_most: "31" },
  found: ({ subject, rows }) => `${counted(rows, "day")} without usage on ${subject}`,
  expected: "Usage on every day between the first and the last.",
  remedy: "Fetch the bill again: a day, or the file that held it, is missing.",
  untested: "No account has usage day by day in the month.",
});
