import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";

test("a cell may break its line in another way than the records after it", async () => {
  const engine = await openEngine();
  const text =
    "Account,Posting date,Amount,Currency,Text\r\n" +
    '0042,2026-10-05,12.5,EUR,"two\r\nlines\rand\nmore"\n' +
    "1E5,2026-10-31,-0.1,EUR,München\r00070,2026-10-17,1234.567,EUR,x\n";
  const { files } = unwrap(await importText(engine, text, { name: "ledger.csv" }));
  expect(files[0]?.records).toMatchObject({ loaded: 3, rejected: 0 });
  const amount = { measure: "amount", currency: "EUR", amount: "1246.967" };
  expect(files[0]?.controlTotals).toContainEqual(amount);
});
