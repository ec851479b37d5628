import { expect, test } from "vitest";
import { openCase, reconcilePeriod } from "../../../support/reconcile-case.ts";

const PERIOD = "2026-10";
const CONFIG = `
tieout: 1
accounts:
  - account: "6500"
    charges: [{ attribute: provider_name, op: equals, value: Example Desk }]
  - account: "2200"
    kind: accrued
    charges: [{ attribute: provider_name, op: equals, value: Example Desk }]
vendors:
  - { vendor: Example Desk, aliases: [Desk] }
`;

const posting = (account: string, day: string, amount: string, text: string) => ({
  period: PERIOD,
  ledger_account: account,
  posting_date: `${PERIOD}-${day}`,
  vendor_name: "Example Desk",
  line_text: text,
  amount,
});

/** The accrued account of a month whose bill of 100 no invoice was posted for. */
async function owed(...postings: readonly (readonly [string, string])[]) {
  const engine = await openCase({
    charges: [
      {
        billed_period: PERIOD,
        provider_name: "Example Desk",
        invoice_issuer_name: "Example Desk",
        invoice_id: "INV-1",
        billed_cost: "100",
      },
    ],
    ledger: postings.flatMap(([day, amount]) => {
      const isBack = amount.startsWith("-");
      const text = isBack ? "Reversal of accrual" : "Accrual";
      const other = isBack ? amount.slice(1) : `-${amount}`;
      return [posting("6500", day, amount, text), posting("2200", day, other, text)];
    }),
  });
  const { result } = await reconcilePeriod(engine, PERIOD, CONFIG);
  const account = result.accounts.find((one) => one.account === "2200");
  return [account?.ledger, account?.billing, account?.unidentified];
}

test("an accrual of the period's end covers what is not posted", async () => {
  expect(await owed(["31", "100"])).toEqual(["-100", "-100", "0"]);
});

test("one that is taken back within the period covers nothing at its end", async () => {
  expect(await owed(["03", "100"], ["04", "-100"])).toEqual(["0", "0", "0"]);
});

test("the one taken back is the one before, not the next of the same amount", async () => {
  expect(await owed(["01", "-100"], ["31", "100"])).toEqual(["0", "-100", "100"]);
  expect(await owed(["02", "100"], ["03", "-100"], ["31", "100"])).toEqual(["-100", "-100", "0"]);
});
