import { expect, test } from "vitest";
import {
  BASIC_CONFIG,
  itemLines,
  openCase,
  reconcilePeriod,
} from "../../../support/reconcile-case.ts";
import vectors from "./vectors.json" with { type: "json" };

test("an accrual below its charges, then its reversal and true-up", async () => {
  const { sep, oct } = vectors.accrual;
  const engine = await openCase({
    charges: [
      { billed_period: "2026-09", invoice_id: "INV-09", billed_cost: String(sep.charges) },
      { billed_period: "2026-10", invoice_id: "INV-10", billed_cost: String(oct.charges) },
    ],
    ledger: [
      { period: "2026-09", amount: String(sep.accrued), line_text: "Accrual 09/26" },
      { period: "2026-10", amount: String(oct.reversed), line_text: "Reversal accrual 09/26" },
      { period: "2026-10", amount: String(oct.invoice_sep), reference: "INV-09" },
      { period: "2026-10", amount: String(oct.accrued), line_text: "Accrual 10/26" },
    ],
  });
  const september = await reconcilePeriod(engine, "2026-09", BASIC_CONFIG);
  expect(itemLines(september.items)).toEqual(["650100 accrual 980", "650100 cut-off -1000"]);
  expect(september.result).toMatchObject({ ties: true, certifiable: false });
  expect(september.result.totals.items).toBe(String(sep.item));
  const october = await reconcilePeriod(engine, "2026-10");
  expect(october.result.totals).toMatchObject({ items: String(oct.item), unidentified: "0" });
  expect(itemLines(october.items)).toEqual([
    "650100 accrual 1090",
    "650100 accrual-reversal -980",
    "650100 cut-off -1100",
    "650100 cut-off 1000",
  ]);
});

const commitmentCharges = [
  {
    billed_period: "2026-09",
    charge_category: "Purchase",
    commitment_discount_id: "sp-1",
    invoice_id: "INV-SP",
    billed_cost: "87600",
    effective_cost: "0",
  },
  {
    billed_period: "2026-09",
    commitment_discount_id: "sp-1",
    invoice_id: "INV-SP",
    billed_cost: "0",
    effective_cost: "7200",
  },
  {
    billed_period: "2026-10",
    commitment_discount_id: "sp-1",
    billed_cost: "0",
    effective_cost: "7440",
  },
];

function commitmentConfig(basis: string, recognition: string): string {
  return `
tieout: 1
accounts:
  - account: "650100"
    basis: ${basis}
    recognition: ${recognition}
  - account: "131500"
    kind: prepaid
`;
}

test("the ledger follows the invoice, the bills amortise", async () => {
  const engine = await openCase({
    charges: commitmentCharges,
    ledger: [{ period: "2026-09", amount: "87600", reference: "INV-SP" }],
  });
  const config = commitmentConfig("effective", "as-invoiced").split('  - account: "131500"')[0];
  const september = await reconcilePeriod(engine, "2026-09", config);
  const october = await reconcilePeriod(engine, "2026-10");
  const [first, second] = vectors.prepaid.as_invoiced_vs_effective;
  expect(itemLines(september.items)).toEqual([`650100 billed-vs-effective ${first}`]);
  expect(itemLines(october.items)).toEqual([`650100 billed-vs-effective ${second}`]);
  expect([september.result.ties, october.result.ties]).toEqual([true, true]);
});

const amortisedLedger = [
  {
    period: "2026-09",
    amount: "87600",
    reference: "INV-SP",
    ledger_account: "131500",
  },
  ...["2026-09", "2026-10"].flatMap((period) => [
    { period, amount: "7300", line_text: "Amortisation savings plan" },
    {
      period,
      amount: "-7300",
      line_text: "Amortisation savings plan",
      ledger_account: "131500",
    },
  ]),
];

test("the ledger amortises straight-line, the bills hold the purchase", async () => {
  const engine = await openCase({ charges: commitmentCharges, ledger: amortisedLedger });
  const config = commitmentConfig("billed", "amortised");
  const september = await reconcilePeriod(engine, "2026-09", config);
  expect(itemLines(september.items)).toEqual([
    "131500 prepaid -100",
    `650100 billed-vs-effective ${vectors.prepaid.amortised_vs_billed_sep}`,
  ]);
  expect(september.result.ties).toBe(true);
});

test("the ledger amortises straight-line, the provider by day; prepaid mirrors it", async () => {
  const engine = await openCase({ charges: commitmentCharges, ledger: amortisedLedger });
  const config = commitmentConfig("effective", "amortised");
  const september = await reconcilePeriod(engine, "2026-09", config);
  const october = await reconcilePeriod(engine, "2026-10");
  const [first, second] = vectors.prepaid.amortised_vs_effective;
  expect(itemLines(september.items)).toEqual([
    `131500 prepaid ${vectors.prepaid.prepaid_account_item_sep}`,
    `650100 amortisation-method ${first}`,
  ]);
  expect(itemLines(october.items)).toEqual([
    "131500 prepaid 40",
    `650100 amortisation-method ${second}`,
  ]);
  expect(october.result.accounts.map(({ ledger, billing }) => [ledger, billing])).toEqual([
    ["7300", "7440"],
    ["73000", "72960"],
  ]);
  expect([september.result.ties, october.result.ties]).toEqual([true, true]);
});
