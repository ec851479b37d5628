import { ABSENT, cellOf, constant, copied, derived, firstFilled } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField } from "../../bills/define-bill.ts";
import { readJsonObject, tagsOf, tagsText } from "../../bills/json-cell.ts";
import { monthEnd, monthStart, nextDay } from "../../bills/moment-text.ts";
import { Remembered } from "../../cells/remembered.ts";
import type { AzureRecords } from "./azure-costs.ts";
import { QUANTITY } from "./azure-prices.ts";
import { unitName } from "./azure-units.ts";

export const DATE = ["Date", "UsageDateTime", "UsageDate"];
const NOTHING = new Set(["", "Unassigned", "00000000-0000-0000-0000-000000000000", "-2"]);

/** Placeholders stand for nothing. */
function said(text: string): string {
  return NOTHING.has(text) ? "" : text;
}

function firstSaid(column: string, from: readonly number[], how: string): BillField[] {
  const present = from.filter((index) => index !== ABSENT);
  return derived(
    column,
    present,
    how,
    (cells) => present.map((index) => said(cells[index] ?? "")).find((text) => text !== "") ?? "",
  );
}

/** Everything but the costs: accounts, periods, services, resources, quantities, tags. */
export function azureFields(header: BillHeader, records: AzureRecords): BillField[] {
  const tags = header.find("Tags");
  const tagsOfCell = new Remembered(azureTags);
  return [
    ...accountFields(header),
    ...periodFields(header),
    ...kindFields(header, records),
    ...serviceFields(header),
    ...quantityFields(header, records),
    ...commitmentFields(header, records),
    ...derived("Tags", [tags], "with or without its braces", (cells) =>
      tagsOfCell.of(cellOf(cells, tags)),
    ),
  ];
}

/** The position of the billing account: the profile where the agreement bills by profile. */
export function accountColumns(header: BillHeader): number[] {
  const isProfile = header.find("CostInPricingCurrency", "ExchangeRatePricingToBilling") !== ABSENT;
  const columns = [header.find("BillingAccountId"), header.find("BillingProfileId")];
  return (isProfile ? columns.reverse() : columns).filter((index) => index !== ABSENT);
}

function accountFields(header: BillHeader): BillField[] {
  const partner = header.find("PartnerName");
  const publisher = header.find("PublisherName");
  const kind = header.find("PublisherType");
  const issuer: BillField =
    partner === ABSENT
      ? constant("InvoiceIssuerName", "Microsoft", "no partner is named")
      : {
          column: "InvoiceIssuerName",
          from: [partner],
          how: "the partner, else Microsoft",
          isCopy: false,
          value: (cells) => said(cellOf(cells, partner)) || "Microsoft",
        };
  return [
    ...firstFilled("BillingAccountId", accountColumns(header), "the account that is billed"),
    ...firstFilled(
      "BillingAccountName",
      [header.find("BillingAccountName"), header.find("BillingProfileName")],
      "the account's name",
    ),
    ...copied("SubAccountId", header.find("SubscriptionId", "SubscriptionGuid")),
    ...copied("SubAccountName", header.find("SubscriptionName")),
    ...copied("InvoiceId", header.find("InvoiceId")),
    issuer,
    ...derived(
      "PublisherName",
      [publisher, kind],
      "the publisher, of Azure itself Microsoft",
      (cells) =>
        said(cellOf(cells, publisher)) || (cellOf(cells, kind) === "Azure" ? "Microsoft" : ""),
    ),
    constant("ProviderName", "Microsoft", "every record"),
    ...copied("BillingCurrency", header.find("BillingCurrencyCode", "BillingCurrency", "Currency")),
  ];
}

/** Days and periods are given with their last day, charges end with the day after. */
function periodFields(header: BillHeader): BillField[] {
  const date = header.find(...DATE);
  const start = header.find("BillingPeriodStartDate");
  const end = header.find("BillingPeriodEndDate");
  return [
    ...derived(
      "BillingPeriodStart",
      [start, date],
      "else the month of the date",
      (cells) => cellOf(cells, start) || monthStart(cellOf(cells, date)),
    ),
    ...derived("BillingPeriodEnd", [end, date], "the day after the last", (cells) =>
      cellOf(cells, end) === "" ? monthEnd(cellOf(cells, date)) : nextDay(cellOf(cells, end)),
    ),
    ...copied("ChargePeriodStart", date),
    ...derived("ChargePeriodEnd", [date], "the day after", (cells) => nextDay(cellOf(cells, date))),
  ];
}

const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ["", "Usage"],
  ["usage", "Usage"],
  ["unusedreservation", "Usage"],
  ["unusedsavingsplan", "Usage"],
  ["purchase", "Purchase"],
  ["refund", "Purchase"],
  ["credit", "Credit"],
  ["tax", "Tax"],
]);
const FREQUENCIES: ReadonlyMap<string, string> = new Map([
  ["onetime", "One-Time"],
  ["usagebased", "Usage-Based"],
  ["recurring", "Recurring"],
]);
const PRICING: ReadonlyMap<string, string> = new Map([
  ["ondemand", "Standard"],
  ["spot", "Dynamic"],
]);

