import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { conformanceRules } from "../../../../main/engine/imports/conformance/check-conformance.ts";
import type { ConformanceReport } from "../../../../shared/contract/sources.ts";
import { writeInput } from "../../../support/load-finance.ts";
import { openEngine } from "../../../support/open-engine.ts";

/** A charge that obeys every rule of version 1.4. */
const GOOD: Readonly<Record<string, string>> = {
  BilledCost: "6",
  EffectiveCost: "6",
  ListCost: "6",
  ContractedCost: "6",
  BillingCurrency: "USD",
  BillingAccountId: "payer-1",
  BillingAccountName: "Payer",
  BillingAccountType: "Billing Account",
  BillingPeriodStart: "2026-10-01T00:00:00Z",
  BillingPeriodEnd: "2026-11-01T00:00:00Z",
  ChargePeriodStart: "2026-10-05T00:00:00Z",
  ChargePeriodEnd: "2026-10-06T00:00:00Z",
  ChargeCategory: "Usage",
  ChargeClass: "",
  ChargeDescription: "Hours of a machine",
  ChargeFrequency: "Usage-Based",
  CapacityReservationId: "",
  CapacityReservationStatus: "",
  CommitmentDiscountId: "",
  CommitmentDiscountStatus: "",
  CommitmentDiscountCategory: "",
  CommitmentDiscountQuantity: "",
  CommitmentDiscountUnit: "",
  ConsumedQuantity: "3",
  ConsumedUnit: "Hours",
  ContractedUnitPrice: "2",
  ListUnitPrice: "2",
  HostProviderName: "Nimbus",
  InvoiceId: "INV-1",
  InvoiceDetailId: "1",
  InvoiceIssuerName: "Nimbus",
  PricingCategory: "Standard",
  PricingCurrency: "USD",
  PricingCurrencyEffectiveCost: "6",
  PricingQuantity: "3",
  PricingUnit: "Hours",
  RegionId: "eu-1",
  RegionName: "Europe",
  ResourceId: "vm-1",
  ResourceName: "Machine",
  ResourceType: "Virtual Machine",
  ServiceCategory: "Compute",
  ServiceName: "Machines",
  ServiceProviderName: "Nimbus",
  ServiceSubcategory: "Virtual Machines",
  SkuPriceId: "P-1",
  SubAccountId: "sub-1",
  SubAccountName: "Sub",
  SubAccountType: "Account",
};

async function reportOf(
  engine: Engine,
  row: Readonly<Record<string, string>>,
): Promise<ConformanceReport | null> {
  const text = `${Object.keys(row).join(",")}\n${Object.values(row).join(",")}\n`;
  const path = await writeInput(engine, "bill.csv", text);
  const { files } = unwrap(
    await engine.runJob("import", { files: [{ file: engine.grantFile(path) }] }),
  );
  const sourceFileId = files[0]?.sourceFileId ?? "";
  return unwrap(await engine.client.sources.conformance({ sourceFileId })).report;
}

function brokenIn(report: ConformanceReport | null): string[] {
  return (report?.rules ?? [])
    .filter(({ state }) => state === "broken")
    .map(({ code, column }) => `${code} ${column}`);
}

