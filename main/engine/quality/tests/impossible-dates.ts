import { counted, defineTest } from "./define.ts";
import impossibleDatesSql from "./impossible-dates.sql?raw";

export const impossibleDates = defineTest({
  id: "charge-dates",
  title: "Charges with impossible dates",
  looksFor:
    "Charge or billing periods that end before they begin, and usage after its billing period.",
  datasets: ["charge"],
  severity: "blocking",
  sql: impossibleDatesSql,
  readsBills: true,
  thresholds: {},
  found: ({ subject, rows }) => `${counted(rows, "charge")} with ${subject}`,
  expected: "A period that ends after it begins, and usage within its billing period or before it.",
  remedy: "Check how the dates of the file were read; correct the mapping, or ask the provider.",
  untested: "The bills hold no charge.",
});
