import { counted, defineTest } from "./define.ts";
import negativeUsageSql from "./negative-usage.sql?raw";

export const negativeUsage = defineTest({
  id: "negative-usage",
  title: "Usage below zero",
  looksFor:
    "Usage with a negative list cost, or with a negative quantity at a positive cost; credits " +
    "and corrections are fine.",
  datasets: ["charge"],
  severity: "warning",
  sql: negativeUsageSql,
  readsBills: true,
  thresholds: {},
  found: ({ subject, rows }) => `${counted(rows, "charge")} with ${subject}`,
  expected: "Usage costs something or nothing; what is taken back is a credit or a correction.",
  remedy: "Ask the provider what the rows take back, and map them as credits where they are.",
  untested: "The bills hold no usage.",
});
