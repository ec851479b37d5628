import { counted, defineTest } from "./define.ts";
import reversedPeriodsSql from "./reversed-periods.sql?raw";

export const reversedPeriods = defineTest({
  id: "reversed-periods",
  title: "Periods that end before they begin",
  looksFor: "Service periods, terms and validities whose last day comes before the first.",
  datasets: [
    "invoice",
    "purchase",
    "contract",
    "commitment",
    "cost-centre",
    "legal-entity",
    "calendar",
    "event",
  ],
  severity: "blocking",
  sql: reversedPeriodsSql,
  readsBills: false,
  thresholds: {},
  found: ({ subject, rows }) =>
    `${counted(rows, "record")} of ${subject} that end before they begin`,
  expected: "A last day on or after the first.",
  remedy:
    "Correct the dates where the record is kept and import the file again; check how the dates " +
    "were read.",
  untested: "No record has two dates.",
});
