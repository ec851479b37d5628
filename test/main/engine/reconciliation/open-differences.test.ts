import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import {
  BASIC_CONFIG,
  itemLines,
  openCase,
  type ReconcileCase,
  reconcilePeriod,
} from "../../../support/reconcile-case.ts";
import type { SeedRow } from "../../../support/seed.ts";

const PERIOD = "2026-10";

function bill(invoice: string, amount: string, vendor = "Example Cloud"): SeedRow {
  return {
    billed_period: PERIOD,
    billed_cost: amount,
    invoice_id: invoice,
    invoice_issuer_name: vendor,
  };
}

function post(amount: string, row: SeedRow = {}): SeedRow {
  return { period: PERIOD, amount, ...row };
}

async function reconciled(rows: ReconcileCase, config = BASIC_CONFIG) {
  return reconcilePeriod(await openCase(rows), PERIOD, config);
}

const TWO_INVOICES = [bill("INV-1", "187.78"), bill("INV-2", "165.34")];

test("a coffee does not tie to the cloud: both sides stay open, nothing is left", async () => {
  const { result, items } = await reconciled({
    charges: TWO_INVOICES,
    ledger: [post("5", { vendor_name: "Coffee Bar", line_text: "Coffee" })],
  });
  expect(itemLines(items)).toEqual([
    "650100 missing-in-bills 5",
    "650100 missing-in-ledger -165.34",
    "650100 missing-in-ledger -187.78",
  ]);
  expect(result).toMatchObject({ ties: false, certifiable: false });
  expect(result.totals.unidentified).toBe("0");
  expect(result.accounts[0]).toMatchObject({
    ties: false,
    openDifferences: { items: 3, inLedgerOnly: "5", inBillsOnly: "353.12" },
  });
  expect(result.warnings).toEqual([
    "650100 Cloud hosting: its only ledger line agrees with none of the 2 lines of the bills. " +
      "Check the period, the vendor names and the charges of the account before you accept " +
      "an item.",
  ]);
});

test("halves that net to zero do not tie either", async () => {
  const { result } = await reconciled({
    charges: [bill("INV-1", "100")],
    ledger: [post("100", { vendor_name: "Coffee Bar" })],
  });
  expect(result).toMatchObject({ ties: false, totals: { items: "0", unidentified: "0" } });
});

test.each([
  ["one line for both invoices", [post("354.12")], "1"],
  ["two lines that are neither invoice", [post("300"), post("53")], "-0.12"],
  ["a line without a vendor", [post("354.12", { vendor_name: null })], "1"],
])("a vendor's total guards its invoices: %s stays unidentified", async (_name, ledger, left) => {
  const { result, items } = await reconciled({ charges: TWO_INVOICES, ledger });
  expect(itemLines(items)).toEqual([]);
  expect(result.totals.unidentified).toBe(left);
  expect(result.ties).toBe(false);
});

test("another vendor's total guards nothing", async () => {
  const { items } = await reconciled({
    charges: TWO_INVOICES,
    ledger: [post("354.12", { vendor_name: "Coffee Bar" })],
  });
  expect(itemLines(items)).toContain("650100 missing-in-bills 354.12");
});

test("a ledger without a line of the period is said to have none", async () => {
  const { result } = await reconciled({
    charges: TWO_INVOICES,
    ledger: [{ period: "2026-09", amount: "353.12" }],
  });
  expect(result.ties).toBe(false);
  expect(result.warnings).toEqual([
    expect.stringMatching(/^The ledger holds no line of October 2026 on any expense account/),
  ]);
});

test("one account without a ledger line is named where another has lines", async () => {
  const { result } = await reconciled(
    {
      charges: [bill("INV-1", "10", "A"), { ...bill("INV-2", "20", "B"), service_name: "Other" }],
      ledger: [post("20", { ledger_account: "650200", reference: "INV-2" })],
    },
    `
tieout: 1
accounts:
  - account: "650200"
    charges: [ { attribute: service_name, op: equals, value: Other } ]
  - account: "650100"
    name: Cloud hosting
`,
  );
  expect(result.warnings).toEqual([
    "650100 Cloud hosting: the ledger holds no line of October 2026, the bills do.",
  ]);
  expect(result.accounts.map(({ ties }) => ties)).toEqual([true, false]);
});

test("what stands on one side only ties within the tolerance, sizes added", async () => {
  const rows = {
    charges: [bill("INV-1", "100"), bill("INV-2", "0.4", "Other")],
    ledger: [
      post("100", { reference: "INV-1" }),
      post("0.6", { vendor_name: "Coffee Bar", line_text: "Coffee" }),
    ],
  };
  const within = await reconciled(rows, `tolerance: "1"${BASIC_CONFIG}`);
  expect(within.result).toMatchObject({ ties: true, certifiable: false });
  const beyond = await reconciled(rows, `tolerance: "0.99"${BASIC_CONFIG}`);
  expect(beyond.result.ties).toBe(false);
});

test("accepting an open difference makes it an explanation, taking it back opens it", async () => {
  const ledger = [post("187.78", { reference: "INV-1" })];
  const engine = await openCase({ charges: TWO_INVOICES, ledger });
  const { items, result } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect(itemLines(items)).toEqual(["650100 missing-in-ledger -165.34"]);
  expect([result.ties, items[0]?.isOpenDifference]).toEqual([false, true]);
  const { reconciliation } = engine.client;
  const choice = { period: PERIOD, itemKeys: items.map(({ itemKey }) => itemKey) };
  unwrap(await reconciliation.accept({ ...choice, comment: "To be posted in November" }));
  const accepted = unwrap(await reconciliation.result({ period: PERIOD })).result;
  expect(accepted).toMatchObject({ ties: true, certifiable: true });
  unwrap(await reconciliation.unaccept(choice));
  const again = unwrap(await reconciliation.result({ period: PERIOD })).result;
  expect(again).toMatchObject({ ties: false, certifiable: false });
});