function kindFields(header: BillHeader, { type, isCovered }: AzureRecords): BillField[] {
  const chargeType = header.find("ChargeType");
  const frequency = header.find("Frequency");
  const model = header.find("PricingModel");
  return [
    ...(chargeType === ABSENT
      ? [constant("ChargeCategory", "Usage", "no column tells charges apart")]
      : derived(
          "ChargeCategory",
          [chargeType],
          "by charge type",
          (cells) => CATEGORIES.get(type(cells)) ?? "Adjustment",
        )),
    ...derived("ChargeClass", [chargeType], "refunds correct an earlier purchase", (cells) =>
      type(cells) === "refund" ? "Correction" : "",
    ),
    ...derived("ChargeFrequency", [frequency], "as FOCUS spells it", (cells) => {
      const text = cellOf(cells, frequency);
      return FREQUENCIES.get(text.toLowerCase()) ?? text;
    }),
    ...derived("PricingCategory", [model, chargeType], "by pricing model", (cells) =>
      isCovered(cells) ? "Committed" : (PRICING.get(cellOf(cells, model).toLowerCase()) ?? ""),
    ),
  ];
}

function serviceFields(header: BillHeader): BillField[] {
  const find = (...names: readonly string[]): number => header.find(...names);
  return [
    ...firstSaid(
      "ServiceName",
      [find("ServiceName"), find("MeterCategory"), find("ConsumedService")],
      "service, else meter category",
    ),
    ...firstSaid(
      "SkuId",
      [find("ProductId"), find("PartNumber"), find("MeterId")],
      "product, else part number, else meter",
    ),
    ...copied("SkuMeter", find("MeterName")),
    ...firstSaid(
      "ChargeDescription",
      [find("ProductName"), find("Product"), find("MeterSubCategory")],
      "product, else meter",
    ),
    ...firstSaid(
      "ResourceId",
      [find("ResourceId"), find("InstanceId"), find("InstanceName")],
      "resource, else instance",
    ),
    ...copied("ResourceName", find("ResourceName")),
    ...copied("ResourceType", find("ResourceType")),
    ...firstSaid("RegionId", [find("ResourceLocation"), find("Location")], "resource location"),
    ...copied("AvailabilityZone", find("AvailabilityZone")),
  ];
}

function quantityFields(header: BillHeader, { type }: AzureRecords): BillField[] {
  const quantity = header.find(...QUANTITY);
  const unit = header.find("UnitOfMeasure");
  const consumes = (cells: readonly string[]): boolean => /^(usage)?$/.test(type(cells));
  return [
    ...derived("ConsumedQuantity", [quantity], "of usage only", (cells) =>
      consumes(cells) ? cellOf(cells, quantity) : "",
    ),
    ...derived("ConsumedUnit", [unit], "of usage only, without the block size", (cells) =>
      consumes(cells) ? unitName(cellOf(cells, unit)) : "",
    ),
  ];
}

function commitmentFields(header: BillHeader, { type, isCovered }: AzureRecords): BillField[] {
  const benefit = header.find("BenefitId");
  const reservation = header.find("ReservationId");
  const model = header.find("PricingModel");
  const kindOf = (cells: readonly string[]): string => {
    const path = cellOf(cells, benefit).toLowerCase();
    const named = cellOf(cells, model).toLowerCase();
    return path.includes("/microsoft.billingbenefits/") || named === "savingsplan"
      ? "Savings Plan"
      : path.includes("/microsoft.capacity/") || cellOf(cells, reservation) !== ""
        ? "Reservation"
        : "";
  };
  return [
    ...firstSaid("CommitmentDiscountId", [benefit, reservation], "benefit, else reservation"),
    ...firstSaid(
      "CommitmentDiscountName",
      [header.find("BenefitName"), header.find("ReservationName")],
      "benefit, else reservation",
    ),
    ...derived("CommitmentDiscountType", [benefit, reservation, model], "by its id", kindOf),
    ...derived("CommitmentDiscountCategory", [benefit, reservation, model], "by its id", (cells) =>
      kindOf(cells) === "" ? "" : kindOf(cells) === "Savings Plan" ? "Spend" : "Usage",
    ),
    ...derived(
      "CommitmentDiscountStatus",
      [header.find("ChargeType")],
      "by charge type",
      (cells) => (type(cells).startsWith("unused") ? "Unused" : isCovered(cells) ? "Used" : ""),
    ),
  ];
}

/** Exports write tags as an object or, more often, as its pairs without braces. */
function azureTags(text: string): string {
  const trimmed = text.trim();
  const object = trimmed.startsWith("{") ? trimmed : `{${trimmed}}`;
  return trimmed === "" ? "" : tagsText(tagsOf(readJsonObject(object) ?? new Map()));
}
