import type { ConformanceRule } from "./rule.ts";

/** Products below this size cannot overflow the check's own arithmetic. */
const isSmall = (column: string, limit: string): string => `abs(${column}) < ${limit}`;
const LIST_PRODUCT =
  "cast(list_unit_price as decimal(38, 12)) * cast(pricing_quantity as decimal(38, 12))";

/** What a bill's costs must obey, whichever export it comes from. */
export const costRules: readonly ConformanceRule[] = [
  {
    code: "effective-differs-from-billed",
    severity: "warning",
    column: "EffectiveCost",
    needs: ["effective_cost", "charge_category", "commitment_discount_id"],
    breaks:
      "charge_category = 'Usage' and commitment_discount_id is null " +
      "and effective_cost <> billed_cost",
    atStake: "effective_cost - billed_cost",
    found: "usage that no commitment covers, whose EffectiveCost is not its BilledCost",
    expected: "EffectiveCost = BilledCost",
    remedy: "Ask the provider which of the two is right; allocate on the billed basis until then.",
  },
  {
    code: "list-cost-not-price-times-quantity",
    severity: "note",
    column: "ListCost",
    needs: ["list_cost", "list_unit_price", "pricing_quantity"],
    breaks:
      `case when ${isSmall("list_unit_price", "1000000")} ` +
      `and ${isSmall("pricing_quantity", "1000000")} ` +
      `then abs(list_cost - cast(${LIST_PRODUCT} as decimal(38, 12))) > 0.01 end`,
    atStake: `list_cost - cast(${LIST_PRODUCT} as decimal(38, 12))`,
    found: "charges whose ListCost is not ListUnitPrice × PricingQuantity to the cent",
    expected: "ListCost = ListUnitPrice × PricingQuantity",
    remedy: "Do not decompose these into price and volume; use the charge's cost as it is.",
  },
  {
    code: "unit-price-negative",
    severity: "warning",
    column: "ListUnitPrice",
    needs: ["list_unit_price"],
    breaks: "list_unit_price < 0",
    atStake: "billed_cost",
    found: "charges with a negative unit price",
    expected: "a price of zero or more; the sign belongs to the quantity",
    remedy: "Ask the provider; price and volume effects of these charges change places.",
  },
  {
    code: "invoice-id-missing",
    severity: "note",
    column: "InvoiceId",
    needs: ["invoice_id"],
    breaks: "invoice_id is null",
    atStake: "billed_cost",
    found: "charges without an InvoiceId",
    expected: "the invoice each charge is on",
    remedy: "They are matched to the ledger by provider, account and period instead.",
  },
  {
    code: "correction-rows",
    severity: "note",
    column: "ChargeClass",
    needs: ["charge_class"],
    breaks: "charge_class = 'Correction'",
    atStake: "billed_cost",
    found: "charges that correct an earlier billing period",
    expected: "known corrections",
    remedy: "Compare them with the earlier period before explaining this one.",
  },
  {
    code: "charged-before-billing-period",
    severity: "note",
    column: "ChargePeriodStart",
    needs: ["charge_period_start", "billing_period_start"],
    breaks: "strftime(charge_period_start, '%Y-%m') < billed_period",
    atStake: "billed_cost",
    found: "charges for a time before their billing period",
    expected: "late usage or corrections",
    remedy: "They count in the period they are billed in; accrue them earlier if that is closed.",
  },
  {
    code: "commitment-purchase-has-effective-cost",
    severity: "warning",
    column: "EffectiveCost",
    needs: ["effective_cost", "charge_category", "commitment_discount_id"],
    breaks:
      "charge_category = 'Purchase' and commitment_discount_id is not null " +
      "and effective_cost <> 0",
    atStake: "effective_cost",
    found: "purchases of commitments with an EffectiveCost",
    expected: "EffectiveCost = 0, because the covered usage carries it",
    remedy: "Leave the purchase out on the effective basis, or its cost counts twice.",
  },
];
