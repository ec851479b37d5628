import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { EUR_RATE } from "../../../support/planted-timing.ts";
import {
  BASIC_CONFIG,
  itemLines,
  ledgerRow,
  type Reconciled,
  reconcilePeriod,
} from "../../../support/reconcile-case.ts";
import { type SeedRow, seedCharges, seedTable } from "../../../support/seed.ts";

const RATES = ["2026-10-31"].map((rate_date) => ({
  rate_date,
  from_currency: "EUR",
  to_currency: "USD",
  rate: EUR_RATE,
  rate_type: "average",
}));

interface Files {
  readonly charges: readonly (readonly SeedRow[])[];
  readonly ledger: readonly (readonly SeedRow[])[];
}

async function reconciled({ charges, ledger }: Files) {
  const engine = await openEngine();
  for (const [index, rows] of charges.entries()) {
    await seedCharges(engine.context, rows, `bill-${index + 1}.csv`);
  }
  for (const rows of ledger) {
    await seedTable(engine.context, "ledger_entry", rows.map(ledgerRow));
  }
  await seedTable(engine.context, "exchange_rate", RATES);
  return { engine, ...(await reconcilePeriod(engine, "2026-10", BASIC_CONFIG)) };
}

/** All that is said, without the name of the run, which follows from the files. */
function said({ result, items }: Reconciled): unknown {
  return { result: { ...result, runId: "" }, items };
}

const usage = { billed_period: "2026-10", invoice_id: "INV-1" };
const dear = { ...usage, billed_cost: "60", resource_id: "r-1" };
const cheap = { ...usage, billed_cost: "40", resource_id: "r-2" };

test("one line of the bills in two files is one line, not two that match apart", async () => {
  const ledger = [[{ period: "2026-10", reference: "INV-1", amount: "60" }]];
  const whole = await reconciled({ charges: [[dear, cheap]], ledger });
  const divided = await reconciled({ charges: [[dear], [cheap]], ledger });
  expect(said(divided)).toEqual(said(whole));
  expect(divided.result.accounts[0]).toMatchObject({ billingLines: 1, unidentified: "-40" });
});

test("the evidence of a line that two files hold names both, with the rows of each", async () => {
  const { engine, items } = await reconciled({
    charges: [[cheap, dear], [{ ...dear, resource_id: "r-3" }]],
    ledger: [[{ period: "2026-10", reference: "INV-9", amount: "1" }]],
  });
  const missing = items.find(({ type }) => type === "missing-in-ledger");
  const page = unwrap(
    await engine.client.reconciliation.evidence({
      period: "2026-10",
      itemKey: missing?.itemKey ?? "",
      offset: 0,
      limit: 10,
    }),
  );
  const at = (name: string): number => page.columns.findIndex((column) => column.name === name);
  expect(page.rows.map((row) => [row[at("file")], row[at("rows")], row[at("records")]])).toEqual([
    ["bill-1.csv, bill-2.csv", "2–3; 2", "3"],
  ]);
});

test.each(["bills", "ledger"])(
  "%s in another currency convert to the same total in one file or two",
  async (side) => {
    const row = { billed_period: "2026-10", billing_currency: "EUR", invoice_id: "INV-1" };
    const charges = ["r-1", "r-2", "r-3"].map((sub_account_id) => ({
      ...row,
      sub_account_id,
      billed_cost: "250.123456789012",
    }));
    const ledger = charges.map((_, index) => ({
      period: "2026-10",
      reference: `X-${index}`,
      currency: "EUR",
      amount: "250.123456789012",
    }));
    const usd = { period: "2026-10", reference: "Y", amount: "1" };
    const inFiles = (files: <T>(rows: readonly T[]) => (readonly T[])[]): Files =>
      side === "bills"
        ? { charges: files(charges), ledger: [[usd]] }
        : { charges: [[dear]], ledger: [[usd, usd, usd, usd], ...files(ledger)] };
    const whole = await reconciled(inFiles((rows) => [rows]));
    const divided = await reconciled(inFiles((rows) => rows.map((of) => [of])));
    expect(said(divided)).toEqual(said(whole));
  },
);

test("two rates of one day count the same whichever file comes first", async () => {
  const other = { ...RATES[0], rate: "1.2" };
  const totals = [];
  for (const rates of [
    [RATES[0], other],
    [other, RATES[0]],
  ]) {
    const engine = await openEngine();
    await seedCharges(engine.context, [{ ...usage, billing_currency: "EUR", billed_cost: "10" }]);
    await seedTable(engine.context, "ledger_entry", [
      ledgerRow({ period: "2026-10", amount: "1" }),
    ]);
    for (const rate of rates) {
      await seedTable(engine.context, "exchange_rate", rate === undefined ? [] : [rate]);
    }
    const { result } = await reconcilePeriod(engine, "2026-10", BASIC_CONFIG);
    totals.push(result.totals.billing);
  }
  expect(totals).toEqual(["12", "12"]);
});

test("lines booked in two currencies leave exchange in their match, whichever came first", async () => {
  const eur = { period: "2026-10", reference: "INV-1", amount: "30", currency: "EUR" };
  const usd = { ...eur, amount: "90", currency: "USD" };
  const translated = { ...usd, foreign_amount: "70", foreign_currency: "EUR" };
  const charges = [[{ ...usage, billed_cost: "100", billing_currency: "EUR" }]];
  const others = ["1", "2", "3"].map((amount) => ({ ...usd, reference: null, amount }));
  for (const lines of [
    [eur, translated],
    [translated, eur],
  ]) {
    const { items } = await reconciled({ charges, ledger: [[...lines, ...others]] });
    expect(itemLines(items)).toContain("650100 fx 14.442");
  }
});
