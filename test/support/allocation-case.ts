import fc from "fast-check";
import { fromUnits } from "../../shared/domain/amount.ts";
import type { SeedRow } from "./seed.ts";

/** A random small close: charges in files, drivers and rules as they are written. */
export interface AllocationCase {
  readonly period: string;
  readonly files: readonly (readonly SeedRow[])[];
  readonly drivers: readonly SeedRow[];
  readonly rules: unknown;
}

export const CASE_PERIOD = "2026-10";
const FINALS = ["A", "B", "Z", "a", "é", "\u{1F600}"];
const POOLS = ["P", "Q"];
const DRIVERS = ["heads", "hours"];

/** Amounts where rounding goes wrong first: one unit, huge, zero, many digits. */
export const edgeUnits: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(0n, 1n, -1n, 2n, -2n, 7n) },
  { weight: 1, arbitrary: fc.constantFrom(10n ** 27n, -(10n ** 27n), 10n ** 12n, 10n ** 27n - 1n) },
  { weight: 3, arbitrary: fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }) },
);

const amount = edgeUnits.map((units) => fromUnits(units));

function chargeOf(period: string): fc.Arbitrary<SeedRow> {
  return fc
    .record({
      account: fc.constantFrom("account-a", "account-b"),
      sub: fc.constantFrom("one", "two", null),
      currency: fc.constantFrom("USD", "USD", "EUR"),
      service: fc.constantFrom("Servers", "Storage", "servers"),
      category: fc.constantFrom("Usage", "Credit", "Tax"),
      region: fc.constantFrom("eu-1", "us-1", "us-2", null),
      team: fc.constantFrom("A", "B", "b-team", "nobody", "", undefined),
      unit: fc.constantFrom("A", "x/1", undefined),
      hasTags: fc.boolean(),
      costs: fc.oneof(
        amount.map((cost) => [cost, cost, cost, cost]),
        fc.tuple(amount, amount, amount, amount),
      ),
      home: fc.constantFrom("both", "both", "both", "late", "billed-only"),
    })
    .map(({ account, sub, currency, service, category, region, home, ...other }) => ({
      billing_account_id: account,
      sub_account_id: sub,
      billing_currency: currency,
      provider_name: "Example Cloud",
      service_category: "Compute",
      service_name: service,
      charge_category: category,
      region_id: region,
      tags: other.hasTags ? JSON.stringify({ team: other.team }) : null,
      custom: other.unit === undefined ? null : JSON.stringify({ x_Unit: other.unit }),
      billed_cost: other.costs[0] ?? null,
      effective_cost: other.costs[1] ?? null,
      contracted_cost: other.costs[2] ?? null,
      list_cost: other.costs[3] ?? null,
      billing_period_start: `${home === "late" ? "2026-09" : period}-01 00:00:00`,
      billed_period: home === "late" ? "2026-09" : period,
      effective_period: home === "billed-only" ? "2026-11" : period,
    }));
}

const condition = fc.oneof(
  fc.record({
    attribute: fc.constantFrom("service_name", "tag:team", "custom:x_Unit", "region_id", "entity"),
    op: fc.constantFrom("equals", "not-equals", "starts-with", "contains"),
    value: fc.constantFrom("Servers", "servers", "A", "b", "x/1", "us-", "Alpha", ""),
    ignoreCase: fc.boolean(),
  }),
  fc.record({
    attribute: fc.constantFrom("charge_category", "tag:team", "sub_account_id"),
    op: fc.constantFrom("in", "not-in"),
    values: fc.subarray(["Tax", "Credit", "A", "b-team", "one", ""], { minLength: 1 }),
  }),
  fc.record({
    attribute: fc.constantFrom("tag:team", "custom:x_Unit", "region_id"),
    op: fc.constantFrom("exists", "missing"),
  }),
  fc.record({
    attribute: fc.constantFrom("service_name", "tag:team", "region_id"),
    op: fc.constant("matches"),
    value: fc.constantFrom("[Ss]er.*", "us-[12]", "A|B", ".*"),
  }),
);

const shares = fc
  .tuple(fc.constantFrom("0.3", "0.5", "0.333333333333"), fc.constantFrom("0.5", "0.1", "0"))
  .map(([first, second]) => ({ A: first, "\u{1F600}": second }));

