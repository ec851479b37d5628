import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";

const LEDGER =
  "Posting Date,Company Code,Account,Text,Debit,Credit,Currency\n" +
  "2026-10-05,1000,0000006550,Usage,1234.50,,USD\n" +
  "2026-10-31,1000,0000006550,Refund,,34.50,USD\n" +
  "2026-11-02,1000,0000006600,Seats,10.01,,USD\n";

function balanceOf(rows: string): string {
  const header =
    "Company Code,Account,Period,Opening Balance,Debit,Credit,Closing Balance,Currency";
  return `${header}\n${rows}`;
}

async function differences(balance: string): Promise<readonly (string | null)[]> {
  const engine = await openEngine();
  await load(engine, LEDGER, "ledger.csv");
  await load(engine, balanceOf(balance), "balance.csv");
  const { findings } = unwrap(await engine.client.workspace.findings({}));
  const { checks } = unwrap(await engine.client.workspace.checks({}));
  const found = findings.filter(({ code }) => code === "ledger-differs-from-trial-balance");
  const check = checks.find((one) => one.check === "ledger-equals-trial-balance");
  expect(check?.ok).toBe(found.length === 0);
  return found.map((one) => `${one.found} ${one.amountAtStake}`);
}

async function load(engine: Engine, text: string, name: string): Promise<void> {
  unwrap(await importText(engine, text, { name }));
}

test("lines that come to the trial balance are sound, on the accounts they cover", async () => {
  expect(
    await differences(
      "1000,6550,2026-10,0,1234.50,34.50,1200.00,USD\n" +
        "1000,2000,2026-10,0,0,1200.00,-1200.00,USD\n" +
        "1000,6600,2026-12,0,77,0,77,USD\n",
    ),
  ).toEqual([]);
});

test("a movement that differs is found with what is at stake", async () => {
  expect(await differences("1000,6550,2026-10,0,1234.50,34.49,1200.01,USD\n")).toEqual([
    'Account 6550 of "1000" moved 1200 USD in 2026-10 by the ledger\'s lines and 1200.01 by the ' +
      "trial balance. -0.01",
  ]);
});

test("an account of the extract that has no line in a month it moved in is found", async () => {
  expect(
    await differences("1000,6550,2026-10,0,1200,0,1200,USD\n1000,6600,2026-10,0,5,0,5,USD\n"),
  ).toEqual([
    'Account 6600 of "1000" moved 0 USD in 2026-10 by the ledger\'s lines and 5 by the trial ' +
      "balance. -5",
  ]);
});

test("an account with lines that the trial balance does not name is found", async () => {
  expect(await differences("1000,2000,2026-11,0,0,10.01,-10.01,USD\n")).toEqual([
    'Account 6600 of "1000" moved 10.01 USD in 2026-11 by the ledger\'s lines and 0 by the trial ' +
      "balance. 10.01",
  ]);
});
