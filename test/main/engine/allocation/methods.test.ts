import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { methods } from "../../../../main/engine/allocation/methods/index.ts";
import { readRules } from "../../../../main/engine/allocation/rules/read-rules.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { type SeedRow, seedCharges, seedTable } from "../../../support/seed.ts";

const period = "2026-10";

function charge(cost: string, more: SeedRow = {}): SeedRow {
  const costs = { billed_cost: cost, effective_cost: cost, contracted_cost: cost, list_cost: cost };
  return { billed_period: period, ...costs, ...more };
}

const targets = "targets: [{ code: A }, { code: B }, { code: C }, { code: P, isPool: true }]";

async function allocate(engine: Engine, ...rules: string[]) {
  const text = `tieout: 1\n${targets}\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join("")}`;
  return engine.runJob("allocate", { period, rules: text });
}

async function amountsOf(engine: Engine, ...rules: string[]): Promise<Record<string, string>> {
  const result = unwrap(await allocate(engine, ...rules));
  return Object.fromEntries(result.targets.map(({ target, amount }) => [target, amount]));
}

async function messageOf(engine: Engine, ...rules: string[]): Promise<string> {
  const result = await allocate(engine, ...rules);
  return result.ok ? "" : `${result.error.code}: ${result.error.message} ${result.error.remedy}`;
}

const drivers = (quantities: Record<string, string>, driver = "hours"): SeedRow[] =>
  Object.entries(quantities).map(([target, quantity]) => ({ driver, target, period, quantity }));

const all = "take: { where: [] }";

test("the documented example uses every method and has no fault", () => {
  const page = readFileSync(
    join(import.meta.dirname, "../../../../docs/allocation-rules.md"),
    "utf8",
  );
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const read = readRules(example);
  expect(read.ok ? [] : read.problems).toEqual([]);
  const used = new Set(read.ok ? read.ruleSet.rules.map(({ method }) => method) : []);
  expect([...used].sort()).toEqual(methods.map(({ method }) => method).sort());
});

test("every method says what it does in one sentence", () => {
  for (const { meaning } of methods) {
    expect(meaning).toMatch(/^gives [^.]+$/);
  }
});

test("fixed shares below 1 leave the rest unallocated, never spread over the others", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [charge("100")]);
  const rule = `{ id: a, ${all}, method: fixed-shares, shares: { A: 0.3, B: 0.30, C: 0.300 } }`;
  expect(await amountsOf(engine, rule)).toEqual({ A: "30", B: "30", C: "30", unallocated: "10" });
});

test("even splits give the odd unit to the smaller code, a credit as a cost", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [charge("100")]);
  expect(await amountsOf(engine, `{ id: a, ${all}, method: even, targets: [C, B, A] }`)).toEqual({
    A: "33.333333333334",
    B: "33.333333333333",
    C: "33.333333333333",
    unallocated: "0",
  });
  await seedCharges(engine.context, [charge("-200")]);
  expect(await amountsOf(engine, `{ id: a, ${all}, method: even, targets: [C, B, A] }`)).toEqual({
    A: "-33.333333333333",
    B: "-33.333333333334",
    C: "-33.333333333333",
    unallocated: "0",
  });
});

test("proportional follows what earlier rules placed; a credit held weighs nothing", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [
    charge("30", { service_name: "A" }),
    charge("10", { service_name: "B" }),
    charge("-5", { service_name: "C" }),
    charge("8", { service_name: "Shared" }),
  ]);
  const direct = `{ id: own, ${all}, method: direct, toAttribute: service_name }`;
  const shared = `{ id: shared, ${all}, method: proportional }`;
  const result = unwrap(await allocate(engine, direct, shared));
  expect(result.targets.map(({ amount }) => amount)).toEqual(["36", "12", "-5", "0"]);
  expect(result.findings.map(({ code }) => code)).toEqual(Array(4).fill("holding-negative"));
});

