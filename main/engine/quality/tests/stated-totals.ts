import { defineTest } from "./define.ts";
import importFindingsSql from "./import-findings.sql?raw";

export const statedTotals = defineTest({
  id: "stated-totals",
  title: "Totals stated at the import",
  looksFor: "Files that come to another total than a person stated when they were imported.",
  datasets: [
    "charge",
    "ledger",
    "purchase",
    "invoice",
    "driver",
    "fx",
    "receipt",
    "budget",
    "trial-balance",
  ],
  severity: "blocking",
  sql: importFindingsSql,
  readsBills: false,
  thresholds: { code: "expected-total-differs" },
  found: ({ subject }) => subject,
  expected: "The total that was stated.",
  remedy: "Look for rows that were rejected or skipped, or for a file that is missing.",
  untested: "No file is imported.",
});
