import { defineTest } from "./define.ts";
import monthNotCoveredSql from "./month-not-covered.sql?raw";

export const monthNotCovered = defineTest({
  id: "month-covered",
  title: "Bills that do not cover their month",
  looksFor:
    "Bills of daily usage that end before their month does, or begin after it where the month " +
    "before has usage.",
  datasets: ["charge"],
  severity: "blocking",
  sql: monthNotCoveredSql,
  readsBills: true,
  thresholds: { days_least: "5" },
  found: ({ subject }) => `${subject} does not cover its month`,
  expected: "Usage from the first to the last day of the billing period.",
  remedy:
    "Fetch the bill again when the month is complete, or accept it where the account was opened " +
    "or closed within the month.",
  untested: "No bill has usage day by day in the month.",
});
