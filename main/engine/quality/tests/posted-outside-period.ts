import { counted, defineTest } from "./define.ts";
import postedOutsidePeriodSql from "./posted-outside-period.sql?raw";

export const postedOutsidePeriod = defineTest({
  id: "posting-dates",
  title: "Ledger lines posted outside their period",
  looksFor:
    "Lines whose posting date lies in another month than their accounting period, in ledgers " +
    "that follow the calendar month.",
  datasets: ["ledger"],
  severity: "warning",
  sql: postedOutsidePeriodSql,
  readsBills: false,
  thresholds: {},
  found: ({ subject, period, rows }) =>
    `${counted(rows, "line")} of ${subject} posted in another month than ${period}`,
  expected: "A posting date within the accounting period.",
  remedy: "Check which of the two is right; the line counts in its accounting period.",
  untested: "No ledger has posting dates that follow the calendar month.",
});
