import { boundBill, cellOf, changed, copied, derived, missingOf } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField, BoundBill, Converted, NativeBill } from "../../bills/define-bill.ts";
import { addExact, exactText, readExact, ZERO } from "../../bills/exact-decimal.ts";
import { type GcpCredit, GcpCredits, netOf } from "./gcp-credits.ts";
import { gcpFields } from "./gcp-fields.ts";

const MARKS = ["cost", "currency", "usage_start_time"];

/** Google Cloud billing export of BigQuery, standard and detailed, flattened or nested. */
export const gcpBilling: NativeBill = {
  id: "gcp-billing",
  formats: ["gcp-billing"],
  title: "Google Cloud billing export",
  reference:
    "https://cloud.google.com/billing/docs/how-to/export-data-bigquery-tables/detailed-usage",
  says:
    "cost stands before credits: discounts are taken off it, promotions and free tiers are " +
    "credits of their own, negative; negative costs stay negative. The month is invoice.month, " +
    "which follows Pacific time, and never the usage date.",
  recognise(header) {
    const service = ["service.description", "service.id", "service"].find((one) => header.has(one));
    const sku = ["sku.description", "sku.id", "sku"].find((one) => header.has(one));
    if (!header.has(...MARKS) || service === undefined || sku === undefined) {
      return null;
    }
    const isSure = header.has("credits") && (header.has("invoice.month") || header.has("invoice"));
    return {
      format: "gcp-billing",
      confidence: isSure ? "exact" : "likely",
      reasons: [`It has ${[...MARKS, service, sku].join(", ")}, as Google's billing export does.`],
    };
  },
  bind,
};

function bind(header: BillHeader): BoundBill {
  const cost = header.find("cost");
  const listed = header.find("cost_at_list");
  const credits = new GcpCredits(header.find("credits"));
  const net = (cells: readonly string[]): string =>
    netOf(
      cellOf(cells, cost),
      credits.sum(cells, ({ isDiscount }) => isDiscount),
    );
  const fields: BillField[] = [
    ...derived("BilledCost", [cost, header.find("credits")], "cost less discounts", net),
    ...derived("EffectiveCost", [cost, header.find("credits")], "cost less discounts", net),
    ...derived("ContractedCost", [cost], "cost before credits", (cells) => cellOf(cells, cost)),
    ...copied("ListCost", listed, "at list prices"),
    ...gcpFields(header, credits),
  ];
  const source = (cells: readonly string[]): string => {
    const text = cellOf(cells, cost);
    return exactText(addExact(readExact(text) ?? ZERO, credits.sum(cells)));
  };
  return {
    ...boundBill({
      fields,
      numbers: [
        cost,
        listed,
        header.find("usage.amount"),
        header.find("usage.amount_in_pricing_units"),
      ],
      times: [header.find("usage_start_time"), header.find("usage_end_time")],
      needed: [cost, listed],
      conserves: [
        { source, name: "cost and credits", column: "BilledCost" },
        { source, name: "cost and credits", column: "EffectiveCost" },
      ],
      missing: missingOf(
        MISSING.map(([name, means]) => ({ index: header.find(name), name, means })),
      ),
      decide: (cells, charge) => decide(fields, credits, cells, charge),
    }),
    remarks: () => credits.remarks(),
  };
}

function decide(
  fields: readonly BillField[],
  credits: GcpCredits,
  cells: readonly string[],
  charge: readonly string[],
): Converted | null {
  const found = credits.of(cells);
  if (found === null) {
    return {
      kind: "reject",
      column: "credits",
      code: "amount-unreadable",
      reason: "credits is no list of credits with an amount each",
    };
  }
  const own = found.filter(({ isDiscount, amount }) => !isDiscount && amount.digits !== 0n);
  return own.length === 0
    ? null
    : {
        kind: "charges",
        charges: [charge, ...own.map((one) => creditOf(fields, credits, charge, one))],
      };
}

/** A promotion or a free tier as a charge of its own, which pays for the one above it. */
function creditOf(
  fields: readonly BillField[],
  credits: GcpCredits,
  charge: readonly string[],
  credit: GcpCredit,
): string[] {
  credits.note(credit);
  const amount = exactText(credit.amount);
  return changed(fields, charge, {
    ChargeCategory: "Credit",
    ChargeFrequency: "One-Time",
    ChargeDescription: credit.name || credit.type,
    BilledCost: amount,
    EffectiveCost: amount,
    ContractedCost: amount,
    ListCost: amount,
    ...EMPTY_IN_CREDITS,
  });
}

const EMPTY_IN_CREDITS = {
  ConsumedQuantity: "",
  ConsumedUnit: "",
  PricingQuantity: "",
  PricingUnit: "",
  PricingCategory: "",
  CommitmentDiscountId: "",
  CommitmentDiscountName: "",
  CommitmentDiscountType: "",
  CommitmentDiscountCategory: "",
  CommitmentDiscountStatus: "",
};

const MISSING = [
  ["credits", "Costs stand before all credits and discounts."],
  ["cost_type", "Every record counts as usage."],
  ["cost_at_list", "On the list basis its charges count as nothing."],
  ["billing_account_id", "Charges name no billing account."],
] as const;
