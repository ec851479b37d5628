import type { Option } from "../../ui/select-box.tsx";

/** Fills both costs of a bill that states one: what is paid, and what the month used. */
export const BILLED_AND_EFFECTIVE = "billed and effective cost";
export const COSTS_OF_ONE: readonly string[] = ["billed_cost", "effective_cost"];

/** What a column of a bill may be, the most wanted first: the columns of FOCUS by their names. */
export const CHARGE_FIELDS: readonly string[] = [
  "billed_cost",
  "effective_cost",
  "contracted_cost",
  "list_cost",
  "billing_currency",
  "billing_period_start",
  "billing_period_end",
  "charge_period_start",
  "charge_period_end",
  "provider_name",
  "billing_account_id",
  "billing_account_name",
  "sub_account_id",
  "sub_account_name",
  "invoice_id",
  "invoice_issuer_name",
  "publisher_name",
  "service_category",
  "service_subcategory",
  "service_name",
  "charge_category",
  "charge_class",
  "charge_frequency",
  "charge_description",
  "pricing_category",
  "pricing_quantity",
  "pricing_unit",
  "consumed_quantity",
  "consumed_unit",
  "list_unit_price",
  "contracted_unit_price",
  "region_id",
  "region_name",
  "resource_id",
  "resource_name",
  "resource_type",
  "sku_id",
  "sku_meter",
  "sku_price_id",
  "commitment_discount_id",
  "commitment_discount_name",
  "commitment_discount_type",
  "commitment_discount_status",
  "commitment_discount_quantity",
  "commitment_discount_unit",
  "tags",
];

export const ONE_COST: Option<string> = {
  value: BILLED_AND_EFFECTIVE,
  label: "Billed and effective cost",
};

/** `BillingPeriodStart` as `billing_period_start`: a mapping may use either. */
export function chargeField(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
