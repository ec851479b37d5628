import { open } from "node:fs/promises";
import { digits, seeded } from "./seeded.ts";

type Next = (below: number) => number;

/** A provider's own bill to be invented: its header, and what one record of it holds. */
interface InventedBill {
  readonly header: readonly string[];
  readonly record: (next: Next) => Readonly<Record<string, string>>;
}

const two = (value: number): string => String(value).padStart(2, "0");
const DAYS = 30;
const ACCOUNTS = 400;
const TEAMS = 60;
const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2", "ap-south-1"];
const SERVICES = [
  "Compute",
  "Object Storage",
  "Relational Database",
  "Content Delivery",
  "Warehouse",
];
const pick = <T>(next: Next, list: readonly [T, ...T[]] | readonly T[]): T =>
  list[next(list.length)] as T;
const resource = (next: Next): string => next(200_000).toString(16);
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
  const start = `2026-10-${two(next(DAYS) + 1)}T${two(next(23))}`;
  const cost = `${next(60) === 0 ? next(900) : 0}.${digits(next, 10)}`;
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

const GCP_HEADER = [
  "billing_account_id,service.id,service.description,sku.id,sku.description,usage_start_time",
  "usage_end_time,project.id,project.name,project.labels,labels,system_labels,location.location",
  "location.region,location.zone,export_time,cost,currency,currency_conversion_rate,usage.amount",
  "usage.unit,usage.amount_in_pricing_units,usage.pricing_unit,credits,invoice.month,cost_type",
  "resource.name,resource.global_name,cost_at_list,seller_name",
].flatMap((names) => names.split(","));

const json = (value: unknown): string => `"${JSON.stringify(value).replaceAll('"', '""')}"`;

function gcpCredits(next: Next): string {
  const kind = next(10);
  const credit = (type: string) => ({
    name: `${type.toLowerCase()} of Example`,
    full_name: "",
    id: type,
    type,
    amount: -next(1000) / 1_000_000,
  });
  return kind < 3
    ? json([credit("PROMOTION"), ...(next(4) === 0 ? [credit("DISCOUNT")] : [])])
    : kind < 6
      ? json([credit(pick(next, ["SUSTAINED_USAGE_DISCOUNT", "COMMITTED_USAGE_DISCOUNT"]))])
      : "[]";
}

function gcpRecord(next: Next): Record<string, string> {
  const day = `2026-10-${two(next(DAYS) + 1)}`;
  const hour = next(23);
  const cost = `${next(50) === 0 ? next(500) : 0}.${digits(next, 6)}`;
  const project = next(ACCOUNTS);
  const region = pick(next, REGIONS);
  const service = next(SERVICES.length);
  const name = `vm-${resource(next)}`;
  const labels = [
    { key: "team", value: `team-${next(TEAMS)}` },
    { key: "env", value: pick(next, ["production", "staging"]) },
  ];
  return {
    billing_account_id: "01AB23-45CD67-89EF01",
    "service.id": `6F81-${service}`,
    "service.description": SERVICES[service] ?? "",
    "sku.id": `0E5C-${next(3000)}`,
    "sku.description": "Instance core running in a region",
    usage_start_time: `${day} ${two(hour)}:00:00 UTC`,
    usage_end_time: `${day} ${two(hour + 1)}:00:00 UTC`,
    "project.id": `project-${project}`,
    "project.name": `Project ${project}`,
    "project.labels": json([{ key: "cost_centre", value: `cc-${1000 + (project % 40)}` }]),
    labels: json(labels),
    system_labels: "[]",
    "location.location": region,
    "location.region": region,
    "location.zone": `${region}-a`,
    export_time: `${day} 23:50:00 UTC`,
    cost,
    currency: "EUR",
    currency_conversion_rate: "0.92",
    "usage.amount": `${next(3600)}.0`,
    "usage.unit": "seconds",
    "usage.amount_in_pricing_units": `0.${digits(next, 6)}`,
    "usage.pricing_unit": "hour",
    credits: gcpCredits(next),
    "invoice.month": "202610",
    cost_type: next(100) === 0 ? "tax" : "regular",
    "resource.name": name,
    "resource.global_name": `//compute.example.com/projects/${project}/instances/${name}`,
    cost_at_list: cost,
    seller_name: "Example",
  };
}

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
    Date: `10/${two(next(DAYS) + 1)}/2026`,
    ProductName: `"${service}, ${region}"`,
    MeterCategory: service,
    MeterSubCategory: "General",
    MeterId: `meter-${next(3000)}`,
    MeterName: `D${next(16)} v5`,
    UnitOfMeasure: pick(next, ["1 Hour", "10 Hours", "1 GB/Month"]),
    Quantity: `${next(24)}.${digits(next, 6)}`,
    EffectivePrice: price,
    CostInBillingCurrency: `${next(40) === 0 ? next(500) : 0}.${digits(next, 16)}`,
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

const BILLS = {
  cur: { header: CUR_HEADER, record: curRecord },
  gcp: { header: GCP_HEADER, record: gcpRecord },
  azure: { header: AZURE_HEADER, record: azureRecord },
} satisfies Readonly<Record<string, InventedBill>>;

export type BillName = keyof typeof BILLS;

export function billHeader(name: BillName): readonly string[] {
  return BILLS[name].header;
}

const BATCH_ROWS = 2_000;

/** Writes a month of an invented provider's bill; the same arguments give the same bytes. */
export async function generateBill(
  name: BillName,
  { path, rows, seed }: { readonly path: string; readonly rows: number; readonly seed: number },
): Promise<void> {
  const next = seeded(seed);
  const { header, record } = BILLS[name];
  const file = await open(path, "w");
  try {
    await file.write(`${header.join(",")}\n`);
    for (let from = 0; from < rows; from += BATCH_ROWS) {
      let text = "";
      for (let row = from; row < Math.min(rows, from + BATCH_ROWS); row += 1) {
        const cells: Readonly<Record<string, string>> = record(next);
        text += `${header.map((column) => cells[column] ?? "").join(",")}\n`;
      }
      await file.write(text);
    }
  } finally {
    await file.close();
  }
}
