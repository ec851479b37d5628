import { defineTest } from "./define.ts";
import importFindingsSql from "./import-findings.sql?raw";

export const fileOverlaps = defineTest({
  id: "overlapping-files",
  title: "Files that hold the same lines",
  looksFor:
    "Lines that another imported file holds as well, as found when the files were imported.",
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
    "contract",
  ],
  severity: "blocking",
  sql: importFindingsSql,
  readsBills: false,
  thresholds: { code: "file-overlaps" },
  found: ({ subject }) => subject,
  expected: "Every line in one file.",
  remedy:
    "Withdraw one of the files, or import the one that restates the other again with replace.",
  untested: "No file is imported.",
});
