import { expect, test } from "vitest";
import { financeFormats } from "../../../../main/engine/imports/formats/index.ts";
import { plainLedger, refusalOf, withMapping } from "../../../support/finance-cases.ts";
import { buildWorkbook } from "../../../support/write-xlsx.ts";

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
    withMapping({ columns: { ...plainLedger.columns, cost_center: "Account" } }),
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
      columns: { ...plainLedger.columns, ledger_account: { debit: "Account", credit: "Date" } },
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
    'file-unreadable: Line 3 of "ledger.csv" opens a quotation mark that is never closed. ' +
      "Close it in the file, or state quote: none in the mapping where quotation marks are text.",
  ],
  [
    "a ledger with its amounts in two currencies",
    "Account,Posting Date,Text,Cost Centre,Amount (USD),Amount (EUR)\n6550,2026-10-01,a,b,2,1\n",
    {},
    'mapping-needed: Column "amount" of "ledger.csv" leaves a question open. Which column is the ' +
      'amount? Name it in a mapping. Also open: "currency". ' +
      "Answer it in a mapping and import the file with it; nothing was loaded.",
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
  expect(await refusalOf(content, options)).toBe(expected);
});

test("a sheet that is not there is refused with the sheets that are", async () => {
  const bytes = await buildWorkbook((workbook) => {
    workbook.addWorksheet("Notes").addRow(["x"]);
    workbook.addWorksheet("October").addRow(["Account", "Date", "Amount"]);
  });
  expect(await refusalOf(bytes, withMapping({ sheet: "November" }), "ledger.xlsx")).toBe(
    'mapping-invalid: The workbook "ledger.xlsx" has no sheet "November". ' +
      'Name one of its sheets in the mapping: "Notes", "October".',
  );
});

test("a file that says nothing is told what would be read", async () => {
  const refusal = await refusalOf("a,b,c\n1,2,3\n", {});

  expect(refusal).toMatch(/^format-not-recognised: Nothing in "ledger.csv" says what it holds\. /);
  expect(refusal).toContain("Its columns are a, b, c. Tieout reads bills in FOCUS 1.0–1.4");
  for (const { title } of financeFormats) {
    expect(refusal).toContain(`a ${title}`);
  }
  expect(refusal).toContain("docs/mapping.md has an example of a bill.");
});
