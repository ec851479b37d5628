/** One record of a bill: FOCUS column → text. An absent column is an empty cell. */
export type FocusRow = Readonly<Record<string, string>>;

const COLUMNS_1_2 =
  "BilledCost,BillingAccountId,BillingAccountName,BillingAccountType,BillingCurrency," +
  "BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription," +
  "ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,CommitmentDiscountCategory," +
  "CommitmentDiscountId,CommitmentDiscountName,CommitmentDiscountQuantity," +
  "CommitmentDiscountStatus,CommitmentDiscountType,CommitmentDiscountUnit,ConsumedQuantity," +
  "ConsumedUnit,ContractedCost,ContractedUnitPrice,EffectiveCost,InvoiceId,InvoiceIssuerName," +
  "ListCost,ListUnitPrice,PricingCategory,PricingCurrency,PricingQuantity,PricingUnit," +
  "ProviderName,PublisherName,RegionId,RegionName,ResourceId,ResourceName,ResourceType," +
  "ServiceCategory,ServiceName,ServiceSubcategory,SkuId,SkuMeter,SkuPriceId,SubAccountId," +
  "SubAccountName,SubAccountType,Tags";

/** The columns each bill writes, in the order of its file. */
export const FOCUS_1_2 = [...COLUMNS_1_2.split(","), "CapacityReservationId", "x_Operation"];
export const FOCUS_1_3 = [
  ...COLUMNS_1_2.split(","),
  "ServiceProviderName",
  "HostProviderName",
  "AllocatedMethodId",
];

/** Comma-separated text with a header; cells are quoted only where they must be. */
export function csvText(columns: readonly string[], rows: readonly FocusRow[]): string {
  const lines = rows.map((row) => columns.map((name) => quoted(row[name] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
