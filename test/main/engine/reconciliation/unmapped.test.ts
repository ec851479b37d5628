import { expect, test } from "vitest";
import { openCase, reconcilePeriod } from "../../../support/reconcile-case.ts";

const CONFIG = `
tieout: 1
materiality: { absolute: "50", percent: "5" }
accounts:
  - account: "650100"
    charges:
      - { attribute: service_name, op: equals, value: Hosting }
  - account: "131500"
    kind: prepaid
    charges:
      - { attribute: service_name, op: equals, value: Reserved }
  - account: "650900"
    entity: Example Holding
    charges:
      - { attribute: service_name, op: equals, value: Held }
`;

const charge = { billed_period: "2026-10", effective_cost: "0", service_name: "Hosting" };

test("charges no account takes and ledger accounts that are not mapped are named", async () => {
  const engine = await openCase({
    charges: [
      { ...charge, invoice_id: "INV-1", billed_cost: "100" },
      { ...charge, service_name: "Reserved", billed_cost: "7" },
      { ...charge, service_name: "New", billed_cost: "10" },
      { ...charge, service_name: "Newer", billed_cost: "-2.5" },
      { ...charge, service_name: "Newer", billed_cost: "0" },
      { ...charge, service_name: "New", billed_cost: "4", billing_currency: "EUR" },
      { ...charge, service_name: "New", billed_cost: "4", billed_period: "2026-09" },
    ],
    ledger: [
      { period: "2026-10", reference: "INV-1", amount: "100" },
      { period: "2026-10", ledger_account: "700000", account_name: "Payroll", amount: "900" },
      { period: "2026-10", ledger_account: "700000", account_name: "Payroll", amount: "50" },
      { period: "2026-10", ledger_account: "650900", amount: "11" },
      { period: "2026-09", ledger_account: "700000", amount: "800" },
    ],
  });
  const { result } = await reconcilePeriod(engine, "2026-10", CONFIG);
  const bills = { side: "billing", code: "Example Cloud", name: "Usage" };
  expect(result.unmapped).toEqual([
    { ...bills, currency: "EUR", records: 1, amount: "4" },
    { ...bills, currency: "USD", records: 3, amount: "7.5" },
    { side: "ledger", code: "650900", name: "", currency: "USD", records: 1, amount: "11" },
    { side: "ledger", code: "700000", name: "Payroll", currency: "USD", records: 2, amount: "950" },
  ]);
});

test("an item is material above both limits, and an open one is counted", async () => {
  const engine = await openCase({
    charges: [{ ...charge, invoice_id: "INV-1", billed_cost: "2000" }],
    ledger: [
      { period: "2026-10", reference: "INV-1", amount: "2000" },
      ...["40", "60", "900"].map((amount, index) => ({
        period: "2026-10",
        reference: `JNL-${index}`,
        vendor_name: `Somebody ${index}`,
        amount,
      })),
    ],
  });
  const { result, items } = await reconcilePeriod(engine, "2026-10", CONFIG);
  expect(items.map(({ amount, isMaterial }) => [amount, isMaterial])).toEqual([
    ["900", true],
    ["60", false],
    ["40", false],
  ]);
  expect(result.accounts[0]).toMatchObject({ openItems: 3, openMaterialItems: 1 });
  const [large] = items;
  await engine.client.reconciliation.accept({
    period: "2026-10",
    itemKeys: [large?.itemKey ?? ""],
  });
  const again = await reconcilePeriod(engine, "2026-10");
  expect(again.result.accounts[0]).toMatchObject({ openItems: 2, openMaterialItems: 0 });
});
