import { focusSubcategories } from "./focus-columns.ts";
import { type ConformanceRule, rule } from "./rule.ts";

/** Two columns of which a row has both or neither. */
function together(column: string, name: string, other: string, otherName: string): ConformanceRule {
  return rule({
    code: "focus-value-alone",
    column,
    needs: [name, other],
    breaks: `(${name} is null) <> (${other} is null)`,
    found: `rows with one of ${column} and ${otherName} and without the other`,
    expected: `${column} wherever ${otherName} is, and nowhere else`,
  });
}

/** A column that says more about another one, which must be there as well. */
function about(column: string, name: string, other: string, otherName: string): ConformanceRule {
  return rule({
    code: "focus-value-alone",
    column,
    needs: [name, other],
    breaks: `${name} is not null and ${other} is null`,
    found: `rows with ${column} and without ${otherName}`,
    expected: `${column} only where ${otherName} is`,
  });
}

/** Columns of the price a charge was made at. */
const PRICED: readonly (readonly [string, string])[] = [
  ["SkuPriceId", "sku_price_id"],
  ["ListUnitPrice", "list_unit_price"],
  ["ContractedUnitPrice", "contracted_unit_price"],
  ["PricingCategory", "pricing_category"],
  ["PricingQuantity", "pricing_quantity"],
  ["PricingUnit", "pricing_unit"],
];
const CORRECTS = "coalesce(charge_class, '') = 'Correction'";

const pricing = PRICED.flatMap(([column, name]) => [
  rule({
    code: "focus-value-missing",
    column,
    needs: [name, "charge_category", "charge_class"],
    breaks: `charge_category in ('Usage', 'Purchase') and not ${CORRECTS} and ${name} is null`,
    found: `usage and purchases without ${column}`,
    expected: `${column} on every usage and purchase that is no correction`,
  }),
  rule({
    code: "focus-value-unexpected",
    column,
    needs: [name, "charge_category"],
    breaks: `charge_category = 'Tax' and ${name} is not null`,
    found: `taxes with ${column}`,
    expected: `no ${column} on taxes`,
  }),
]);

const consumed = [
  ["ConsumedQuantity", "consumed_quantity"] as const,
  ["ConsumedUnit", "consumed_unit"] as const,
].flatMap(([column, name]) => [
  rule({
    code: "focus-value-missing",
    column,
    needs: [name, "charge_category", "charge_class", "commitment_discount_status"],
    breaks:
      `charge_category = 'Usage' and not ${CORRECTS} ` +
      `and coalesce(commitment_discount_status, '') <> 'Unused' and ${name} is null`,
    found: `usage without ${column}`,
    expected: `${column} on usage that is neither a correction nor unused commitment`,
  }),
  rule({
    code: "focus-value-unexpected",
    column,
    needs: [name, "charge_category"],
    breaks: `charge_category <> 'Usage' and ${name} is not null`,
    found: `charges other than usage with ${column}`,
    expected: `${column} on usage alone`,
  }),
]);

const SUBCATEGORIES = [...focusSubcategories]
  .map(([subcategory, category]) => `('${subcategory}', '${category}')`)
  .join(", ");

/** Rules between the columns of one charge. Source: FOCUS 1.0 to 1.4 */
export const chargeRules: readonly ConformanceRule[] = [
  ...pricing,
  ...consumed,
  together("PricingUnit", "pricing_unit", "pricing_quantity", "PricingQuantity"),
  together("ConsumedUnit", "consumed_unit", "consumed_quantity", "ConsumedQuantity"),
  together(
    "CommitmentDiscountUnit",
    "commitment_discount_unit",
    "commitment_discount_quantity",
    "CommitmentDiscountQuantity",
  ),
  together("RegionName", "region_name", "region_id", "RegionId"),
  about("SubAccountName", "sub_account_name", "sub_account_id", "SubAccountId"),
  about("SubAccountType", "sub_account_type", "sub_account_id", "SubAccountId"),
  about("ResourceName", "resource_name", "resource_id", "ResourceId"),
  about("ResourceType", "resource_type", "resource_id", "ResourceId"),
  about(
    "CommitmentDiscountStatus",
    "commitment_discount_status",
    "commitment_discount_id",
    "CommitmentDiscountId",
  ),
  rule({
    code: "focus-value-missing",
    column: "CommitmentDiscountStatus",
    needs: ["commitment_discount_status", "commitment_discount_id", "charge_category"],
    breaks:
      "charge_category = 'Usage' and commitment_discount_id is not null " +
      "and commitment_discount_status is null",
    found: "usage under a commitment that is neither Used nor Unused",
    expected: "CommitmentDiscountStatus on usage with a CommitmentDiscountId",
  }),
  rule({
    code: "focus-value-missing",
    column: "CapacityReservationStatus",
    needs: ["capacity_reservation_status", "capacity_reservation_id", "charge_category"],
    breaks:
      "charge_category = 'Usage' and capacity_reservation_id is not null " +
      "and capacity_reservation_status is null",
    found: "usage under a capacity reservation that is neither Used nor Unused",
    expected: "CapacityReservationStatus on usage with a CapacityReservationId",
  }),
  rule({
    code: "focus-value-unexpected",
    column: "ChargeFrequency",
    needs: ["charge_frequency", "charge_category"],
    breaks: "charge_category = 'Purchase' and charge_frequency = 'Usage-Based'",
    found: "purchases with the frequency Usage-Based",
    expected: "One-Time or Recurring on purchases",
  }),
  rule({
    code: "focus-value-unexpected",
    column: "PricingCategory",
    needs: ["pricing_category", "charge_category"],
    breaks: "charge_category = 'Purchase' and pricing_category = 'Committed'",
    found: "purchases priced as Committed",
    expected: "Committed on charges under a commitment, never on its purchase",
    since: "1.1",
  }),
  rule({
    code: "focus-period-reversed",
    severity: "warning",
    column: "ChargePeriodEnd",
    needs: ["charge_period_start", "charge_period_end"],
    breaks: "charge_period_end <= charge_period_start",
    atStake: "billed_cost",
    found: "charges whose period ends before it begins",
    expected: "ChargePeriodStart before ChargePeriodEnd, which is exclusive",
  }),
  rule({
    code: "focus-period-reversed",
    severity: "warning",
    column: "BillingPeriodEnd",
    needs: ["billing_period_start", "billing_period_end"],
    breaks: "billing_period_end <= billing_period_start",
    atStake: "billed_cost",
    found: "charges whose billing period ends before it begins",
    expected: "BillingPeriodStart before BillingPeriodEnd, which is exclusive",
  }),
  rule({
    code: "focus-subcategory-elsewhere",
    column: "ServiceSubcategory",
    needs: ["service_subcategory", "service_category"],
    breaks:
      "service_subcategory is not null and service_category is not null and " +
      `(service_subcategory, service_category) not in (${SUBCATEGORIES})`,
    found: "charges whose ServiceSubcategory is not one of their ServiceCategory",
    expected: "a subcategory of the same category",
    since: "1.1",
  }),
];