/** A way to split, over targets of which `extra` may be one. */
function splitting(extra: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const codes = fc.subarray([...FINALS, ...extra], { minLength: 1 });
  const zeroDriver = fc.constantFrom("unallocated", "even");
  return fc.oneof(
    fc.record({ method: fc.constant("even"), targets: codes }),
    fc.record({ method: fc.constant("fixed-shares"), shares }),
    fc.record({
      method: fc.constant("by-driver"),
      driver: fc.constantFrom(...DRIVERS),
      targets: codes,
      zeroDriver,
    }),
    fc.record({
      method: fc.constant("by-driver"),
      driver: fc.constantFrom(...DRIVERS),
      zeroDriver,
    }),
    fc.record({ method: fc.constant("proportional"), targets: codes, zeroDriver }),
    fc.record({ method: fc.constant("proportional"), zeroDriver }),
    fc.record({ method: fc.constant("direct"), to: fc.constantFrom(...FINALS, ...extra) }),
  );
}

const naming = fc.record({
  method: fc.constant("direct"),
  toAttribute: fc.constantFrom("tag:team", "custom:x_Unit", "service_name"),
  map: fc.constantFrom({}, { "b-team": "B", "x/1": "P" }),
});

const chargeRule = fc
  .tuple(fc.array(condition, { maxLength: 2 }), fc.oneof(splitting(POOLS), naming))
  .map(([where, split]) => ({ take: { where }, ...split }));

const rules = fc
  .tuple(
    fc.array(chargeRule, { maxLength: 5 }),
    fc.option(splitting(["Q"]), { nil: undefined }),
    fc.option(splitting([]), { nil: undefined }),
  )
  .map(([first, second, third]) => ({
    tieout: 1,
    targets: [
      ...FINALS.map((code) => ({ code })),
      ...POOLS.map((code) => ({ code, isPool: true })),
    ],
    rules: [
      ...first,
      ...(second === undefined ? [] : [{ stage: 2, take: { pool: "P" }, ...second }]),
      ...(third === undefined ? [] : [{ stage: 3, take: { pool: "Q" }, ...third }]),
    ].map((rule, index) => ({ id: `rule-${index}`, ...rule })),
  }));

const quantity = fc.oneof(
  fc.constantFrom("0", "1", "3", "0.000000000001", "99999999999999"),
  fc.bigInt({ min: 0n, max: 10n ** 20n }).map((units) => fromUnits(units)),
);

const drivers = fc.uniqueArray(
  fc.record({
    driver: fc.constantFrom(...DRIVERS),
    target: fc.constantFrom(...FINALS, ...POOLS),
    period: fc.constant(CASE_PERIOD),
    quantity,
    unit: fc.constant(null),
  }),
  { selector: ({ driver, target }) => `${driver} ${target}`, minLength: 1, maxLength: 10 },
);

/** Every driver has a row, so that a case tests its weights and not its absence. */
const everyDriver = DRIVERS.map((driver) => ({
  driver,
  target: "Z",
  period: CASE_PERIOD,
  quantity: "0",
  unit: null,
}));

export function allocationCase(files: number): fc.Arbitrary<AllocationCase> {
  return fc.record({
    period: fc.constant(CASE_PERIOD),
    files: fc
      .array(fc.array(chargeOf(CASE_PERIOD), { maxLength: 12 }), {
        minLength: files,
        maxLength: files,
      })
      .map((rows) => rows.map((list, index) => (index === 0 ? [ALWAYS, ...list] : list))),
    drivers: drivers.map((rows) => [...everyDriver, ...rows]),
    rules,
  });
}

/** A period without charges is refused, which is not what a case is about. */
const ALWAYS: SeedRow = {
  billing_account_id: "account-a",
  billing_currency: "USD",
  provider_name: "Example Cloud",
  service_category: "Compute",
  service_name: "Servers",
  charge_category: "Usage",
  billed_cost: "1",
  effective_cost: "1",
  contracted_cost: "1",
  list_cost: "1",
  billing_period_start: `${CASE_PERIOD}-01 00:00:00`,
  billed_period: CASE_PERIOD,
  effective_period: CASE_PERIOD,
};
