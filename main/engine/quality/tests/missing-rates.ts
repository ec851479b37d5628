import { defineTest } from "./define.ts";
import missingRatesSql from "./missing-rates.sql?raw";

export const missingRates = defineTest({
  id: "exchange-rates",
  title: "Months without an exchange rate",
  looksFor:
    "Foreign currencies of the bills without an average rate to the currency of the workspace.",
  datasets: ["fx"],
  severity: "warning",
  sql: missingRatesSql,
  readsBills: true,
  thresholds: {},
  found: ({ subject, period }) => `${subject} has no average rate of ${period}`,
  expected: "An average rate per foreign currency and month.",
  remedy: "Import the rates of the month.",
  untested: "No bill is in a currency other than the one set for the workspace.",
});
