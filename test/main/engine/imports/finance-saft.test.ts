import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recogniseChargeFile } from "../../../../main/engine/imports/bills/charge-file.ts";
import { stageFile } from "../../../../main/engine/imports/readers/stage-file.ts";
import { refusalOf } from "../../../support/finance-cases.ts";
import {
  inspectFinance,
  loadFinance,
  storedRows,
  writeInput,
} from "../../../support/load-finance.ts";
import { openEngine } from "../../../support/open-engine.ts";

const path = join(import.meta.dirname, "../../../formats/gl-journal/saf-t/input.xml");
const text = readFileSync(path, "utf8");

const portuguese = `<?xml version="1.0" encoding="UTF-8"?>
<AuditFile xmlns="urn:OECD:StandardAuditFile-Tax:PT_1.04_01">
<Header><FiscalYear>2026</FiscalYear><CurrencyCode>EUR</CurrencyCode></Header>
<GeneralLedgerEntries><NumberOfEntries>1</NumberOfEntries><TotalDebit>10.5</TotalDebit>
<TotalCredit>10.50</TotalCredit><Journal><JournalID>C</JournalID><Transaction>
<TransactionID>2026-10-01 C 7</TransactionID><Period>10</Period>
<TransactionDate>2026-10-01</TransactionDate><Description>Nuvem</Description>
<Lines>
<DebitLine><RecordID>1</RecordID><AccountID>6226</AccountID>
<DebitAmount>10.50</DebitAmount></DebitLine>
<CreditLine><RecordID>2</RecordID><AccountID>2211</AccountID>
<CreditAmount>10.50</CreditAmount></CreditLine>
</Lines></Transaction></Journal></GeneralLedgerEntries></AuditFile>`;

test.each([
  ["NumberOfEntries>2<", "NumberOfEntries>3<", "the lines come to 2; NumberOfEntries says 3"],
  [
    "TotalDebit>1234.56<",
    "TotalDebit>1234.57<",
    "the lines come to 1234.56; TotalDebit says 1234.57",
  ],
  ["TotalCredit>1234.56<", "TotalCredit>x<", "the lines come to 1234.56; TotalCredit says x"],
])("a control total that differs is a finding: %s", async (from, to, found) => {
  const engine = await openEngine();
  const input = await writeInput(engine, "saft.xml", text.replace(from, to));

  const inspection = await inspectFinance(engine, input);
  const loaded = await loadFinance(engine, input);

  expect(inspection?.findings).toMatchObject([{ code: "control-total-differs" }]);
  expect(loaded.findings).toMatchObject([
    { code: "control-total-differs", severity: "blocking", found },
  ]);
  expect(loaded.records.loaded).toBe(4);
});

test("a file whose lines come to its control totals has no finding", async () => {
  const engine = await openEngine();
  const loaded = await loadFinance(engine, await writeInput(engine, "saft.xml", text));
  expect(loaded.findings).toEqual([]);
});

test("lines of debits and of credits are read as lines, in the year of the header", async () => {
  const engine = await openEngine();
  const loaded = await loadFinance(engine, await writeInput(engine, "pt.xml", portuguese));

  expect(loaded.findings).toEqual([]);
  expect(await storedRows(engine, "ledger_entry")).toMatchObject([
    { ledger_account: "6226", amount: "10.5", period: "2026-10", currency: "EUR" },
    { ledger_account: "2211", amount: "-10.5", line_text: "Nuvem" },
  ]);
});

test("an audit file is no bill", async () => {
  const engine = await openEngine();
  const staged = await stageFile({ path, name: "saft.xml" }, engine.context.folder, {});
  const charges = await engine.context.database.read((reader) =>
    recogniseChargeFile(reader, staged, null),
  );
  expect(charges).toBeNull();
});

test.each([
  [
    "a document type",
    text.replace("<!-- Invented", '<!DOCTYPE a [<!ENTITY b "c">]><!-- Invented'),
    'file-unreadable: Line 2 of "saft.xml" declares a document type, which no audit file needs. ' +
      "Export the audit file again from the ledger.",
  ],
  [
    "an unknown entity",
    text.replace("&amp; drift", "&boom; drift"),
    'file-unreadable: Line 11 of "saft.xml" is not well-formed XML: undefined entity. ' +
      "Export the audit file again; if it was cut off on its way, fetch it again.",
  ],
  [
    "elements nested too deep",
    text.replace("<n1:Header>", `<n1:Header>${"<x>".repeat(70)}${"</x>".repeat(70)}`),
    'file-unreadable: Line 4 of "saft.xml" nests its elements deeper than 64. ' +
      "Export the audit file again from the ledger.",
  ],
])("%s is refused in a sentence", async (_, content, refusal) => {
  expect(await refusalOf(content, {}, "saft.xml")).toBe(refusal);
});

test("a file that was cut off is refused, wherever it was cut", async () => {
  for (let at = 700; at < text.length - 20; at += 487) {
    const refusal = await refusalOf(text.slice(0, at), {}, "saft.xml");
    expect(refusal, String(at)).toMatch(/^file-(?:unreadable|truncated|empty): /);
  }
});
