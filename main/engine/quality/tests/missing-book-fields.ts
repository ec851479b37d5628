import { counted, defineTest } from "./define.ts";
import missingBookFieldsSql from "./missing-book-fields.sql?raw";

export const missingBookFields = defineTest({
  id: "book-fields",
  title: "Ledger and invoice lines with holes",
  looksFor:
    "Ledger lines without a document number or a posting date, invoices without a vendor or a " +
    "date, in files that give it on most.",
  datasets: ["ledger", "invoice"],
  severity: "warning",
  sql: missingBookFieldsSql,
  readsBills: false,
  thresholds: {},
  found: ({ subject, rows, tested }) =>
    `${counted(rows, "line")} of ${counted(tested ?? rows, "line")} without ${subject}`,
  expected: "A value on every line, as on the others of the file.",
  remedy:
    "Complete the line in the ledger or in purchasing; matching has less to go by without it.",
  untested: "No file fills one of the fields on most of its lines.",
});
