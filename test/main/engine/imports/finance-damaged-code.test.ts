import { expect, test } from "vitest";
import { loadFinance, storedRows, writeInput } from "../../../support/load-finance.ts";
import { openEngine } from "../../../support/open-engine.ts";

const header = "Posting Date,Account,Document Number,Vendor ID,PO Number,Amount,Currency\n";

test("codes cut to their first digits are left out, and it is said", async () => {
  const engine = await openEngine();
  const input = await writeInput(
    engine,
    "ledger.csv",
    `${header}2026-10-01,6550,1.90001E+11,V-1,4.5E+9,1,USD\n` +
      "2026-10-02,6550,1.90001E+11,V-1,4500000017,2,USD\n" +
      "2026-10-03,6550,1E5,1E+5X,E+12,4,USD\n",
  );

  const loaded = await loadFinance(engine, input);

  const rows = await storedRows(engine, "ledger_entry");
  expect(rows.map((row) => row["document_number"])).toEqual([undefined, undefined, "1E5"]);
  expect(rows.map((row) => row["purchase_order"])).toEqual([undefined, "4500000017", "E+12"]);
  expect(rows.map((row) => row["amount"])).toEqual(["1", "2", "4"]);
  expect(loaded.findings).toMatchObject([
    {
      code: "code-damaged",
      severity: "blocking",
      count: 2,
      row: 2,
      column: "Document Number",
      found:
        'line 2: "Document Number" reads "1.90001E+11", a code that lost its digits, as 1 more has',
      remedy:
        "Export the file again without opening it in a spreadsheet, or format the column as text " +
        "first.",
    },
    { code: "code-damaged", column: "PO Number", count: 1 },
  ]);
});

test("a line without its account's digits is rejected", async () => {
  const engine = await openEngine();
  const input = await writeInput(
    engine,
    "ledger.csv",
    `${header}2026-10-01,"4,76001E+09",D-1,V-1,,1,USD\n2026-10-01,6550,D-2,V-1,,2,USD\n`,
  );

  const loaded = await loadFinance(engine, input);

  expect(loaded.records).toMatchObject({ loaded: 1, rejected: 1 });
  expect(loaded.rejects).toMatchObject([
    {
      code: "code-damaged",
      column: "Account",
      reason: '"Account" reads "4,76001E+09", a code that lost its digits',
    },
  ]);
});
