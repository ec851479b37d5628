import { CHARGE_DIMENSIONS, type ChargeDimension } from "../../../shared/domain/charge.ts";

/** What a person calls each dimension of a charge. */
const LABELS: Readonly<Record<ChargeDimension, string>> = {
  entity: "Legal entity",
  cost_centre: "Cost centre",
  product: "Product",
  application: "Application",
  environment: "Environment",
  project: "Project",
  owner: "Owner",
  ledger_account: "Ledger account",
  treatment: "Treatment",
  cost_pool: "Cost pool",
  cost_sub_pool: "Cost sub-pool",
  tower: "Tower",
  sub_tower: "Sub-tower",
  solution_type: "Solution type",
  solution_category: "Solution category",
  solution: "Solution",
  provider_name: "Provider",
  service_category: "Service category",
  service_subcategory: "Service subcategory",
  service_name: "Service",
  billing_account_id: "Billing account",
  billing_account_name: "Billing account name",
  sub_account_id: "Sub account",
  sub_account_name: "Sub account name",
  invoice_id: "Invoice",
  invoice_issuer_name: "Invoice issuer",
  publisher_name: "Publisher",
  charge_category: "Charge category",
  charge_class: "Charge class",
  charge_frequency: "Charge frequency",
  cost_class: "Cost class",
  variance_kind: "Variance kind",
  charge_description: "Description",
  pricing_category: "Pricing category",
  region_id: "Region code",
  region_name: "Region",
  resource_id: "Resource",
  resource_name: "Resource name",
  resource_type: "Resource type",
  sku_id: "SKU",
  sku_meter: "SKU meter",
  sku_price_id: "SKU price",
  pricing_unit: "Pricing unit",
  commitment_discount_id: "Commitment",
  commitment_discount_type: "Commitment type",
  commitment_discount_status: "Commitment status",
  billing_currency: "Billing currency",
  billed_period: "Billed period",
  effective_period: "Effective period",
  source_file_id: "Source file",
};

export interface Attribute {
  readonly attribute: string;
  readonly label: string;
  readonly group: "dimension" | "tag" | "custom";
}

export const DIMENSION_ATTRIBUTES: readonly Attribute[] = CHARGE_DIMENSIONS.map((attribute) => ({
  attribute,
  label: LABELS[attribute],
  group: "dimension",
}));

/** A tag key or column of the file as an attribute; `x_cost_class` reads "cost class". */
export function foundAttribute(group: "tag" | "custom", key: string): Attribute {
  const label = group === "tag" ? key : key.replace(/^x_/, "").replaceAll("_", " ");
  return { attribute: `${group}:${key}`, label, group };
}
