import { expect, test } from "vitest";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { loadText, plainLedger, withMapping } from "../../../support/finance-cases.ts";
import {
  inspectFinance,
  loadFinance,
  storedRows,
  writeInput,
} from "../../../support/load-finance.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { buildWorkbook, buildZip, workbookParts } from "../../../support/write-xlsx.ts";

test("a workbook with merged titles, subtotals, serial days and hidden rows", async () => {
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
  const mapping = inspection?.suggestedMapping ?? plainLedger;
  const loaded = await loadFinance(engine, path, { mapping });
  expect(loaded.records).toEqual({ physical: 5, loaded: 3, rejected: 0, blank: 0, skipped: 2 });
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
  const { rejects, records } = await loadText(bytes, withMapping({}), "ledger.xlsx");
  expect(records).toMatchObject({ loaded: 1, rejected: 2 });
  expect(rejects.map(({ line, code, reason }) => `${line} ${code}: ${reason}`)).toEqual([
    '2 cell-error: "Amount" (C2) holds the error #N/A',
    '3 formula-without-value: "Amount" (C3) holds a formula whose result is not stored',
  ]);
});

test("digits beyond twelve are told with the exact sum that was lost", async () => {
  const { findings, totals } = await loadText(
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
  expect(loaded.records).toMatchObject({ physical: 2, loaded: 1, skipped: 1 });
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
  const { totals } = await loadText(
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
  const { totals, findings } = await loadText(
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
  await loadFinance(engine, path, { mapping: plainLedger });
  expect(await storedRows(engine, "ledger_entry")).toMatchObject([{ entity: "Example Group" }]);
});

test("how a recognised file was read is kept as a mapping", async () => {
  const { mapping } = await loadText(
    "Konto;Buchungsdatum;Betrag;Währung\n6550;31.10.2026;1.234,50;EUR\n",
  );
  expect(mapping).toMatchObject({
    dataset: "ledger",
    delimiter: ";",
    decimal: ",",
    dateFormat: "DD.MM.YYYY",
    columns: { ledger_account: "Konto", amount: "Betrag", currency: "Währung" },
  });
});

test("a currency named in the header of the amounts counts for every row", async () => {
  const { totals, mapping } = await loadText(
    "Account,Posting Date,Debit (USD),Credit (USD)\n6550,2026-10-31,5,\n6550,2026-10-31,,7\n",
  );
  expect(mapping).toMatchObject({
    currency: "USD",
    columns: { amount: { debit: "Debit (USD)", credit: "Credit (USD)" } },
  });
  expect(totals.map(({ measure, currency, amount }) => `${measure} ${currency} ${amount}`)).toEqual(
    ["amount USD -2", "credit USD 7", "debit USD 5"],
  );
});
