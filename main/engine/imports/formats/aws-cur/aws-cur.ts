import {
  boundBill,
  cellOf,
  constant,
  copied,
  derived,
  firstFilled,
  missingOf,
} from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField, BoundBill, NativeBill } from "../../bills/define-bill.ts";
import { awsCosts } from "./aws-costs.ts";
import { awsTags } from "./aws-tags.ts";
import { awsTypes, isSplitCost } from "./aws-types.ts";

const MARKS = ["lineItem/LineItemType", "lineItem/UnblendedCost"];
const SURE = ["bill/PayerAccountId", "bill/BillingPeriodStartDate", "lineItem/CurrencyCode"];

const SPLIT_COST = "split cost allocation repeats the cost of an instance for its pods and tasks";

/** AWS Cost and Usage Report, legacy (CSV and Athena spelling) and 2.0 with its map columns. */
export const awsCur: NativeBill = {
  id: "aws-cur",
  formats: ["aws-cur", "aws-cur-2"],
  title: "AWS Cost and Usage Report",
  reference: "https://docs.aws.amazon.com/cur/latest/userguide/data-dictionary.html",
  says:
    "Costs positive, credits and discounts negative; billed is the unblended cost (net of the " +
    "private discount where the report has net columns), effective follows the line item type, " +
    "contracted is the cost before commitments, which usage under a reservation does not state; " +
    "the month is bill/BillingPeriodStartDate, the currency lineItem/CurrencyCode.",
  recognise(header) {
    if (!header.has(...MARKS)) {
      return null;
    }
    const isSecond = header.has("product", "resource_tags");
    const isSure = header.has(...SURE);
    return {
      format: isSecond ? "aws-cur-2" : "aws-cur",
      confidence: isSure ? "exact" : "likely",
      reasons: [
        `It has ${MARKS.join(" and ")}, as a Cost and Usage Report does.`,
        isSecond
          ? "Products and tags stand in map columns, as in version 2.0."
          : "Each product attribute and tag has a column of its own, as in the legacy report.",
      ],
    };
  },
  bind,
};

function bind(header: BillHeader): BoundBill {
  const types = awsTypes(header);
  const tags = awsTags(header);
  const costs = awsCosts(header, types);
  const operation = header.find("lineItem/Operation");
  const fields: BillField[] = [
    ...accountFields(header),
    ...types.fields,
    ...productFields(header, tags.product),
    ...costs.fields,
    ...tags.fields,
    ...periodFields(header),
  ];
  const numbers = [...costs.numbers, header.find("pricing/publicOnDemandRate")];
  return {
    ...boundBill({
      fields,
      numbers,
      times: TIMES.map(([name]) => header.find(name)),
      conserves: costs.conserves,
      missing: missingOf(
        MISSING.map(([name, means]) => ({ index: header.find(name), name, means })),
      ),
      decide(cells, charge) {
        if (isSplitCost(cellOf(cells, operation))) {
          return { kind: "skip", reason: SPLIT_COST };
        }
        const refused = costs.refusal(cells);
        if (refused === null) {
          costs.note(cells);
        }
        return refused ?? types.unused(fields, cells, charge);
      },
    }),
    remarks: () => [...types.remarks(), ...costs.remarks()],
  };
}

function accountFields(header: BillHeader): BillField[] {
  const entity = header.find("lineItem/LegalEntity");
  return [
    ...copied("BillingAccountId", header.find("bill/PayerAccountId")),
    ...copied("BillingAccountName", header.find("bill_payer_account_name")),
    ...copied("SubAccountId", header.find("lineItem/UsageAccountId")),
    ...copied("SubAccountName", header.find("line_item_usage_account_name")),
    ...copied("InvoiceId", header.find("bill/InvoiceId")),
    ...copied("BillingCurrency", header.find("lineItem/CurrencyCode")),
    ...firstFilled(
      "InvoiceIssuerName",
      [header.find("bill/InvoicingEntity"), header.find("lineItem/LegalEntity")],
      "invoicing entity, else legal entity",
    ),
    ...derived("PublisherName", [entity], "legal entity", (cells) => cellOf(cells, entity)),
    constant("ProviderName", "AWS", "every record"),
  ];
}

function productFields(
  header: BillHeader,
  product: (cells: readonly string[], key: string) => string,
): BillField[] {
  const map = header.find("product");
  const code = header.find("lineItem/ProductCode");
  const named = (column: string, names: readonly string[], key: string, other: number) => {
    const own = names.map((name) => header.find(name));
    return derived(
      column,
      [...own, map, other],
      `${names[0]}, else what stands for it`,
      (cells) =>
        [
          ...own.map((index) => cellOf(cells, index)),
          product(cells, key),
          cellOf(cells, other),
        ].find((text) => text !== "") ?? "",
    );
  };
  return [
    ...named("ServiceName", ["product/ProductName"], "product_name", code),
    ...named("SkuId", ["product/sku", "product_sku"], "sku", -1),
    ...named("RegionId", ["product/regionCode", "product/region"], "region", -1),
    ...copied("SkuPriceId", header.find("pricing/RateCode")),
    ...copied("SkuMeter", header.find("lineItem/UsageType")),
    ...copied("ResourceId", header.find("lineItem/ResourceId")),
    ...copied("AvailabilityZone", header.find("lineItem/AvailabilityZone")),
    ...copied("ChargeDescription", header.find("lineItem/LineItemDescription")),
  ];
}

const TIMES = [
  ["bill/BillingPeriodStartDate", "BillingPeriodStart"],
  ["bill/BillingPeriodEndDate", "BillingPeriodEnd"],
  ["lineItem/UsageStartDate", "ChargePeriodStart"],
  ["lineItem/UsageEndDate", "ChargePeriodEnd"],
] as const;

function periodFields(header: BillHeader): BillField[] {
  return TIMES.flatMap(([name, column]) => copied(column, header.find(name)));
}

const MISSING = [
  ["lineItem/ResourceId", "Charges name no resource; the report has an option for resource ids."],
  ["pricing/publicOnDemandCost", "On the list basis its charges count as nothing."],
  ["reservation/EffectiveCost", "Usage under a reservation has no effective cost."],
  ["savingsPlan/SavingsPlanEffectiveCost", "Usage under a savings plan has no effective cost."],
  ["bill/InvoiceId", "Charges cannot be matched to an invoice by its number."],
] as const;