/** What is changed in the good charge, and what that breaks. */
const BREAKS: readonly (readonly [Record<string, string>, readonly string[]])[] = [
  [{}, []],
  [{ InvoiceIssuerName: "" }, ["focus-value-missing InvoiceIssuerName"]],
  [{ ChargeFrequency: "Usage-based" }, ["focus-value-unknown ChargeFrequency"]],
  [
    { ServiceCategory: "Cooking" },
    ["focus-value-unknown ServiceCategory", "focus-subcategory-elsewhere ServiceSubcategory"],
  ],
  [{ ServiceCategory: "Storage" }, ["focus-subcategory-elsewhere ServiceSubcategory"]],
  [{ EffectiveCost: "5" }, ["effective-differs-from-billed EffectiveCost"]],
  [{ ListCost: "7" }, ["list-cost-not-price-times-quantity ListCost"]],
  [{ InvoiceId: "" }, ["invoice-id-missing InvoiceId"]],
  [{ ChargeClass: "Correction" }, ["correction-rows ChargeClass"]],
  [
    { ChargePeriodStart: "2026-09-05T00:00:00Z" },
    ["charged-before-billing-period ChargePeriodStart"],
  ],
  [{ ChargePeriodEnd: "2026-10-05T00:00:00Z" }, ["focus-period-reversed ChargePeriodEnd"]],
  [{ BillingPeriodEnd: "2026-09-01T00:00:00Z" }, ["focus-period-reversed BillingPeriodEnd"]],
  [{ RegionId: "" }, ["focus-value-alone RegionName"]],
  [{ ResourceId: "" }, ["focus-value-alone ResourceName", "focus-value-alone ResourceType"]],
  [{ SubAccountId: "" }, ["focus-value-alone SubAccountName", "focus-value-alone SubAccountType"]],
  [{ CommitmentDiscountStatus: "Used" }, ["focus-value-alone CommitmentDiscountStatus"]],
  [{ CommitmentDiscountId: "ri-1" }, ["focus-value-missing CommitmentDiscountStatus"]],
  [{ CapacityReservationId: "cr-1" }, ["focus-value-missing CapacityReservationStatus"]],
  [{ CommitmentDiscountQuantity: "3" }, ["focus-value-alone CommitmentDiscountUnit"]],
  [{ PricingUnit: "" }, ["focus-value-missing PricingUnit", "focus-value-alone PricingUnit"]],
  [{ ConsumedUnit: "" }, ["focus-value-missing ConsumedUnit", "focus-value-alone ConsumedUnit"]],
  [{ SkuPriceId: "" }, ["focus-value-missing SkuPriceId"]],
  [{ ListUnitPrice: "-2", ListCost: "-6" }, ["unit-price-negative ListUnitPrice"]],
  [
    { ChargeCategory: "Tax" },
    [
      "focus-value-unexpected SkuPriceId",
      "focus-value-unexpected ListUnitPrice",
      "focus-value-unexpected ContractedUnitPrice",
      "focus-value-unexpected PricingCategory",
      "focus-value-unexpected PricingQuantity",
      "focus-value-unexpected PricingUnit",
      "focus-value-unexpected ConsumedQuantity",
      "focus-value-unexpected ConsumedUnit",
    ],
  ],
  [
    {
      ChargeCategory: "Purchase",
      PricingCategory: "Committed",
      ConsumedQuantity: "",
      ConsumedUnit: "",
      CommitmentDiscountId: "ri-1",
    },
    [
      "commitment-purchase-has-effective-cost EffectiveCost",
      "focus-value-unexpected ChargeFrequency",
      "focus-value-unexpected PricingCategory",
    ],
  ],
];

test.each(BREAKS)("%j breaks exactly what it should", async (changes, broken) => {
  const report = await reportOf(await openEngine(), { ...GOOD, ...changes });
  expect(report).toMatchObject({ dataset: "Cost and Usage", version: "1.4", records: 1 });
  expect(report?.missing).toEqual([]);
  expect(brokenIn(report)).toEqual(broken);
});

test("every rule between columns is broken by some charge above", () => {
  const broken = new Set(BREAKS.flatMap(([, all]) => all));
  const unproved = conformanceRules("Cost and Usage", "1.4")
    .map(({ code, column }) => ({ code, rule: `${code} ${column}` }))
    .filter(({ code }) => !["focus-value-missing", "focus-value-unknown"].includes(code))
    .filter(({ rule }) => !broken.has(rule));
  expect(unproved).toEqual([]);
});

test("a rule whose column is absent is not checked, and the column is named", async () => {
  const { ListUnitPrice: _price, ServiceName: _service, ...row } = GOOD;
  const report = await reportOf(await openEngine(), row);
  expect(report?.missing).toEqual(["ServiceName"]);
  const absent = report?.rules.filter(({ column }) => column === "ListUnitPrice") ?? [];
  expect(new Set(absent.map(({ state }) => state))).toEqual(new Set(["not-checked"]));
});
