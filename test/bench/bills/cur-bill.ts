import { digits } from "../seeded.ts";
import {
  ACCOUNTS,
  amount,
  day,
  type InventedBill,
  type Next,
  pick,
  REGIONS,
  resource,
  SERVICES,
  TEAMS,
  two,
} from "./invented-bill.ts";

const named = (room: string, names: string): string[] =>
  names.split(" ").map((name) => `${room}/${name}`);

/** The columns of a legacy Cost and Usage Report with its hours and resources. */
const CUR_HEADER = [
  ...named("identity", "LineItemId TimeInterval"),
  ...named("bill", "InvoiceId InvoicingEntity BillingEntity BillType PayerAccountId"),
  ...named("bill", "BillingPeriodStartDate BillingPeriodEndDate"),
  ...named("lineItem", "UsageAccountId LineItemType UsageStartDate UsageEndDate ProductCode"),
  ...named("lineItem", "UsageType Operation AvailabilityZone ResourceId UsageAmount"),
  ...named("lineItem", "NormalizationFactor NormalizedUsageAmount CurrencyCode UnblendedRate"),
  ...named("lineItem", "UnblendedCost BlendedRate BlendedCost LineItemDescription TaxType"),
  ...named("lineItem", "LegalEntity"),
  ...named("product", "ProductName availability clockSpeed databaseEngine durability eventType"),
  ...named("product", "feeCode fromLocation fromRegionCode group groupDescription instanceFamily"),
  ...named("product", "instanceType licenseModel location locationType memory networkPerformance"),
  ...named(
    "product",
    "operatingSystem operation physicalProcessor processorFeatures productFamily",
  ),
  ...named("product", "region regionCode servicecode servicename sku storageClass tenancy"),
  ...named("product", "toLocation toRegionCode transferType usagetype vcpu volumeType"),
  ...named("pricing", "LeaseContractLength OfferingClass RateCode RateId currency"),
  ...named("pricing", "publicOnDemandCost publicOnDemandRate term unit"),
  ...named("reservation", "EffectiveCost EndTime NumberOfReservations ReservationARN StartTime"),
  ...named("reservation", "UnusedAmortizedUpfrontFeeForBillingPeriod UnusedRecurringFee"),
  ...named("reservation", "UpfrontValue"),
  ...named("savingsPlan", "TotalCommitmentToDate SavingsPlanARN SavingsPlanRate UsedCommitment"),
  ...named("savingsPlan", "SavingsPlanEffectiveCost"),
  ...named("resourceTags", "user:CostCentre user:Environment user:Owner user:Team"),
];

function curType(next: Next): string {
  const kind = next(1000);
  const kinds = ["Tax", "Credit", "EdpDiscount", "Fee", "RIFee", "SavingsPlanRecurringFee"];
  return kind < 800
    ? "Usage"
    : kind < 880
      ? "DiscountedUsage"
      : kind < 940
        ? "SavingsPlanCoveredUsage"
        : kind < 990
          ? "SavingsPlanNegation"
          : pick(next, kinds);
}

function curRecord(next: Next): Record<string, string> {
  const type = curType(next);
  const start = `2026-10-${day(next)}T${two(next(23))}`;
  const cost = amount(next, 60, 900, 10);
  const account = String(200_000_000_000 + next(ACCOUNTS));
  const region = pick(next, REGIONS);
  const sku = `SKU${next(3000)}`;
  const instance = `m${next(9)}.large`;
  const service = pick(next, SERVICES);
  const isPlan = type.startsWith("SavingsPlan");
  const isReserved = type === "DiscountedUsage" || type === "RIFee";
  const isNegative = type === "SavingsPlanNegation" || /Credit|Discount$/.test(type);
  return {
    "identity/LineItemId": digits(next, 27),
    "identity/TimeInterval": `${start}:00:00Z/${start}:59:59Z`,
    "bill/InvoiceId": "1840025611",
    "bill/InvoicingEntity": '"Example Cloud, Inc."',
    "bill/BillingEntity": "Example",
    "bill/BillType": "Anniversary",
    "bill/PayerAccountId": "100000000001",
    "bill/BillingPeriodStartDate": "2026-10-01T00:00:00Z",
    "bill/BillingPeriodEndDate": "2026-11-01T00:00:00Z",
    "lineItem/UsageAccountId": account,
    "lineItem/LineItemType": type,
    "lineItem/UsageStartDate": `${start}:00:00Z`,
    "lineItem/UsageEndDate": `${start}:59:59Z`,
    "lineItem/ProductCode": service.replaceAll(" ", ""),
    "lineItem/UsageType": `EUC1-BoxUsage:${instance}`,
    "lineItem/Operation": "RunInstances",
    "lineItem/AvailabilityZone": `${region}a`,
    "lineItem/ResourceId": `arn:example:${region}:${account}:resource/i-${resource(next)}`,
    "lineItem/UsageAmount": `${next(24)}.${digits(next, 6)}`,
    "lineItem/CurrencyCode": "USD",
    "lineItem/UnblendedRate": "0.0960000000",
    "lineItem/UnblendedCost": isNegative ? `-${cost}` : cost,
    "lineItem/BlendedRate": "0.0960000000",
    "lineItem/BlendedCost": cost,
    "lineItem/LineItemDescription": `"$0.096 per On Demand ${instance} hour, Linux"`,
    "lineItem/LegalEntity": '"Example Cloud, Inc."',
    "product/ProductName": service,
    "product/instanceType": instance,
    "product/location": region,
    "product/locationType": "Region",
    "product/memory": "8 GiB",
    "product/operatingSystem": "Linux",
    "product/operation": "RunInstances",
    "product/productFamily": "Compute Instance",
    "product/regionCode": region,
    "product/servicecode": service.replaceAll(" ", ""),
    "product/sku": sku,
    "product/usagetype": `EUC1-BoxUsage:${instance}`,
    "product/vcpu": "2",
    "pricing/RateCode": `${sku}.JRTCKXETXF.6YS6EN2CT7`,
    "pricing/RateId": digits(next, 9),
    "pricing/currency": "USD",
    "pricing/publicOnDemandCost": isPlan ? "0.0" : cost,
    "pricing/publicOnDemandRate": "0.0960000000",
    "pricing/term": isReserved ? "Reserved" : "OnDemand",
    "pricing/unit": "Hrs",
    "reservation/EffectiveCost": isReserved ? cost : "",
    "reservation/ReservationARN": isReserved ? `arn:ri/${next(50)}` : "",
    "reservation/UnusedRecurringFee": type === "RIFee" ? "1.25" : "",
    "savingsPlan/TotalCommitmentToDate": isPlan ? "9.5" : "",
    "savingsPlan/SavingsPlanARN": isPlan ? `arn:sp/${next(20)}` : "",
    "savingsPlan/UsedCommitment": isPlan ? "9.25" : "",
    "savingsPlan/SavingsPlanEffectiveCost": isPlan ? cost : "",
    "resourceTags/user:CostCentre": `cc-${1000 + next(40)}`,
    "resourceTags/user:Environment": pick(next, ["production", "staging", "development"]),
    "resourceTags/user:Owner": `owner-${next(2)}`,
    "resourceTags/user:Team": `team-${next(TEAMS)}`,
  };
}

export const curBill: InventedBill = { header: CUR_HEADER, record: curRecord };
