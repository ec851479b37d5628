import { digits } from "../seeded.ts";
import {
  ACCOUNTS,
  amount,
  day,
  type InventedBill,
  json,
  type Next,
  pick,
  REGIONS,
  resource,
  SERVICES,
  TEAMS,
} from "./invented-bill.ts";

const AZURE_HEADER = [
  "InvoiceSectionName,AccountName,AccountOwnerId,SubscriptionId,SubscriptionName,ResourceGroup",
  "ResourceLocation,Date,ProductName,MeterCategory,MeterSubCategory,MeterId,MeterName,MeterRegion",
  "UnitOfMeasure,Quantity,EffectivePrice,CostInBillingCurrency,CostCenter,ConsumedService",
  "ResourceId,Tags,OfferId,AdditionalInfo,ServiceInfo1,ServiceInfo2,ResourceName,ReservationId",
  "ReservationName,UnitPrice,ProductOrderId,ProductOrderName,Term,PublisherType,PublisherName",
  "ChargeType,Frequency,PricingModel,AvailabilityZone,BillingAccountId,BillingAccountName",
  "BillingCurrencyCode,BillingPeriodStartDate,BillingPeriodEndDate,BillingProfileId,PayGPrice",
  "BillingProfileName,IsAzureCreditEligible,InvoiceSectionId,PartNumber,PlanName,ServiceFamily",
].flatMap((names) => names.split(","));

function azureRecord(next: Next): Record<string, string> {
  const subscription = next(ACCOUNTS);
  const region = pick(next, REGIONS);
  const name = `vm-${resource(next)}`;
  const group = `rg-${next(TEAMS)}`;
  const service = pick(next, SERVICES);
  const price = `0.${digits(next, 6)}`;
  return {
    SubscriptionId: `00000000-0000-4000-8000-${String(subscription).padStart(12, "0")}`,
    SubscriptionName: `Subscription ${subscription}`,
    ResourceGroup: group,
    ResourceLocation: region,
    Date: `10/${day(next)}/2026`,
    ProductName: `"${service}, ${region}"`,
    MeterCategory: service,
    MeterSubCategory: "General",
    MeterId: `meter-${next(3000)}`,
    MeterName: `D${next(16)} v5`,
    UnitOfMeasure: pick(next, ["1 Hour", "10 Hours", "1 GB/Month"]),
    Quantity: `${next(24)}.${digits(next, 6)}`,
    EffectivePrice: price,
    CostInBillingCurrency: amount(next, 40, 500, 16),
    CostCenter: `cc-${1000 + next(40)}`,
    ConsumedService: "Example.Compute",
    ResourceId: `/subscriptions/${subscription}/resourceGroups/${group}/providers/vm/${name}`,
    Tags: json({ Team: `team-${next(TEAMS)}`, Owner: `owner-${next(2)}` }),
    ResourceName: name,
    UnitPrice: price,
    PublisherType: "Azure",
    ChargeType: "Usage",
    Frequency: "UsageBased",
    PricingModel: "OnDemand",
    BillingAccountId: "77000001",
    BillingAccountName: "Example",
    BillingCurrencyCode: "EUR",
    BillingPeriodStartDate: "10/01/2026",
    BillingPeriodEndDate: "10/31/2026",
    PayGPrice: price,
    ServiceFamily: "Compute",
  };
}

export const azureBill: InventedBill = { header: AZURE_HEADER, record: azureRecord };
