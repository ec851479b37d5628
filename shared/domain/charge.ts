import { z } from "zod";
import { IDENTIFIERS } from "./identifier-names.ts";

/** The four cost bases of FOCUS; `billed` is the invoice, `effective` the amortised view. */
export const CostBasis = z.enum(["billed", "effective", "contracted", "list"]);
export type CostBasis = z.infer<typeof CostBasis>;
export const COST_BASES: readonly CostBasis[] = CostBasis.options;

/** The amount column of each basis, as named in every relation that carries all four. */
export const BASIS_COLUMN: Readonly<Record<CostBasis, string>> = {
  billed: "billed_cost",
  effective: "effective_cost",
  contracted: "contracted_cost",
  list: "list_cost",
};

/** What the account map says of a charge: the account that carries it, and how that is treated. */
export const ACCOUNT_DIMENSIONS = ["ledger_account", "treatment"] as const;

/** What the taxonomy says of a charge, by layer and from the outer level to the inner one. */
export const TAXONOMY_DIMENSIONS = [
  "cost_pool",
  "cost_sub_pool",
  "tower",
  "sub_tower",
  "solution_type",
  "solution_category",
  "solution",
] as const;

/** What conditions on other attributes decide. */
export const DECIDED_DIMENSIONS = [...ACCOUNT_DIMENSIONS, ...TAXONOMY_DIMENSIONS] as const;

/** Whether an attribute is decided by conditions, which what they read may not depend on. */
export function isDecided(attribute: string): boolean {
  return (DECIDED_DIMENSIONS as readonly string[]).includes(attribute);
}

/** Dimensions of a charge a pivot, a filter or a rule may name (columns of relation `charge`). */
export const CHARGE_DIMENSIONS = [
  "entity",
  ...IDENTIFIERS,
  ...DECIDED_DIMENSIONS,
  "provider_name",
  "service_category",
  "service_subcategory",
  "service_name",
  "billing_account_id",
  "billing_account_name",
  "sub_account_id",
  "sub_account_name",
  "invoice_id",
  "invoice_issuer_name",
  "publisher_name",
  "charge_category",
  "charge_class",
  "charge_frequency",
  "cost_class",
  "variance_kind",
  "charge_description",
  "pricing_category",
  "region_id",
  "region_name",
  "resource_id",
  "resource_name",
  "resource_type",
  "sku_id",
  "sku_meter",
  "sku_price_id",
  "pricing_unit",
  "commitment_discount_id",
  "commitment_discount_type",
  "commitment_discount_status",
  "billing_currency",
  "billed_period",
  "effective_period",
  "source_file_id",
] as const;
export type ChargeDimension = (typeof CHARGE_DIMENSIONS)[number];

/** What an allocation adds to the attributes of a charge. */
export const RUN_DIMENSIONS = ["target", "target_name", "rule", "pool", "stage"] as const;
export type RunDimension = (typeof RUN_DIMENSIONS)[number];

/** The attributes of a charge that every segment carries whether rules read them or not. */
export const SEGMENT_DIMENSIONS = [
  "entity",
  "billing_currency",
  "source_file_id",
  "provider_name",
  "service_category",
  "service_name",
  "billing_account_id",
  "sub_account_id",
  "sub_account_name",
  "charge_category",
  "invoice_id",
] as const;

/** A charge attribute: a declared dimension, `tag:KEY` or `custom:x_Column`. */
export const ChargeAttribute = z
  .string()
  .refine(
    (name) =>
      (CHARGE_DIMENSIONS as readonly string[]).includes(name) || /^(tag|custom):.+$/s.test(name),
    { message: "expected a charge dimension, tag:KEY or custom:COLUMN" },
  );
export type ChargeAttribute = z.infer<typeof ChargeAttribute>;
