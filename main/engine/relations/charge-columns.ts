/** How a column of a charge file is stored. Amounts may be narrower per file, if exact. */
export type ChargeColumnKind = "text" | "json" | "amount" | "quantity" | "price" | "timestamp";

export interface ChargeColumn {
  readonly name: string;
  /** The FOCUS column it holds. */
  readonly focus: string;
  readonly kind: ChargeColumnKind;
}

const text = (name: string, focus: string): ChargeColumn => ({ name, focus, kind: "text" });
const json = (name: string, focus: string): ChargeColumn => ({ name, focus, kind: "json" });
const amount = (name: string, focus: string): ChargeColumn => ({ name, focus, kind: "amount" });
const price = (name: string, focus: string): ChargeColumn => ({ name, focus, kind: "price" });
const time = (name: string, focus: string): ChargeColumn => ({ name, focus, kind: "timestamp" });
const count = (name: string, focus: string): ChargeColumn => ({ name, focus, kind: "quantity" });

/** Every FOCUS column a charge keeps, in the order of the table made for each imported file. */
export const CHARGE_FILE_COLUMNS: readonly ChargeColumn[] = [
  text("billing_account_id", "BillingAccountId"),
  text("billing_account_name", "BillingAccountName"),
  text("billing_account_type", "BillingAccountType"),
  text("sub_account_id", "SubAccountId"),
  text("sub_account_name", "SubAccountName"),
  text("sub_account_type", "SubAccountType"),
  text("invoice_id", "InvoiceId"),
  text("invoice_detail_id", "InvoiceDetailId"),
  text("invoice_issuer_name", "InvoiceIssuerName"),
  text("provider_name", "ProviderName"),
  text("publisher_name", "PublisherName"),
  text("service_provider_name", "ServiceProviderName"),
  text("host_provider_name", "HostProviderName"),
  text("charge_category", "ChargeCategory"),
  text("charge_class", "ChargeClass"),
  text("charge_description", "ChargeDescription"),
  text("charge_frequency", "ChargeFrequency"),
  text("service_category", "ServiceCategory"),
  text("service_subcategory", "ServiceSubcategory"),
  text("service_name", "ServiceName"),
  text("sku_id", "SkuId"),
  text("sku_meter", "SkuMeter"),
  text("sku_price_id", "SkuPriceId"),
  json("sku_price_details", "SkuPriceDetails"),
  text("resource_id", "ResourceId"),
  text("resource_name", "ResourceName"),
  text("resource_type", "ResourceType"),
  text("region_id", "RegionId"),
  text("region_name", "RegionName"),
  text("availability_zone", "AvailabilityZone"),
  text("pricing_category", "PricingCategory"),
  text("pricing_unit", "PricingUnit"),
  text("pricing_currency", "PricingCurrency"),
  text("consumed_unit", "ConsumedUnit"),
  text("commitment_discount_id", "CommitmentDiscountId"),
  text("commitment_discount_name", "CommitmentDiscountName"),
  text("commitment_discount_category", "CommitmentDiscountCategory"),
  text("commitment_discount_type", "CommitmentDiscountType"),
  text("commitment_discount_status", "CommitmentDiscountStatus"),
  text("commitment_discount_unit", "CommitmentDiscountUnit"),
  text("capacity_reservation_id", "CapacityReservationId"),
  text("capacity_reservation_status", "CapacityReservationStatus"),
  text("allocated_method_id", "AllocatedMethodId"),
  json("allocated_method_details", "AllocatedMethodDetails"),
  text("allocated_resource_id", "AllocatedResourceId"),
  text("allocated_resource_name", "AllocatedResourceName"),
  json("allocated_tags", "AllocatedTags"),
  json("contract_applied", "ContractApplied"),
  json("commitment_program_eligibility_details", "CommitmentProgramEligibilityDetails"),
  json("tags", "Tags"),
  text("billing_currency", "BillingCurrency"),
  amount("billed_cost", "BilledCost"),
  amount("effective_cost", "EffectiveCost"),
  amount("contracted_cost", "ContractedCost"),
  amount("list_cost", "ListCost"),
  price("list_unit_price", "ListUnitPrice"),
  price("contracted_unit_price", "ContractedUnitPrice"),
  count("pricing_quantity", "PricingQuantity"),
  count("consumed_quantity", "ConsumedQuantity"),
  count("commitment_discount_quantity", "CommitmentDiscountQuantity"),
  amount("pricing_currency_effective_cost", "PricingCurrencyEffectiveCost"),
  price("pricing_currency_list_unit_price", "PricingCurrencyListUnitPrice"),
  price("pricing_currency_contracted_unit_price", "PricingCurrencyContractedUnitPrice"),
  time("billing_period_start", "BillingPeriodStart"),
  time("billing_period_end", "BillingPeriodEnd"),
  time("charge_period_start", "ChargePeriodStart"),
  time("charge_period_end", "ChargePeriodEnd"),
];

/** The type of a column in relation `charge`, which holds that of any file. */
export const STORED_TYPE: Readonly<Record<ChargeColumnKind, string>> = {
  text: "varchar",
  json: "varchar",
  amount: "decimal(38, 12)",
  quantity: "decimal(38, 12)",
  price: "decimal(38, 12)",
  timestamp: "timestamp",
};

/** Columns the import derives for each charge, after the FOCUS ones. */
export const CHARGE_DERIVED_COLUMNS: readonly { name: string; type: string; says: string }[] = [
  { name: "custom", type: "varchar", says: "JSON object of the file's x_ columns, or null" },
  { name: "billed_period", type: "varchar", says: "month of the billing period start" },
  {
    name: "effective_period",
    type: "varchar",
    says: "later of billed_period and the month of the charge period start",
  },
];

/** The table that holds one imported charge file; its rowid gives the row in the file. */
export function chargeTableName(sourceFileId: string): string {
  return `charge_${sourceFileId}`;
}

/** The view of one file's charges with every declared column, null where the file has none. */
export function chargeViewName(sourceFileId: string): string {
  return `charges_of_${sourceFileId}`;
}
