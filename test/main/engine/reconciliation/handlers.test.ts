import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { plantLedger } from "../../../support/planted-ledger.ts";
import {
  BASIC_CONFIG,
  itemLines,
  loadCase,
  openCase,
  reconcilePeriod,
} from "../../../support/reconcile-case.ts";

const PERIOD = "2026-10";
const ROWS = {
  charges: [
    { billed_period: PERIOD, invoice_id: "INV-1", billed_cost: "100" },
    { billed_period: PERIOD, invoice_id: "INV-2", billed_cost: "250.5", resource_id: "r" },
  ],
  ledger: [
    { period: PERIOD, reference: "inv 1", amount: "100" },
    { period: PERIOD, line_text: "Top-side", vendor_name: null, amount: "12.34" },
  ],
};

test("a configuration is checked, saved as a version and read back", async () => {
  const { client } = await openCase({});
  expect(unwrap(await client.reconciliation.config({}))).toEqual({ text: "", config: null });
  const bad = unwrap(await client.reconciliation.check({ text: "tieout: 1\naccount: []" }));
  expect(bad.ok).toBe(false);
  expect(bad.problems.map(({ remedy }) => remedy)).toContain('Did you mean "accounts"?');
  const refused = await client.reconciliation.save({ text: "tieout: 2" });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: "reconciliation-config-invalid", details: { line: 1 } },
  });
  const first = unwrap(await client.reconciliation.save({ text: BASIC_CONFIG }));
  unwrap(await client.reconciliation.save({ text: `${BASIC_CONFIG}tolerance: "1"\n` }));
  expect(unwrap(await client.reconciliation.config({})).config?.tolerance).toBe("1");
  expect(unwrap(await client.reconciliation.save({ text: BASIC_CONFIG }))).toEqual(first);
  expect(unwrap(await client.reconciliation.config({})).text).toBe(BASIC_CONFIG);
});

test("a period without a run has no result and no items; one without data is refused", async () => {
  const engine = await openCase({});
  const { reconciliation } = engine.client;
  expect(unwrap(await reconciliation.result({ period: PERIOD }))).toEqual({
    result: null,
    isStale: false,
  });
  expect(unwrap(await reconciliation.items({ period: PERIOD }))).toEqual({ items: [] });
  expect(unwrap(await reconciliation.matches({ period: PERIOD }))).toEqual({
    total: 0,
    matches: [],
  });
  expect(await reconciliation.evidence({ period: PERIOD, itemKey: "x" })).toMatchObject({
    error: { code: "run-not-found" },
  });
  expect(await engine.runJob("reconcile", { period: PERIOD })).toMatchObject({
    error: { code: "reconciliation-config-invalid" },
  });
  expect(await engine.runJob("reconcile", { period: PERIOD, config: BASIC_CONFIG })).toMatchObject({
    error: { code: "period-empty" },
  });
});

test("equal inputs give the stored run; another file makes it stale", async () => {
  const engine = await openCase(ROWS);
  const { result } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect((await reconcilePeriod(engine, PERIOD)).result).toEqual(result);
  const fresh = unwrap(await engine.client.reconciliation.result({ period: PERIOD }));
  expect(fresh).toEqual({ result, isStale: false });
  await loadCase(engine, { ledger: [{ period: PERIOD, reference: "INV-2", amount: "250.50" }] });
  const stale = unwrap(await engine.client.reconciliation.result({ period: PERIOD }));
  expect(stale).toEqual({ result, isStale: true });
  const again = await reconcilePeriod(engine, PERIOD);
  expect(again.result.runId).not.toBe(result.runId);
  expect(itemLines(again.items)).toEqual(["650100 missing-in-bills 12.34"]);
});

