import { counted, defineTest } from "./define.ts";
import repeatedInvoicesSql from "./repeated-invoices.sql?raw";

export const repeatedInvoices = defineTest({
  id: "repeated-invoices",
  title: "The same invoice twice",
  looksFor:
    "Invoice lines with the vendor, number and amount of another, however the number is " +
    "punctuated, in one file or in several.",
  datasets: ["invoice"],
  severity: "blocking",
  sql: repeatedInvoicesSql,
  readsBills: false,
  thresholds: {},
  found: ({ subject, rows }) => `${counted(rows, "line")} of ${subject} twice`,
  expected: "Every invoice once.",
  remedy:
    "Check whether it was paid twice, and withdraw the file or correct the line that repeats " +
    "it.",
  untested: "No supplier invoice is loaded for the month.",
});
