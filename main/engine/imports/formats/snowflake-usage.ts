import {
  boundBill,
  cellOf,
  constant,
  copied,
  derived,
  firstFilled,
  missingOf,
} from "../bills/bill-fields.ts";
import type { BillHeader } from "../bills/bill-header.ts";
import type { BillField, BoundBill, NativeBill } from "../bills/define-bill.ts";
import { dayFields, recogniseBy } from "../bills/plain-bill.ts";

const MARKS = ["USAGE_DATE", "USAGE_IN_CURRENCY", "BALANCE_SOURCE"];
/** What paid for usage: a prepaid balance, nothing at all, or the invoice. */
const PREPAID = new Set(["capacity", "rollover"]);
const FREE = new Set(["free usage", "rebate"]);

/** Snowflake's USAGE_IN_CURRENCY_DAILY of the organisation. */
export const snowflakeUsage: NativeBill = {
  id: "snowflake-usage",
  formats: ["snowflake-usage"],
  title: "Snowflake usage in currency",
  reference:
    "https://docs.snowflake.com/en/sql-reference/organization-usage/usage_in_currency_daily",
  says:
    "Usage paid from capacity or rollover was bought before: billed nothing, effective its " +
    "amount. Overage is billed; free usage and rebates cost nothing but stand on the contracted " +
    "basis. The month is that of USAGE_DATE.",
  recognise: (header) =>
    recogniseBy(header, "snowflake-usage", MARKS, ["CURRENCY", "ACCOUNT_LOCATOR"], "that view"),
  bind,
};

function bind(header: BillHeader): BoundBill {
  const amount = header.find("USAGE_IN_CURRENCY");
  const balance = header.find("BALANCE_SOURCE");
  const day = header.find("USAGE_DATE");
  const usage = header.find("USAGE");
  const adjusted = header.find("IS_ADJUSTMENT");
  const sourceOf = (cells: readonly string[]): string =>
    cellOf(cells, balance).trim().toLowerCase();
  const from = [amount, balance];
  const fields: BillField[] = [
    ...derived("BilledCost", from, "overage only", (cells) =>
      sourceOf(cells) === "overage" ? cellOf(cells, amount) : "0",
    ),
    ...derived("EffectiveCost", from, "all but free usage and rebates", (cells) =>
      FREE.has(sourceOf(cells)) ? "0" : cellOf(cells, amount),
    ),
    ...derived("ContractedCost", [amount], "usage in currency", (cells) => cellOf(cells, amount)),
    ...copied("BillingCurrency", header.find("CURRENCY")),
    constant("ProviderName", "Snowflake", "every record"),
    constant("InvoiceIssuerName", "Snowflake", "every record"),
    ...derived("ChargeCategory", [adjusted, balance], "adjustments where it says so", (cells) =>
      /^(true|1|yes)$/i.test(cellOf(cells, adjusted)) ? "Adjustment" : "Usage",
    ),
    ...copied("BillingAccountId", header.find("CONTRACT_NUMBER")),
    ...copied("BillingAccountName", header.find("ORGANIZATION_NAME")),
    ...copied("SubAccountId", header.find("ACCOUNT_LOCATOR")),
    ...copied("SubAccountName", header.find("ACCOUNT_NAME")),
    ...copied("RegionId", header.find("REGION")),
    ...firstFilled(
      "ServiceName",
      [header.find("SERVICE_TYPE"), header.find("USAGE_TYPE")],
      "service type, else usage type",
    ),
    ...copied("SkuMeter", header.find("RATING_TYPE")),
    ...copied("ConsumedQuantity", usage),
    ...dayFields(day),
  ];
  return boundBill({
    fields,
    numbers: [amount, usage],
    times: [day],
    conserves: [{ source: amount, name: "USAGE_IN_CURRENCY", column: "ContractedCost" }],
    missing: missingOf([
      {
        index: header.find("SERVICE_TYPE"),
        name: "SERVICE_TYPE",
        means: "The usage type names services.",
      },
      {
        index: header.find("CONTRACT_NUMBER"),
        name: "CONTRACT_NUMBER",
        means: "Charges name no contract.",
      },
    ]),
    decide(cells) {
      const source = sourceOf(cells);
      return source === "overage" || PREPAID.has(source) || FREE.has(source)
        ? null
        : {
            kind: "reject",
            column: "BALANCE_SOURCE",
            code: "charge-type-unknown",
            reason:
              `"${cellOf(cells, balance)}" in BALANCE_SOURCE leaves open whether it ` +
              "was prepaid",
          };
    },
  });
}
