import { counted, defineTest } from "./define.ts";
import missingDocumentNumbersSql from "./missing-document-numbers.sql?raw";

export const missingDocumentNumbers = defineTest({
  id: "document-numbers",
  title: "Holes in document numbers",
  looksFor:
    "Numbers missing in a series that runs nearly without holes, per entity and document type, " +
    "or per vendor.",
  datasets: ["ledger", "invoice"],
  severity: "warning",
  sql: missingDocumentNumbersSql,
  readsBills: false,
  thresholds: { documents_least: "20", percent_least: "95" },
  found: ({ subject, rows }) => `${counted(rows, "hole")} in the numbers of ${subject}`,
  expected: "Numbers one after the other.",
  remedy: "Ask for the missing documents, or for the reason they were not used.",
  untested: "No series of numbers runs nearly without holes: the files are extracts.",
});
