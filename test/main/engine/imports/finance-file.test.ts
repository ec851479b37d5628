import { expect, test } from "vitest";
import type { FinanceOptions } from "../../../../main/engine/imports/finance-plan.ts";
import type { LoadedFile } from "../../../../main/engine/imports/loaded-file.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { TieoutError } from "../../../../shared/errors.ts";
import {
  inspectFinance,
  loadFinance,
  storedRows,
  writeInput,
} from "../../../support/load-finance.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { buildWorkbook, buildZip, workbookParts } from "../../../support/write-xlsx.ts";

const LEDGER = Mapping.parse({
  tieout: 1,
  dataset: "ledger",
  columns: { ledger_account: "Account", posting_date: "Date", amount: "Amount" },
  currency: "USD",
});

async function load(
  content: string | Uint8Array,
  options: FinanceOptions = {},
  name = "ledger.csv",
): Promise<LoadedFile> {
  const engine = await openEngine();
  const loaded = await loadFinance(engine, await writeInput(engine, name, content), options);
  const { physical, rejected, blank, skipped } = loaded.records;
  expect(loaded.records.loaded + rejected + blank + skipped).toBe(physical);
  return loaded;
}

async function refusal(
  content: string | Uint8Array,
  options: FinanceOptions = {},
  name?: string,
): Promise<string> {
  try {
    await load(content, options, name);
    return "loaded";
  } catch (error) {
    if (error instanceof TieoutError) {
      return `${error.shape.code}: ${error.shape.message} ${error.shape.remedy}`;
    }
    throw error;
  }
}

const withMapping = (change: Partial<Mapping>): FinanceOptions => ({
  mapping: { ...LEDGER, ...change },
});

