import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import { daysInPeriod } from "../../../shared/domain/period.ts";
import { instant, monthNumber, monthSpan } from "./calendar.ts";
import type { FocusRow } from "./focus-row.ts";
import { multiply } from "./money.ts";
import type { SeededChoice } from "./seeded-choice.ts";
import { type Resource, SERVICES } from "./service.ts";

/** What every row of a file shares. */
export interface BillFrame {
  readonly month: string;
  readonly common: FocusRow;
  readonly accounts: Readonly<Record<string, { name: string }>>;
  readonly region: { id: string; name: string };
}

export function frameRow(frame: BillFrame, account: string): FocusRow {
  const { start, end } = monthSpan(frame.month);
  return {
    ...frame.common,
    BillingPeriodStart: start,
    BillingPeriodEnd: end,
    ChargePeriodStart: start,
    ChargePeriodEnd: end,
    SubAccountId: account,
    SubAccountName: frame.accounts[account]?.name ?? "",
    SubAccountType: "Account",
  };
}

/** A day of a resource, charged at the contracted price. */
export function usageRow(
  frame: BillFrame,
  resource: Resource,
  day: number,
  quantity: string,
): FocusRow {
  const service = SERVICES[resource.service];
  const cost = multiply(resource.price, quantity);
  return {
    ...frameRow(frame, resource.account),
    ChargePeriodStart: instant(frame.month, day),
    ChargePeriodEnd: instant(frame.month, day + 1),
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    ChargeDescription: `${service.meter}, ${resource.name}`,
    ServiceName: service.name,
    ServiceCategory: service.category,
    ServiceSubcategory: service.subcategory,
    SkuId: resource.sku,
    SkuMeter: service.meter,
    SkuPriceId: `${resource.sku}-${frame.region.id}`,
    PricingCategory: "Standard",
    PricingQuantity: quantity,
    PricingUnit: service.unit,
    ConsumedQuantity: quantity,
    ConsumedUnit: service.unit,
    ListUnitPrice: resource.listPrice,
    ContractedUnitPrice: resource.price,
    ListCost: multiply(resource.listPrice, quantity),
    ContractedCost: cost,
    BilledCost: cost,
    EffectiveCost: cost,
    ResourceId: `${service.resourceType.toLowerCase().replaceAll(" ", "-")}/${resource.name}`,
    ResourceName: resource.name,
    ResourceType: service.resourceType,
    RegionId: frame.region.id,
    RegionName: frame.region.name,
    ...(resource.tag === null ? { Tags: '{"env":"prod"}' } : { Tags: tagText(resource.tag) }),
  };
}

function tagText(costCentre: string): string {
  return JSON.stringify({ cost_centre: costCentre, env: "prod" });
}

/** Every day of every resource that exists in the month; quantities vary by a tenth each way. */
export function dailyUsage(
  frame: BillFrame,
  resources: readonly Resource[],
  choice: SeededChoice,
): FocusRow[] {
  const rows: FocusRow[] = [];
  for (let day = 1; day <= daysInPeriod(frame.month); day += 1) {
    for (const resource of resources) {
      const growth = resource.growth[monthNumber(frame.month)] ?? 0;
      if (growth > 0) {
        rows.push(usageRow(frame, resource, day, dayQuantity(resource, growth, choice)));
      }
    }
  }
  return rows;
}

/** Prices finer than a millionth meet whole quantities, so that a cost keeps twelve decimals. */
function dayQuantity(resource: Resource, growth: number, choice: SeededChoice): string {
  const decimals = [resource.listPrice, resource.price].map(
    (price) => (price.split(".")[1] ?? "").length,
  );
  const step = 10n ** BigInt(Math.max(6, ...decimals));
  const noise = BigInt(900_000 + choice.below(200_001));
  const units = (toUnits(String(resource.perDay)) * BigInt(growth) * noise) / 1_000_000_000n;
  return fromUnits((units / step) * step);
}
