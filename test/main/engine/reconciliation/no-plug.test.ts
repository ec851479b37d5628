import { expect, test } from "vitest";
import {
  BASIC_CONFIG,
  itemLines,
  openCase,
  type ReconcileCase,
  reconcilePeriod,
} from "../../../support/reconcile-case.ts";
import type { SeedRow } from "../../../support/seed.ts";

const PERIOD = "2026-10";

function bill(period: string, amount: string, row: SeedRow = {}): SeedRow {
  return { billed_period: period, billed_cost: amount, invoice_id: `INV-${period}`, ...row };
}

function post(period: string, amount: string, row: SeedRow = {}): SeedRow {
  return { period, amount, ...row };
}

async function reconciled(rows: ReconcileCase, config = BASIC_CONFIG) {
  return reconcilePeriod(await openCase(rows), PERIOD, config);
}

const ACCRUED = post(PERIOD, "1", { line_text: "Accrual 10/26", vendor_name: null });

test("a bill posted in its own month is not posted again: the missing bill shows", async () => {
  const { items } = await reconciled({
    charges: [bill("2026-09", "1000")],
    ledger: [
      post("2026-09", "1000", { reference: "INV-2026-09" }),
      post(PERIOD, "1000", { reference: "INV-O" }),
    ],
  });
  expect(itemLines(items)).toEqual(["650100 missing-in-bills 1000"]);
});

test.each([
  ["in its month by two lines", "2026-09", [post("2026-09", "600"), post("2026-09", "400")]],
  ["in the month after", "2026-08", [post("2026-08", "1"), post("2026-09", "1000")]],
])("a bill posted %s without its number is not posted again", async (_name, month, before) => {
  const { items } = await reconciled({
    charges: [bill(month, "1000")],
    ledger: [...before, post(PERIOD, "1000")],
  });
  expect(itemLines(items)).toEqual(["650100 missing-in-bills 1000"]);
});

test("a bill no line has posted before is posted now, and the sentence shows why", async () => {
  const { items } = await reconciled({
    charges: [bill("2026-09", "1000"), bill("2026-08", "1000")],
    ledger: [post("2026-08", "1000"), post("2026-09", "7"), post(PERIOD, "1000")],
  });
  expect(itemLines(items)).toEqual(["650100 cut-off 1000"]);
  expect(items[0]?.description).toBe("Bill of 2026-09 posted now, Example Cloud");
});

test("without the ledger of its month nothing shows that a bill was not posted", async () => {
  const { items } = await reconciled({
    charges: [bill("2026-09", "1000")],
    ledger: [post(PERIOD, "1000")],
  });
  expect(itemLines(items)).toEqual(["650100 missing-in-bills 1000"]);
});

test("one bill is posted now by one line only", async () => {
  const { items } = await reconciled({
    charges: [bill("2026-09", "1000")],
    ledger: [post("2026-09", "7"), post(PERIOD, "1000"), post(PERIOD, "1000")],
  });
  expect(itemLines(items)).toEqual(["650100 missing-in-bills 2000"]);
});

test("an earlier invoice explains what is not posted of it, and no more", async () => {
  const charges = [bill("2026-09", "1000")];
  const now = (amount: string) => post(PERIOD, amount, { reference: "INV-2026-09" });
  const before = (amount: string) => post("2026-09", amount, { reference: "INV-2026-09" });
  const part = await reconciled({ charges, ledger: [before("400"), now("600")] });
  expect(itemLines(part.items)).toEqual(["650100 cut-off 600"]);
  const over = await reconciled({ charges, ledger: [before("400"), now("900")] });
  expect(itemLines(over.items)).toEqual([]);
  expect(over.result.totals.unidentified).toBe("900");
  const again = await reconciled({ charges, ledger: [before("1000"), now("1200")] });
  expect(itemLines(again.items)).toEqual(["650100 missing-in-bills 1200"]);
});

test("a posting of another month explains as much of a bill as it posts", async () => {
  const charges = [bill(PERIOD, "1000")];
  const later = (amount: string) => post("2026-11", amount, { reference: "INV-2026-10" });
  const whole = await reconciled({ charges, ledger: [post(PERIOD, "1"), later("1000")] });
  expect(itemLines(whole.items)).toEqual(["650100 cut-off -1000", "650100 missing-in-bills 1"]);
  const part = await reconciled({ charges, ledger: [post(PERIOD, "1"), later("5")] });
  expect(itemLines(part.items)).toEqual(["650100 missing-in-bills 1"]);
  expect(part.result.totals.unidentified).toBe("-1000");
});

