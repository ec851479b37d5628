import { counted, defineTest } from "./define.ts";
import missingChargeFieldsSql from "./missing-charge-fields.sql?raw";

export const missingChargeFields = defineTest({
  id: "charge-fields",
  title: "Charges without what the close needs",
  looksFor:
    "Charges without an account, a provider, a category or a start, in bills that give it " +
    "elsewhere.",
  datasets: ["charge"],
  severity: "blocking",
  sql: missingChargeFieldsSql,
  readsBills: true,
  thresholds: { is_required: true },
  found: ({ subject, rows, tested }) =>
    `${counted(rows, "charge")} of ${counted(tested ?? rows, "charge")} without ${subject}`,
  expected: "A value on every charge.",
  remedy:
    "Export the bill again with the field filled, or correct it at the provider; entity and " +
    "account map cannot place a charge without it.",
  untested: "The bills have none of the fields.",
});
