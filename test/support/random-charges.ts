import fc from "fast-check";
import type { SeedRow } from "./seed.ts";

const amount = fc
  .oneof(
    fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
    fc.constantFrom(0n, 1n, -1n, 10n ** 24n, -(10n ** 24n)),
  )
  .map((units) => {
    const digits = (units < 0n ? -units : units).toString().padStart(13, "0");
    return `${units < 0n ? "-" : ""}${digits.slice(0, -12)}.${digits.slice(-12)}`;
  });

const tags = fc.constantFrom(
  null,
  "{}",
  '{"team":"red"}',
  '{"team":"blue","env":"prod"}',
  '{"team":null,"a/b~c":"odd"}',
  '{"env":"test","a/b~c":"odd key"}',
);

/** One charge of a small invented estate, with edge-biased amounts and absent attributes. */
export function randomCharge(period: string): fc.Arbitrary<SeedRow> {
  return fc.record({
    billed_period: fc.constant(period),
    service_name: fc.constantFrom("Servers", "Storage", "Network", null, "n others"),
    region_id: fc.constantFrom("eu", "us", null),
    sub_account_id: fc.constantFrom("a1", "a2", "a3", "a4", "a5", "a6", null),
    charge_category: fc.constantFrom("Usage", "Tax", "Credit"),
    tags,
    billed_cost: amount,
    effective_cost: amount,
    contracted_cost: fc.option(amount, { freq: 4 }),
    list_cost: fc.option(amount, { freq: 4 }),
    pricing_quantity: fc.option(amount, { freq: 4 }),
  });
}

export const shuffled = <T>(values: readonly T[], seed: number): T[] => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state;
  };
  return values
    .map((value) => ({ value, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
};
