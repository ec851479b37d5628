import fc from "fast-check";
import type { SeedRow } from "./seed.ts";

const decimal = (min: bigint, max: bigint): fc.Arbitrary<string> =>
  fc.bigInt({ min, max }).map((units) => {
    const digits = (units < 0n ? -units : units).toString().padStart(7, "0");
    return `${units < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
  });

const cost = fc.oneof(
  { weight: 8, arbitrary: decimal(0n, 10n ** 10n) },
  { weight: 1, arbitrary: decimal(-(10n ** 9n), 0n) },
  { weight: 1, arbitrary: fc.constantFrom("0", "0.000000000001", "99999999999.999999999999") },
);

/** A charge as a variance meets it: few SKUs, every kind, zero and negative quantities. */
export function randomLeafCharge(period: string): fc.Arbitrary<SeedRow> {
  return fc.record({
    billed_period: fc.constant(period),
    service_name: fc.constantFrom("Servers", "Storage", null),
    sub_account_id: fc.constantFrom("a1", "a2"),
    tags: fc.constantFrom(null, '{"team":"red"}', '{"team":"blue"}'),
    sku_id: fc.constantFrom("s1", "s2", "s3", "s4", null),
    sku_meter: fc.constantFrom("hours", null),
    pricing_unit: fc.constantFrom("Hours", "Hours", "GB", null),
    billing_currency: fc.constantFrom("USD", "USD", "USD", "EUR", "JPY"),
    charge_category: fc.constantFrom("Usage", "Usage", "Usage", "Usage", "Tax", "Credit"),
    charge_class: fc.constantFrom(null, null, null, null, null, "Correction"),
    charge_frequency: fc.constantFrom("Usage-Based", "Usage-Based", "Usage-Based", "One-Time"),
    commitment_discount_status: fc.constantFrom(null, null, null, "Used", "Unused"),
    pricing_quantity: fc.oneof(
      { weight: 6, arbitrary: decimal(1n, 10n ** 10n) },
      { weight: 1, arbitrary: fc.constantFrom(null, "0", "-1", "5000000000") },
    ),
    billed_cost: cost,
    effective_cost: cost,
    contracted_cost: fc.oneof({ weight: 5, arbitrary: cost }, fc.constant(null)),
    list_cost: fc.oneof({ weight: 5, arbitrary: cost }, fc.constant(null)),
  });
}
