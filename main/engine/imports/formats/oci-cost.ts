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
import { addExact, exactText, readExact, ZERO } from "../bills/exact-decimal.ts";
import { tagsText } from "../bills/json-cell.ts";
import { monthFields, recogniseBy } from "../bills/plain-bill.ts";

const MARKS = ["lineItem/intervalUsageStart", "cost/myCost"];
const SURE = ["cost/currencyCode", "cost/productSku", "product/service"];

/** Oracle Cloud cost report. */
export const ociCost: NativeBill = {
  id: "oci-cost",
  formats: ["oci-cost"],
  title: "Oracle Cloud cost report",
  reference: "https://docs.oracle.com/iaas/Content/Billing/Concepts/costusagereportsoverview.htm",
  says:
    "cost/myCost and, where it is charged, cost/myCostOverage are what was billed; corrections " +
    "are signed records of their own. The month is that of lineItem/intervalUsageStart in UTC.",
  recognise: (header) => recogniseBy(header, "oci-cost", MARKS, SURE, "a cost report"),
  bind,
};

function bind(header: BillHeader): BoundBill {
  const cost = header.find("cost/myCost");
  const overage = header.find("cost/myCostOverage");
  const billed = (cells: readonly string[]): string => {
    const own = readExact(cellOf(cells, cost));
    const over = readExact(cellOf(cells, overage));
    return own === null && over === null ? "" : exactText(addExact(own ?? ZERO, over ?? ZERO));
  };
  const quantity = header.find("usage/billedQuantity");
  const price = header.find("cost/unitPrice");
  const fields: BillField[] = [
    ...derived("BilledCost", [cost, overage], "cost and overage", billed),
    ...derived("EffectiveCost", [cost, overage], "cost and overage", billed),
    ...derived("ContractedCost", [cost, overage], "cost and overage", billed),
    ...identityFields(header),
    ...derived("ConsumedQuantity", [quantity], "billed quantity", (cells) =>
      cellOf(cells, quantity),
    ),
    ...derived("PricingQuantity", [quantity], "billed quantity", (cells) =>
      cellOf(cells, quantity),
    ),
    ...units(header),
    ...copied("ContractedUnitPrice", price),
    ...periodFields(header),
    ...tagFields(header),
  ];
  const source = (cells: readonly string[]): string => billed(cells) || "0";
  return boundBill({
    fields,
    numbers: [cost, overage, quantity, price],
    times: [header.find("lineItem/intervalUsageStart"), header.find("lineItem/intervalUsageEnd")],
    needed: [cost, overage],
    conserves: [{ source, name: "cost/myCost and its overage", column: "BilledCost" }],
    missing: missingOf(MISSING.map(([name, means]) => ({ index: header.find(name), name, means }))),
  });
}

function identityFields(header: BillHeader): BillField[] {
  const correction = header.find("lineItem/isCorrection");
  return [
    ...copied("BillingAccountId", header.find("cost/subscriptionId")),
    ...copied("SubAccountId", header.find("lineItem/tenantId")),
    constant("ProviderName", "Oracle", "every record"),
    constant("InvoiceIssuerName", "Oracle", "every record"),
    constant("ChargeCategory", "Usage", "every record"),
    constant("ChargeFrequency", "Usage-Based", "every record"),
    ...derived("ChargeClass", [correction], "where it corrects another record", (cells) =>
      /^true$/i.test(cellOf(cells, correction)) ? "Correction" : "",
    ),
    ...copied("ServiceName", header.find("product/service")),
    ...copied("ChargeDescription", header.find("product/Description")),
    ...copied("SkuId", header.find("cost/productSku")),
    ...copied("ResourceId", header.find("product/resourceId")),
    ...copied("RegionId", header.find("product/region")),
    ...copied("AvailabilityZone", header.find("product/availabilityDomain")),
    ...copied("BillingCurrency", header.find("cost/currencyCode")),
  ];
}

function units(header: BillHeader): BillField[] {
  const from = [header.find("cost/billingUnitReadable"), header.find("cost/skuUnitDescription")];
  return ["ConsumedUnit", "PricingUnit"].flatMap((column) =>
    firstFilled(column, from, "billing unit").map((field) => ({ ...field, isCopy: false })),
  );
}

function periodFields(header: BillHeader): BillField[] {
  const start = header.find("lineItem/intervalUsageStart");
  return [
    ...monthFields(start),
    ...copied("ChargePeriodStart", start),
    ...copied("ChargePeriodEnd", header.find("lineItem/intervalUsageEnd")),
  ];
}

/** Tags by namespace and key, and the compartment, by which costs are told apart. */
function tagFields(header: BillHeader): BillField[] {
  const compartment = header.find("product/compartmentName");
  const tags = header
    .matching(/^tags\/(.+)$/is)
    .map(({ index, match }) => ({ index, key: (match[1] ?? "").replace(/\\/g, "") }));
  return derived(
    "Tags",
    [...tags.map(({ index }) => index), compartment],
    "tags, compartment",
    (cells) =>
      tagsText([
        ...tags.map(({ index, key }) => [key, cellOf(cells, index)] as const),
        ["oci:compartment", cellOf(cells, compartment)],
      ]),
  );
}

const MISSING = [
  ["cost/subscriptionId", "Charges name no billing account."],
  ["lineItem/tenantId", "Charges name no tenancy."],
  ["product/compartmentName", "Charges name no compartment."],
] as const;
