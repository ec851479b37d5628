import { expect, test } from "vitest";
import { openCase, reconcilePeriod } from "../../../support/reconcile-case.ts";

const PERIOD = "2026-10";
const CHARGES = [{ billed_period: PERIOD, invoice_id: "INV-1", billed_cost: "948.20" }];

function map(...accounts: readonly string[]): string {
  return `
tieout: 1
accounts:
${accounts
  .map(
    (account, index) => `  - account: "${account}"\n    basis: ${index === 0 ? "billed" : "list"}`,
  )
  .join("\n")}
`;
}

function posted(...accounts: readonly string[]) {
  return openCase({
    charges: CHARGES,
    ledger: accounts.map((ledger_account, index) => ({
      period: PERIOD,
      ledger_account,
      reference: index === 0 ? "INV-1" : `X-${index}`,
      amount: "948.20",
    })),
  });
}

test("one account written with and without zeros is refused, not counted twice", async () => {
  const engine = await posted("476300");
  const config = map("476300", "00476300");
  const refused = await engine.runJob("reconcile", { period: PERIOD, config });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: "reconciliation-config-invalid", remedy: expect.stringContaining("Join") },
  });
  expect(refused.ok ? "" : refused.error.message).toContain("476300 and account 00476300");
});

test("two accounts a ledger holds apart stay apart", async () => {
  const both = await reconcilePeriod(await posted("700", "0700"), PERIOD, map("700", "0700"));
  expect(both.result.accounts.map(({ account, ledger }) => [account, ledger])).toEqual([
    ["700", "948.2"],
    ["0700", "948.2"],
  ]);
  const one = await reconcilePeriod(await posted("700", "0700"), PERIOD, map("700"));
  expect(one.result.totals).toMatchObject({ ledger: "948.2", unidentified: "0" });
  expect(one.result.unmapped.map(({ side, code }) => [side, code])).toEqual([["ledger", "0700"]]);
});

test("leading zeros do not count where there is one account only", async () => {
  const padded = await reconcilePeriod(await posted("0000476300"), PERIOD, map("476300"));
  expect(padded.result).toMatchObject({ ties: true, totals: { ledger: "948.2" } });
  const bare = await reconcilePeriod(await posted("476300"), PERIOD, map("00476300"));
  expect(bare.result).toMatchObject({ ties: true, totals: { ledger: "948.2" } });
});
