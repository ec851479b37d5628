import { counted, defineTest } from "./define.ts";
import missingChargeFieldsSql from "./missing-charge-fields.sql?raw";

export const partialChargeFields = defineTest({
  id: "charge-details",
  title: "Charges without a detail the bill gives",
  looksFor:
    "Usage without a sub-account or a service and charges without an invoice, in bills that " +
    "give it on nine of ten.",
  datasets: ["charge"],
  severity: "warning",
  sql: missingChargeFieldsSql,
  readsBills: true,
  thresholds: { is_required: false },
  found: ({ subject, rows, tested }) =>
    `${counted(rows, "charge")} of ${counted(tested ?? rows, "charge")} without ${subject}`,
  expected: "A value on every charge, as on the others of the file.",
  remedy:
    "Ask the provider for the missing value, or place these charges by a rule of the " +
    "allocation.",
  untested: "No bill fills one of the fields on nine charges of ten.",
});
