import { defineTest } from "./define.ts";
import missingLedgerMonthsSql from "./missing-ledger-months.sql?raw";

export const missingLedgerMonths = defineTest({
  id: "ledger-months",
  title: "Months without ledger lines",
  looksFor:
    "Months within the reach of a ledger, or billed months after it, without a single line.",
  datasets: ["ledger"],
  severity: "blocking",
  sql: missingLedgerMonthsSql,
  readsBills: true,
  thresholds: {},
  found: ({ subject, period }) => `${subject} has no line of ${period}`,
  expected: "Lines in every month from the first, up to the month that is closed.",
  remedy: "Import the ledger of the month.",
  untested: "No ledger is loaded.",
});
