import { expect, test } from "vitest";
import { FORMAT_NAMES, isFormatName } from "../../../../main/engine/imports/format-name.ts";
import { describeUnrecognised } from "../../../../main/engine/imports/unrecognised-file.ts";

const AWS = "an AWS Cost and Usage Report";
const AZURE = "an Azure cost and usage export";

test.each([
  [AWS, ["identity/LineItemId", "lineItem/UnblendedCost"]],
  [AWS, ["line_item_unblended_cost", "bill_invoice_id"]],
  [AZURE, ["Date", "MeterCategory", "CostInBillingCurrency"]],
  [AZURE, ["MeterCategory", "PreTaxCost"]],
  [AZURE, ["Kategorie der Verbrauchseinheit (MeterCategory)", "ID (MeterId)"]],
  ["a Google Cloud billing export", ["service.description", "sku.description", "usage_start_time"]],
])("%s is named by its columns %j", (name, header) => {
  const { message, remedy } = describeUnrecognised("bill.csv", header);
  expect(message).toContain(`"bill.csv" looks like ${name}`);
  expect(message).toContain(`Its columns are ${header.join(", ")}.`);
  expect(remedy).toContain("FOCUS");
});

test("of anything else the columns are shown, and what would be read", () => {
  const header = Array.from({ length: 9 }, (_, index) => `c${index}`);
  expect(describeUnrecognised("x.csv", header).message).toBe(
    'Nothing in "x.csv" says what it holds. ' +
      "Its columns are c0, c1, c2, c3, c4, c5, … (9 in all).",
  );
  for (const none of [[], ["a letter"]]) {
    expect(describeUnrecognised("x.csv", none).message).toBe(
      'Nothing in "x.csv" says what it holds.',
    );
  }
  expect(describeUnrecognised("x.csv", header).remedy).toContain("a general-ledger journal");
});

test.each([...FORMAT_NAMES, "focus-1.2"])("%s names a format", (name) => {
  expect(isFormatName(name)).toBe(true);
});

test.each(["banana", "focus-", "FOCUS", "charges"])("%s names none", (name) => {
  expect(isFormatName(name)).toBe(false);
});