test("each entity and each currency is split by what its own targets hold", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [
    charge("1", { service_name: "A", billing_currency: "EUR" }),
    charge("1", { service_name: "B" }),
    charge("10", { service_name: "Shared" }),
    charge("10", { service_name: "Shared", billing_currency: "EUR" }),
  ]);
  const rules = `tieout: 1\n${targets}\nrules:
    - { id: own, ${all}, method: direct, toAttribute: service_name }
    - { id: shared, ${all}, method: proportional }`;
  const run = async (currency: string) =>
    unwrap(await engine.runJob("allocate", { period, currency, rules })).targets.map(
      ({ amount }) => amount,
    );
  expect(await run("EUR")).toEqual(["11", "0", "0", "0"]);
  expect(await run("USD")).toEqual(["0", "11", "0", "0"]);
});

test("a driver's zero total follows the rule's policy", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [charge("9")]);
  await seedTable(engine.context, "driver_quantity", drivers({ A: "0", B: "0", C: "0" }));
  const rule = (policy: string): string =>
    `{ id: a, ${all}, method: by-driver, driver: hours, zeroDriver: ${policy} }`;
  expect(await amountsOf(engine, rule("unallocated"))).toMatchObject({ unallocated: "9" });
  expect(await amountsOf(engine, rule("even"))).toMatchObject({ A: "3", B: "3", C: "3" });
  expect(await messageOf(engine, rule("block"))).toBe(
    'driver-zero: The rule "a" has nothing to split by: the driver "hours" is zero in 2026-10. ' +
      "Load the quantities, or choose what happens then with zeroDriver: unallocated or even.",
  );
});

test("a driver that is absent, negative or names a stranger stops the run", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [charge("9")]);
  await seedTable(engine.context, "driver_quantity", [
    ...drivers({ A: "-1", B: "3" }, "negative"),
    ...drivers({ A: "1", X: "3", Y: "1" }, "strange"),
  ]);
  const rule = (driver: string): string =>
    `{ id: a, ${all}, method: by-driver, driver: ${driver} }`;
  expect(await messageOf(engine, rule("hours"))).toMatch(
    /^driver-missing: The rule "a" splits by the driver "hours", which has no quantity in 2026/,
  );
  expect(await messageOf(engine, rule("negative"))).toMatch(
    /^rules-invalid: .* which has -1 for "A" in 2026-10\. .*zero or more\.$/,
  );
  expect(await messageOf(engine, rule("strange"))).toMatch(
    /^target-missing: The driver "strange" of the rule "a" names "X" and 1 more in 2026-10/,
  );
  const own = `{ id: a, ${all}, method: by-driver, driver: strange, targets: [A, B] }`;
  const result = unwrap(await allocate(engine, own));
  expect(result.targets[0]).toMatchObject({ target: "A", amount: "9" });
  expect(result.findings).toEqual([
    {
      code: "driver-quantity-missing",
      message:
        'The driver "strange" of the rule "a" has no quantity in 2026-10 for "B"; it counts as 0.',
    },
  ]);
});

test("a driver nobody's rule uses in the period is not asked for", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [charge("9")]);
  const never = "take: { where: [{ attribute: service_name, op: equals, value: none }] }";
  const rules = [
    `{ id: a, ${never}, method: by-driver, driver: hours }`,
    `{ id: b, ${all}, method: direct, to: B }`,
  ];
  expect(await amountsOf(engine, ...rules)).toMatchObject({ B: "9" });
});

test("what a pool keeps is unallocated and named", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [charge("9")]);
  const result = unwrap(await allocate(engine, `{ id: a, ${all}, method: direct, to: P }`));
  expect(result.totals).toEqual({ in: "9", allocated: "0", unallocated: "9" });
  expect(result.findings).toEqual([
    {
      code: "pool-kept",
      message:
        'The pool "P" kept 9 USD (effective) that no later rule passes on; it is unallocated.',
    },
  ]);
});
