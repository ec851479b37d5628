import { defineTest } from "./define.ts";
import invoiceTotalsSql from "./invoice-totals.sql?raw";

export const invoiceTotals = defineTest({
  id: "invoice-totals",
  title: "Charges against the invoices of the provider",
  looksFor:
    "Invoices whose lines, as the invoice details state them, differ from the charges that name " +
    "them.",
  datasets: ["invoice-detail"],
  severity: "blocking",
  sql: invoiceTotalsSql,
  readsBills: true,
  thresholds: {},
  found: ({ subject }) => `Invoice ${subject} is not what its charges come to`,
  expected: "The charges of an invoice come to its lines, within half a cent for each line.",
  remedy:
    "Fetch the bill of the invoice again: charges are missing, or it was changed after the " +
    "invoice.",
  untested: "No bill that names its invoices is loaded for the month.",
});