test("a total among the rows is not counted as data", async () => {
  const { records, rejects } = await load(
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
    const { rejects, records } = await load(content, withMapping(change));
    expect(records).toMatchObject({ loaded: 1, rejected: 1 });
    expect(rejects).toMatchObject([expected]);
  },
);

test("an exchange rate that cannot be read is rejected", async () => {
  const { rejects } = await load(
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

test.each([
  [
    "dates that can be read in two ways",
    "Account,Date,Amount\n6550,01/02/2026,1.5\n6550,03/04/2026,1.5\n",
    withMapping({}),
    'mapping-needed: Column "Date" of "ledger.csv" leaves a question open. Is "01/02/2026" ' +
      "written DD/MM/YYYY or MM/DD/YYYY? State dateFormat in a mapping. " +
      "Answer it in a mapping and import the file with it; nothing was loaded.",
  ],
  [
    "amounts that can be read in two ways",
    "Account;Date;Amount\n6550;2026-10-01;1.234\n6550;2026-10-01;5.678\n",
    withMapping({}),
    'mapping-needed: Column "Amount" of "ledger.csv" leaves a question open. Does "1.234" mean ' +
      "1234 or 1 and a fraction? State the decimal sign as decimal in a mapping. " +
      "Answer it in a mapping and import the file with it; nothing was loaded.",
  ],
  [
    "days without a year",
    "Account;Date;Amount\n6550;0110;1\n",
    withMapping({ dateFormat: "DDMM" }),
    'mapping-needed: Column "Date" of "ledger.csv" leaves a question open. In which year do ' +
      "these days lie? State year in a mapping. " +
      "Answer it in a mapping and import the file with it; nothing was loaded.",
  ],
  [
    "the wrong delimiter",
    "Account;Date;Amount\n6550;2026-10-01;1\n",
    withMapping({ delimiter: "|" }),
    'mapping-invalid: "ledger.csv" has one column when it is split at "|", the mapping\'s ' +
      "delimiter. Correct the delimiter in the mapping, or leave it out to have it found.",
  ],
  [
    "a mapped column that is missing",
    "Account,Date,Amont\n6550,2026-10-01,1\n",
    withMapping({}),
    'mapping-invalid: "ledger.csv" has no column "Amount" in its header (line 1). ' +
      'Correct the mapping; the nearest column is "Amont".',
  ],
  [
    "a mapped column that stands twice",
    "Account,Date,Amount,Amount\n6550,2026-10-01,1,2\n",
    withMapping({}),
    'mapping-invalid: The column "Amount" stands in "ledger.csv" more than once, at positions ' +
      "3 and 4. Name it by position in the mapping, for example { position: 4 }.",
  ],
  [
    "a field nobody knows",
    "Account,Date,Amount\n6550,2026-10-01,1\n",
    withMapping({ columns: { ...LEDGER.columns, cost_center: "Account" } }),
    'mapping-invalid: The mapping fills "cost_center", which a general-ledger journal does not ' +
      'have. Did you mean "cost_centre"?',
  ],
  [
    "a pattern that could run away",
    "Account,Date,Amount\n6550,2026-10-01,1\n",
    withMapping({ skip: [{ matches: "^(a+)+$", reason: "x" }] }),
    'mapping-invalid: The pattern "^(a+)+$" of the mapping cannot be used: it repeats a group. ' +
      'Write a simpler pattern, for example "^Total" or "^(\\\\S+)".',
  ],
  [
    "a mapping without an amount",
    "Account,Date,Amount\n6550,2026-10-01,1\n",
    withMapping({ columns: { ledger_account: "Account", posting_date: "Date" } }),
    "mapping-invalid: The mapping says nothing about the amount, which a general-ledger journal " +
      "needs. Add amount to its columns.",
  ],
  [
    "a mapping without a date or period",
    "Account,Date,Amount\n6550,2026-10-01,1\n",
    withMapping({ columns: { ledger_account: "Account", amount: "Amount" } }),
    "mapping-invalid: The mapping says nothing about the posting date or the period or the " +
      "document date of its lines. Add one of posting_date, period, document_date to its columns.",
  ],
  [
    "a constant that is no day",
    "Account,Date,Amount\n6550,2026-10-01,1\n",
    withMapping({ constants: { document_date: "soon" } }),
    'mapping-invalid: The mapping\'s constant document date "soon" is no day. ' +
      "Write it as 2026-10-31.",
  ],
  [
    "an account taken from two sides",
    "Account,Date,Amount\n6550,2026-10-01,1\n",
    withMapping({
      columns: { ...LEDGER.columns, ledger_account: { debit: "Account", credit: "Date" } },
    }),
    'mapping-invalid: The mapping takes "ledger_account" from a debit and a credit side, which ' +
      "only amounts have. Name one column for it.",
  ],
  [
    "sales invoices, which have no supplier",
    "Invoice Number,Invoice Date,Customer,Amount,Currency\nS-1,2026-10-01,Example Shop,10,USD\n",
    {},
    'mapping-needed: Column "vendor_name" of "ledger.csv" leaves a question open. Which column ' +
      "is the vendor name or the vendor id or the purchase order? Name it in a mapping. " +
      "Answer it in a mapping and import the file with it; nothing was loaded.",
  ],
  [
    "a file that is not what it is said to be",
    "a,b,c\n1,2,3\n",
    { format: "gl-journal" },
    'mapping-needed: No row of "ledger.csv" names the columns of gl-journal. ' +
      "Import it with a mapping that says which column is which.",
  ],
  [
    "a header without records",
    "Account,Date,Amount\n",
    withMapping({}),
    'file-empty: "ledger.csv" has a header but no record to load. ' +
      "Export it again, or leave it out of the import.",
  ],
  [
    "a quotation mark that never closes",
    'Account,Date,Amount\n6550,2026-10-01,1\n"6551,2026-10-01,2\n6552,2026-10-01,3\n',
    withMapping({}),
    "file-unreadable: Line 3 opens a quotation mark that is never closed. " +
      "Close it in the file, or state quote: none in the mapping where quotation marks are text.",
  ],
  [
    "a file that says nothing",
    "a,b,c\n1,2,3\n",
    {},
    'format-not-recognised: Nothing in "ledger.csv" says what it holds. ' +
      "Import it with a mapping that names its columns, or choose its format.",
  ],
  [
    "a ledger without a currency",
    "Account,Posting Date,Amount\n6550,2026-10-01,1\n",
    {},
    'mapping-needed: Column "currency" of "ledger.csv" leaves a question open. Which currency ' +
      "are the amounts in? State currency in a mapping. " +
      "Answer it in a mapping and import the file with it; nothing was loaded.",
  ],
])("%s is refused in a sentence", async (_, content, options, expected) => {
  expect(await refusal(content, options)).toBe(expected);
});

test("a sheet that is not there is refused with the sheets that are", async () => {
  const bytes = await buildWorkbook((workbook) => {
    workbook.addWorksheet("Notes").addRow(["x"]);
    workbook.addWorksheet("October").addRow(["Account", "Date", "Amount"]);
  });
  expect(await refusal(bytes, withMapping({ sheet: "November" }), "ledger.xlsx")).toBe(
    'mapping-invalid: The workbook "ledger.xlsx" has no sheet "November". ' +
      'Name one of its sheets in the mapping: "Notes", "October".',
  );
});

test("a workbook with preamble, merged titles, subtotals, serial days and hidden rows", async () => {
  const bytes = await buildWorkbook((workbook) => {
    workbook.addWorksheet("Notes").addRow(["Nothing here"]);
    const sheet = workbook.addWorksheet("October");
    sheet.addRow(["General ledger, October 2026"]);
    sheet.mergeCells("A1:E1");
    sheet.addRow([]);
    sheet.addRow(["Account", "Posting Date", "Text", "Amount", "Currency"]);
    sheet.addRow([6550, 46301, "Invoice", 1234.56, "USD"]);
    sheet.addRow(["006551", 46302, "Text account", "1,000.25", "USD"]);
    sheet.addRow([6550, "2026-10-31", "Credit", -0.1, "USD"]);
    sheet.getRow(6).hidden = true;
    sheet.getCell("B4").numFmt = "dd/mm/yyyy";
    sheet.addRow(["Total", null, null, { formula: "SUM(D4:D6)", result: 2234.71 }]);
  });
  const engine = await openEngine();
  const path = await writeInput(engine, "ledger.xlsx", bytes);
  const inspection = await inspectFinance(engine, path);
  expect(inspection).toMatchObject({
    format: "gl-journal",
    confidence: "likely",
    dataset: "ledger",
    ambiguous: [],
    suggestedMapping: {
      sheet: "October",
      columns: { ledger_account: "Account", posting_date: "Posting Date", amount: "Amount" },
      skip: [{ matches: "^Total", reason: "subtotal" }],
    },
    findings: [
      { code: "subtotal-not-declared", row: 7, severity: "blocking" },
      { code: "hidden-rows" },
      { code: "records-skipped", found: "1 record skipped: above the header" },
    ],
  });
  const mapping = inspection?.suggestedMapping ?? LEDGER;
  const loaded = await loadFinance(engine, path, { mapping });
  expect(loaded.records).toEqual({ physical: 6, loaded: 3, rejected: 0, blank: 0, skipped: 3 });
  expect(loaded.findings.map(({ code, count }) => `${code} ${count}`)).toEqual([
    "hidden-rows 1",
    "records-skipped 1",
    "records-skipped 1",
  ]);
  expect(await storedRows(engine, "ledger_entry")).toMatchObject([
    { source_row: 4, ledger_account: "6550", posting_date: "2026-10-06", amount: "1234.56" },
    { source_row: 5, ledger_account: "006551", posting_date: "2026-10-07", amount: "1000.25" },
    { source_row: 6, ledger_account: "6550", posting_date: "2026-10-31", amount: "-0.1" },
  ]);
});

test("an error or a formula without result in a mapped cell is rejected by its cell", async () => {
  const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const row = (line: number, cells: string): string => `<row r="${line}">${cells}</row>`;
  const bytes = buildZip(
    workbookParts(
      row(1, text("Account") + text("Date") + text("Amount")) +
        row(2, `${text("6550") + text("2026-10-01")}<c t="e"><v>#N/A</v></c>`) +
        row(3, `${text("6550") + text("2026-10-01")}<c><f>A1+1</f></c>`) +
        row(4, `${text("6550") + text("2026-10-01")}<c><v>5</v></c>`),
    ),
  );
  const { rejects, records } = await load(bytes, withMapping({}), "ledger.xlsx");
  expect(records).toMatchObject({ loaded: 1, rejected: 2 });
  expect(rejects.map(({ line, code, reason }) => `${line} ${code}: ${reason}`)).toEqual([
    '2 cell-error: "Amount" (C2) holds the error #N/A',
    '3 formula-without-value: "Amount" (C3) holds a formula whose result is not stored',
  ]);
});

test("digits beyond twelve are told with the exact sum that was lost", async () => {
  const { findings, totals } = await load(
    "Account,Date,Amount\n6550,2026-10-01,0.12345678901234\n6550,2026-10-01,-0.0000000000005\n",
    withMapping({}),
  );
  expect(findings[0]).toMatchObject({
    code: "amount-digits-lost",
    severity: "note",
    column: "Amount",
    count: 2,
    found: "2 cells have more than 12 decimals; text − stored is 0.00000000000084",
  });
  expect(totals.find(({ measure }) => measure === "amount")?.amount).toBe("0.123456789011");
});

test("a mapping that worked is used again for the same header, without the year", async () => {
  const engine = await openEngine();
  const first = await writeInput(engine, "september.csv", "Konto;Datum;Wert\n6550;3009;1,5\n");
  const mapping = Mapping.parse({
    tieout: 1,
    dataset: "ledger",
    columns: { ledger_account: "Konto", posting_date: "Datum", amount: "Wert" },
    currency: "EUR",
    dateFormat: "DDMM",
    year: 2026,
  });
  await loadFinance(engine, first, { mapping });
  const second = await writeInput(
    engine,
    "october.csv",
    "Report\nKonto;Datum;Wert\n6551;3110;2,5\n",
  );
  await expect(loadFinance(engine, second)).rejects.toThrow("In which year do these days lie?");
  const inspection = await inspectFinance(engine, second);
  expect(inspection).toMatchObject({
    reasons: ["A mapping was saved for this header."],
    columns: [{ how: "by the mapping saved for this header" }, {}, {}, {}],
  });
  const loaded = await loadFinance(engine, second, { mapping });
  expect(loaded.records).toMatchObject({ physical: 3, loaded: 1, skipped: 2 });
});

test("one amount column that leaves its decimal sign open follows the others", async () => {
  const mapping = Mapping.parse({
    tieout: 1,
    dataset: "ledger",
    columns: {
      ledger_account: "Account",
      posting_date: "Date",
      amount: { debit: "Debit", credit: "Credit" },
    },
    currency: "EUR",
  });
  const { totals } = await load(
    "Account;Date;Debit;Credit\n1;2026-10-01;1.234;\n2;2026-10-01;;12,50\n",
    { mapping },
  );
  expect(totals.find(({ measure }) => measure === "debit")?.amount).toBe("1234");
});

test("credit-positive ledgers are turned around, and both sides filled are told", async () => {
  const mapping = Mapping.parse({
    tieout: 1,
    dataset: "ledger",
    sign: "credit-positive",
    columns: {
      ledger_account: "Account",
      period: "Period",
      amount: { debit: "Debit", credit: "Credit" },
    },
    currency: "EUR",
  });
  const { totals, findings } = await load(
    "Account,Period,Debit,Credit\n1,2026-10,10.5,\n2,2026-10,3,4\n",
    { mapping },
  );
  const byMeasure = Object.fromEntries(totals.map(({ measure, amount }) => [measure, amount]));
  expect(byMeasure).toEqual({ amount: "-9.5", credit: "13.5", debit: "4" });
  expect(findings[0]).toMatchObject({ code: "both-sides-filled", severity: "warning", count: 1 });
});

test("the workspace's entity is used where a file names none", async () => {
  const engine = await openEngine();
  await engine.context.change("configure", ({ writer }) =>
    writer.run({
      text: "insert into workspace_setting values ('entity', $name)",
      parameters: { name: "Example Group" },
    }),
  );
  const path = await writeInput(engine, "a.csv", "Account,Date,Amount\n1,2026-10-01,1\n");
  await loadFinance(engine, path, { mapping: LEDGER });
  expect(await storedRows(engine, "ledger_entry")).toMatchObject([{ entity: "Example Group" }]);
});