test("items show their evidence; accepting every item makes the account certifiable", async () => {
  const engine = await openCase(ROWS);
  const { reconciliation } = engine.client;
  const { result, items } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect(itemLines(items)).toEqual([
    "650100 missing-in-bills 12.34",
    "650100 missing-in-ledger -250.5",
  ]);
  expect(result).toMatchObject({ ties: false, totals: { unidentified: "0" } });
  expect(result.accounts[0]?.openDifferences).toEqual({
    items: 2,
    inLedgerOnly: "12.34",
    inBillsOnly: "250.5",
  });
  expect(items.map(({ isOpenDifference }) => isOpenDifference)).toEqual([true, true]);
  const [largest] = items;
  const itemKey = largest?.itemKey ?? "";
  const page = unwrap(await reconciliation.evidence({ period: PERIOD, itemKey }));
  const cell = (name: string): unknown =>
    page.rows[0]?.[page.columns.findIndex((column) => column.name === name)];
  expect([page.total, cell("side"), cell("document"), cell("amount"), cell("rows")]).toEqual([
    1,
    "billing",
    "INV-2",
    "-250.5",
    "3",
  ]);
  const keys = items.map((item) => item.itemKey);
  const accept = { period: PERIOD, itemKeys: keys, comment: "checked" };
  expect(unwrap(await reconciliation.accept(accept))).toEqual({ accepted: 2 });
  expect(unwrap(await reconciliation.accept(accept))).toEqual({ accepted: 0 });
  const accepted = unwrap(await reconciliation.result({ period: PERIOD }));
  expect(accepted.result).toMatchObject({ ties: true, certifiable: true });
  expect(accepted.result?.accounts[0]?.items.map(({ proposed }) => proposed)).toEqual([
    false,
    false,
  ]);
  const one = { period: PERIOD, itemKeys: [itemKey] };
  expect(unwrap(await reconciliation.unaccept(one))).toEqual({ unaccepted: 1 });
  expect(unwrap(await reconciliation.unaccept(one))).toEqual({ unaccepted: 0 });
  const open = unwrap(await reconciliation.result({ period: PERIOD })).result;
  expect(open).toMatchObject({ ties: false, certifiable: false });
  const after = unwrap(await reconciliation.items({ period: PERIOD, account: "650100" })).items;
  expect(after.map((item) => [item.isAccepted, item.comment])).toEqual([
    [false, null],
    [true, "checked"],
  ]);
});

test("an unknown item is refused and nothing is accepted", async () => {
  const engine = await openCase(ROWS);
  const { items } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  const itemKeys = [...items.map(({ itemKey }) => itemKey), "gone"];
  expect(await engine.client.reconciliation.accept({ period: PERIOD, itemKeys })).toMatchObject({
    ok: false,
    error: { code: "item-not-found" },
  });
  const after = unwrap(await engine.client.reconciliation.items({ period: PERIOD })).items;
  expect(after.every(({ isProposed }) => isProposed)).toBe(true);
});

test("acceptance survives a re-import, because items are known by business values", async () => {
  const planted = plantLedger(7);
  const before = await openCase(planted);
  const first = await reconcilePeriod(before, PERIOD, planted.config);
  const after = await openCase({ ledger: planted.ledger, rates: planted.rates });
  await loadCase(after, { procurement: planted.procurement });
  await loadCase(after, { charges: [...planted.charges].reverse() });
  const second = await reconcilePeriod(after, PERIOD, planted.config);
  const keys = (of: typeof first): string[] => of.items.map(({ itemKey }) => itemKey).sort();
  expect(keys(second)).toEqual(keys(first));
});

test("matches name both sides; what nothing matched is listed by side", async () => {
  const engine = await openCase(ROWS);
  const { result } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect(result.passes[0]).toMatchObject({ pass: 1, matches: 1, amount: "100" });
  const { total, matches } = unwrap(await engine.client.reconciliation.matches({ period: PERIOD }));
  expect(total).toBe(1);
  expect(matches[0]).toMatchObject({
    pass: 1,
    account: "650100",
    ledgerAmount: "100",
    billingAmount: "100",
    difference: "0",
  });
  expect([matches[0]?.ledgerLines.length, matches[0]?.billingLines.length]).toEqual([1, 1]);
  const open = async (side: "ledger" | "billing"): Promise<number> =>
    unwrap(await engine.client.reconciliation.unmatched({ period: PERIOD, side })).total;
  expect([await open("ledger"), await open("billing")]).toEqual([1, 1]);
});

test("a missing rate names pair, period and type; an inverse is never turned", async () => {
  const rows = {
    charges: [
      { billed_period: PERIOD, invoice_id: "E-1", billed_cost: "10", billing_currency: "EUR" },
    ],
    ledger: [{ period: PERIOD, reference: "E-1", amount: "11" }],
    rates: [
      {
        rate_date: "2026-10-31",
        from_currency: "USD",
        to_currency: "EUR",
        rate: "0.92",
        rate_type: "average",
      },
    ],
  };
  const engine = await openCase(rows);
  const refused = await engine.runJob("reconcile", { period: PERIOD, config: BASIC_CONFIG });
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: "exchange-rate-missing",
      details: { from: "EUR", to: "USD", period: PERIOD, type: "average" },
    },
  });
  expect(refused.ok ? "" : refused.error.message).toContain("never turned round");
  expect(unwrap(await engine.client.reconciliation.result({ period: PERIOD })).result).toBeNull();
});

test("special periods fold into the account and have their own line", async () => {
  const engine = await openCase({
    charges: [{ billed_period: PERIOD, invoice_id: "INV-1", billed_cost: "100" }],
    ledger: [{ period: PERIOD, special_period: "13", reference: "INV-1", amount: "100" }],
  });
  const { result } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect(result.accounts[0]).toMatchObject({
    ledger: "100",
    adjustmentPeriod: "100",
    unidentified: "0",
  });
});
