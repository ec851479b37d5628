import { counted, defineTest } from "./define.ts";
import repeatedLedgerLinesSql from "./repeated-ledger-lines.sql?raw";

export const repeatedLedgerLines = defineTest({
  id: "repeated-ledger-lines",
  title: "The same ledger line twice",
  looksFor:
    "Ledger lines with the document, line, account, date and amount of another, in one file or " +
    "in several.",
  datasets: ["ledger"],
  severity: "blocking",
  sql: repeatedLedgerLinesSql,
  readsBills: false,
  thresholds: {},
  found: ({ subject, rows }) => `${counted(rows, "line")} of ${subject} twice`,
  expected: "Every line of a document once.",
  remedy: "Withdraw the file that repeats the lines, or correct the double posting in the ledger.",
  untested: "No ledger line has both a document and a line number.",
});