test("an accrual stands for its amount; charges beyond it are missing in the ledger", async () => {
  const { result, items } = await reconciled({
    charges: [
      bill(PERIOD, "4500", { invoice_issuer_name: "A", invoice_id: "INV-A" }),
      bill(PERIOD, "5000", { invoice_issuer_name: "B", invoice_id: "INV-B" }),
    ],
    ledger: [ACCRUED],
  });
  expect(itemLines(items)).toEqual([
    "650100 accrual 1",
    "650100 cut-off -1",
    "650100 missing-in-ledger -9499",
  ]);
  expect(result.totals.unidentified).toBe("0");
  const missing = items.find(({ type }) => type === "missing-in-ledger");
  expect(missing?.description).toContain("beyond the accrual");
  expect(missing?.reason).toContain("the accrual covers USD 1.00");
});

test("the accrued account expects what the accrual covers", async () => {
  const { items } = await reconciled(
    {
      charges: [bill(PERIOD, "9500", { invoice_id: "INV-A" })],
      ledger: [ACCRUED, { ...ACCRUED, amount: "-1", ledger_account: "231000" }],
    },
    `${BASIC_CONFIG}
  - account: "231000"
    kind: accrued
`,
  );
  expect(itemLines(items)).toEqual([
    "231000 accrual 0",
    "650100 accrual 1",
    "650100 cut-off -1",
    "650100 missing-in-ledger -9499",
  ]);
});

const PREPAID = `${BASIC_CONFIG}
  - account: "131500"
    kind: prepaid
    openingBalance: "900"
    charges: [ { attribute: commitment_discount_id, op: exists } ]
`;

test("an opening balance stands on both sides of a prepaid account", async () => {
  const { result, items } = await reconciled(
    {
      charges: [bill(PERIOD, "0", { commitment_discount_id: "sp-1", effective_cost: "100" })],
      ledger: [post(PERIOD, "-100", { ledger_account: "131500", line_text: "Amortisation" })],
    },
    PREPAID,
  );
  expect(result.accounts[1]).toMatchObject({
    ledger: "800",
    billing: "800",
    unidentified: "0",
  });
  expect(itemLines(items).filter((line) => line.startsWith("131500"))).toEqual([
    "131500 prepaid 0",
  ]);
});

test("an accrued account's opening balance is the ledger's, its reversal clears it", async () => {
  const { result } = await reconciled(
    {
      charges: [bill(PERIOD, "1100", { invoice_id: "INV-A" })],
      ledger: [
        post(PERIOD, "980", { ledger_account: "231000", line_text: "Reversal 09/26" }),
        post(PERIOD, "-1090", { ledger_account: "231000", line_text: "Accrual 10/26" }),
        post(PERIOD, "1090", { line_text: "Accrual 10/26" }),
      ],
    },
    `${BASIC_CONFIG}
  - account: "231000"
    kind: accrued
    openingBalance: "-980"
`,
  );
  expect(result.accounts[1]).toMatchObject({
    ledger: "-1090",
    billing: "-1100",
    itemsTotal: "10",
    unidentified: "0",
  });
});

test("amortisation far from the provider's is no difference of method", async () => {
  const { result, items } = await reconciled(
    {
      charges: [bill(PERIOD, "0", { commitment_discount_id: "sp-1", effective_cost: "7440" })],
      ledger: [post(PERIOD, "1", { line_text: "Amortisation", vendor_name: null })],
    },
    `
tieout: 1
accounts:
  - account: "650100"
    basis: effective
    recognition: amortised
`,
  );
  expect(itemLines(items)).toEqual([]);
  expect(result.totals.unidentified).toBe("-7439");
});

test("an accrued balance far from the charges it stands for stays unidentified", async () => {
  const { result } = await reconciled(
    {
      charges: [bill(PERIOD, "1000", { invoice_id: "INV-A" })],
      ledger: [
        post(PERIOD, "1000", { line_text: "Accrual 10/26" }),
        post(PERIOD, "-1000", { ledger_account: "231000", line_text: "Accrual 10/26" }),
        post(PERIOD, "-5000", { ledger_account: "231000", line_text: "Accrual 05/26" }),
      ],
    },
    `${BASIC_CONFIG}
  - account: "231000"
    kind: accrued
`,
  );
  expect(result.accounts[1]).toMatchObject({ itemsTotal: "0", unidentified: "-5000" });
});
