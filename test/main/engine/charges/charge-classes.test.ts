import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { type SeedRow, seedCharges } from "../../../support/seed.ts";

const cases: readonly (readonly [expected: string, row: SeedRow])[] = [
  ["Usage", {}],
  ["Usage", { publisher_name: "Amazon Web Services, Inc.", provider_name: "AWS" }],
  ["Usage", { publisher_name: "example cloud " }],
  ["Marketplace", { publisher_name: "Northwind Search", provider_name: "AWS" }],
  [
    "Marketplace",
    { service_provider_name: "B", host_provider_name: "A", invoice_issuer_name: "A" },
  ],
  [
    "Usage",
    { service_provider_name: "B", host_provider_name: "A", invoice_issuer_name: "Reseller" },
  ],
  ["Tax", { charge_category: "Tax", charge_class: "Correction", billed_cost: "-1" }],
  ["Credit", { charge_category: "Credit", billed_cost: "-1" }],
  ["Refund", { charge_category: "Purchase", charge_class: "Correction", billed_cost: "-0.01" }],
  ["Correction", { charge_class: "Correction", billed_cost: "0.01" }],
  ["Adjustment", { charge_category: "Adjustment", billed_cost: "-1" }],
  ["Unused commitment", { commitment_discount_status: "Unused" }],
  ["Support", { service_name: "AWS Support (Business)", charge_category: "Purchase" }],
  ["Purchase", { service_name: "Supportive Pillows", charge_category: "Purchase" }],
  ["Commitment", { charge_category: "Purchase", commitment_discount_id: "sp-1" }],
  ["Purchase", { charge_category: "Purchase" }],
];

test("a charge has the class finance books it as, and a pivot by class loses none", async () => {
  const engine = await openEngine();
  const rows = cases.map(([, row], index) => ({
    billed_period: "2026-10",
    effective_cost: "1",
    ...row,
    resource_id: String(index),
  }));
  await seedCharges(engine.context, rows);
  for (const [index, [expected]] of cases.entries()) {
    const filters = [
      { attribute: "resource_id", op: "equals" as const, value: String(index) },
      { attribute: "cost_class", op: "equals" as const, value: expected },
    ];
    const { sums } = unwrap(
      await engine.client.charges.sums({ scope: { period: "2026-10", filters } }),
    );
    expect([index, sums[0]?.charges]).toEqual([index, 1]);
  }
  const pivot = unwrap(
    await engine.client.charges.pivot({ period: "2026-10", rows: ["cost_class"] }),
  );
  const classes = pivot.rows.flatMap(({ path }) => path);
  expect(new Set(classes)).toEqual(new Set(cases.map(([expected]) => expected)));
});

test("an identifier may be read from a class", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [
    { billed_period: "2026-10", effective_cost: "3", service_name: "Premium Support" },
    { billed_period: "2026-10", effective_cost: "4" },
  ]);
  const map = [{ is: "support", gives: "Service desk" }];
  unwrap(
    await engine.client.workspace.configure({
      identifiers: { product: { sources: [{ attribute: "cost_class", map }], aliases: {} } },
    }),
  );
  const pivot = unwrap(await engine.client.charges.pivot({ period: "2026-10", rows: ["product"] }));
  expect(pivot.rows.map(({ path }) => path)).toContainEqual(["Service desk"]);
});
