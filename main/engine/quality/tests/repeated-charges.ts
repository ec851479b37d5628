import { counted, defineTest } from "./define.ts";
import repeatedChargesSql from "./repeated-charges.sql?raw";

export const repeatedCharges = defineTest({
  id: "repeated-charges",
  title: "The same charge twice in a bill",
  looksFor:
    "Charges that say the same as an earlier row of their file in every column and have a cost.",
  datasets: ["charge"],
  severity: "blocking",
  sql: repeatedChargesSql,
  readsBills: true,
  thresholds: {},
  found: ({ subject, rows }) =>
    `${counted(rows, "charge")} of ${subject} said twice, the same in every column`,
  expected: "Every charge once.",
  remedy:
    "Compare the amount with the invoice. Import the bill without the repeated rows, or accept " +
    "it where the provider writes like charges one by one.",
  untested: "No charge has a cost.",
});
