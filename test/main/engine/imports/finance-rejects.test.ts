import { expect, test } from "vitest";
import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { loadText, withMapping } from "../../../support/finance-cases.ts";

test("a total among the rows is not counted as data", async () => {
  const { records, rejects } = await loadText(
    "Account,Date,Amount\n6550,2026-10-01,10\nTotal 6550,,10\n",
    withMapping({}),
  );
  expect(records).toMatchObject({ loaded: 1, rejected: 1 });
  expect(rejects).toEqual([
    {
      line: 3,
      byteOffset: null,
      column: null,
      code: "subtotal-not-declared",
      reason: '"Total 6550" looks like a total of other rows, which would be counted twice',
      remedy:
        'If it is, add to the mapping: skip: [{ matches: "^Total", reason: "subtotal" }]; ' +
        "if it is data, fill in what its row lacks.",
      rawText: "Total 6550,,10",
    },
  ]);
});

test.each<[string, string, object, Partial<Mapping>?]>([
  [
    "an amount that cannot be read",
    "Account,Date,Amount\n6550,2026-10-01,1.5\n6550,2026-10-02,12 pieces\n",
    {
      line: 3,
      column: "Amount",
      code: "amount-unreadable",
      reason: '"Amount" reads "12 pieces": it is not an amount',
      remedy: "Write it as 1234.56, or add a skip rule to the mapping if the row is no data.",
      rawText: "6550,2026-10-02,12 pieces",
    },
  ],
  [
    "an amount that does not fit the column",
    'Account,Date,Amount\n6550,2026-10-01,1.55\n6550,2026-10-02,"1.234,5"\n',
    {
      code: "amount-unreadable",
      reason: `"Amount" reads "1.234,5": it does not fit the column's decimal point`,
    },
    { decimal: "." },
  ],
  [
    "an amount that is missing",
    "Account,Date,Amount\n6550,2026-10-01,\n6550,2026-10-02,1\n",
    { line: 2, code: "amount-missing", reason: "the record has no amount" },
  ],
  [
    "a day that does not exist",
    "Account,Date,Amount\n6550,2026-10-31,1\n6550,2026-09-31,1\n",
    {
      line: 3,
      column: "Date",
      code: "date-unreadable",
      reason: '"Date" reads "2026-09-31", which is no day written YYYY-MM-DD',
    },
  ],
  [
    "an account that is missing",
    "Account,Date,Amount\n,2026-10-31,1\n6550,2026-10-31,1\n",
    {
      line: 2,
      column: "Account",
      code: "value-missing",
      reason: "the record has no ledger account",
    },
  ],
  [
    "a record with a column too many",
    "Account,Date,Amount\n6550,2026-10-31,1\n6550,2026-10-31,1,234\n",
    {
      line: 3,
      code: "row-ragged",
      reason: "the record has 4 columns where the file has 3",
      rawText: "6550,2026-10-31,1,234",
    },
  ],
  [
    "text after a closing quotation mark",
    'Account,Date,Amount\n6550,2026-10-31,1\n"6550"x,2026-10-31,1\n',
    { line: 3, code: "row-broken", reason: "text follows a closing quotation mark" },
  ],
])(
  "%s is rejected with its place, its text and a remedy",
  async (_, content, expected, change = {}) => {
    const { rejects, records } = await loadText(content, withMapping(change));
    expect(records).toMatchObject({ loaded: 1, rejected: 1 });
    expect(rejects).toMatchObject([expected]);
  },
);

test("an exchange rate that cannot be read is rejected", async () => {
  const { rejects } = await loadText(
    "date,from,to,rate,type\n2026-10-31,EUR,USD,n/a,spot\n2026-10-31,EUR,USD,0,spot\n" +
      "2026-10-31,EUR,XXY,1.1,spot\n2026-10-31,EUR,USD,1.1,guess\n2026-10-31,EUR,EUR,1,spot\n",
  );
  expect(rejects.map(({ code, reason }) => `${code}: ${reason}`)).toEqual([
    'amount-unreadable: "rate" reads "n/a": it is not an amount',
    "rate-not-positive: the exchange rate is not above zero",
    'currency-unknown: "XXY" is not an ISO 4217 currency code',
    'rate-type-unknown: "guess" is not a type of exchange rate',
    "rate-same-currency: the exchange rate leads from a currency to itself",
  ]);
});
