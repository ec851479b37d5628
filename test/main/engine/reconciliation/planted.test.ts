import { expect, test } from "vitest";
import { plantLedger } from "../../../support/planted-ledger.ts";
import { itemLines, openCase, reconcilePeriod } from "../../../support/reconcile-case.ts";

test.each([1, 2, 3, 4, 5])(
  "every planted difference is found, and nothing else (seed %i)",
  async (seed) => {
    const planted = plantLedger(seed);
    const engine = await openCase(planted);
    const { result, items } = await reconcilePeriod(engine, "2026-10", planted.config);
    const expected = planted.items.map(
      ({ account, type, amount }) => `${account} ${type} ${amount}`,
    );
    expect(itemLines(items)).toEqual(expected.sort());
    const unidentified = result.accounts
      .filter((account) => account.unidentified !== "0")
      .map((account) => [account.account, account.unidentified]);
    expect(Object.fromEntries(unidentified)).toEqual(planted.unidentified);
  },
);
