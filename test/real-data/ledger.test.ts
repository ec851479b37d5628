import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { addAmounts } from "../../shared/domain/amount.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { loadFinance, storedRows } from "../support/load-finance.ts";
import { openEngine } from "../support/open-engine.ts";
import { describeRealData, realDataPath } from "../support/real-data.ts";

/** What one real file must give: the texts of its amounts, taken from the file another way. */
interface RealFile {
  readonly mapping: string;
  readonly file: readonly string[];
  readonly table: "ledger_entry" | "procurement_line";
  readonly rows: number;
  /** The signed amount of a record, from its cells by name. */
  readonly amount: (cell: (name: string) => string) => string;
}

const negative = (text: string): string => (text.startsWith("-") ? text.slice(1) : `-${text}`);
const side = (value: string, indicator: string) => (cell: (name: string) => string) =>
  cell(indicator).toUpperCase() === "S" ? cell(value) : negative(cell(value));

const files: readonly RealFile[] = [
  {
    mapping: "sap-bseg",
    file: ["sap", "sap_bseg_data.csv"],
    table: "ledger_entry",
    rows: 3,
    amount: side("dmbtr", "shkzg"),
  },
  {
    mapping: "sap-faglflexa",
    file: ["sap", "sap_faglflexa_data.csv"],
    table: "ledger_entry",
    rows: 3,
    amount: (cell) => cell("hsl"),
  },
  {
    mapping: "sap-bsak",
    file: ["sap", "sap_bsak_bck_data.csv"],
    table: "ledger_entry",
    rows: 2,
    amount: side("dmbtr", "shkzg"),
  },
  {
    mapping: "sap-ekbe",
    file: ["sap", "sap_ekbe_data.csv"],
    table: "ledger_entry",
    rows: 2,
    amount: side("dmbtr", "shkzg"),
  },
  {
    mapping: "sap-ekpo",
    file: ["sap", "sap_ekpo_data.csv"],
    table: "procurement_line",
    rows: 3,
    amount: (cell) => cell("netwr"),
  },
  {
    mapping: "quickbooks-journal-entry-lines",
    file: ["quickbooks", "journal_entry_line_data.csv"],
    table: "ledger_entry",
    rows: 12,
    amount: (cell) =>
      cell("posting_type") === "Debit" ? cell("amount") : negative(cell("amount")),
  },
  {
    mapping: "quickbooks-bill-lines",
    file: ["quickbooks", "bill_line_data.csv"],
    table: "procurement_line",
    rows: 15,
    amount: (cell) => cell("amount"),
  },
  {
    mapping: "quickbooks-purchase-order-lines",
    file: ["quickbooks", "purchase_order_line_data.csv"],
    table: "procurement_line",
    rows: 11,
    amount: (cell) => cell("amount"),
  },
  {
    mapping: "quickbooks-vendor-credit-lines",
    file: ["quickbooks", "vendor_credit_line_data.csv"],
    table: "procurement_line",
    rows: 7,
    amount: (cell) => negative(cell("amount")),
  },
  {
    mapping: "sage-gl-detail",
    file: ["sage_intacct", "sage_intacct__gl_detail.csv"],
    table: "ledger_entry",
    rows: 9,
    amount: (cell) => (cell("_fivetran_deleted") === "TRUE" ? "0" : cell("amount")),
  },
  {
    mapping: "sage-gl-detail-debit-credit",
    file: ["sage_intacct", "sage_intacct__gl_detail.csv"],
    table: "ledger_entry",
    rows: 10,
    amount: (cell) => cell("amount"),
  },
  {
    mapping: "sage-ap-bill-items",
    file: ["sage_intacct", "sage_intacct__ap_bill_item.csv"],
    table: "procurement_line",
    rows: 10,
    amount: (cell) => cell("amount"),
  },
];

/** Real files of lines that give nothing to load, and why. */
const empty = [
  // All ten lines are marked as non-posting.
  { mapping: "netsuite-transaction-lines", file: "netsuite_transaction_lines_data.csv" },
  // All five lines are posted without any amount.
  { mapping: "netsuite-accounting-lines", file: "netsuite2_tran_acct_line_data.csv" },
];

// Left out: sap_acdoca (its one row has no account, date or amount), sap_coep (no amounts),
// sap_bsad_bck (no amounts; other columns hold scrambled text), sap_faglflext and sap_cosp_bak
// (totals per account with one column per period, not lines), netsuite2_transaction_line (no
// amount and no account), QuickBooks invoice, deposit, payment, receipt and memo lines and Sage
// ar_invoice_item (sales, not spend), QuickBooks purchase_line (repeats the shape of bill_line).

function mappingOf(name: string): Mapping {
  const path = join(import.meta.dirname, "ledger", `${name}.yaml`);
  return Mapping.parse(parse(readFileSync(path, "utf8")));
}

/** Cells of a comma-separated text by a way of its own: one expression, no tokenizer. */
function recordsOf(path: string): string[][] {
  const text = readFileSync(path, "utf8").trim();
  return text
    .split(/\r?\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}

describeRealData("real ledger, invoice and order lines", () => {
  test.each(files)("$mapping", async ({ mapping, file, table, rows, amount }) => {
    const path = realDataPath("gl", ...file);
    const engine = await openEngine();

    const loaded = await loadFinance(engine, path, { mapping: mappingOf(mapping) });

    const [header = [], ...records] = recordsOf(path);
    const expected = addAmounts(
      records.map((cells) => amount((name) => cells[header.indexOf(name)] ?? "")),
    );
    expect(loaded.rejects).toEqual([]);
    expect(loaded.records).toMatchObject({ physical: records.length, loaded: rows });
    const stored = await storedRows(engine, table);
    expect(stored).toHaveLength(rows);
    expect(addAmounts(stored.map((row) => String(row["amount"])))).toBe(expected);
    const totals = loaded.totals.filter(({ measure }) => measure === "amount");
    expect(addAmounts(totals.map((total) => total.amount))).toBe(expected);
  });

  test("a DATEV batch posts every row to its account and its contra account", async () => {
    const engine = await openEngine();
    const path = realDataPath("gl", "datev", "EXTF_Buchungsstapel.csv");
    const loaded = await loadFinance(engine, path, { mapping: mappingOf("datev-buchungsstapel") });
    expect(loaded.records).toEqual({ physical: 3, loaded: 2, rejected: 0, blank: 0, skipped: 1 });
    expect(await storedRows(engine, "ledger_entry")).toMatchObject([
      { ledger_account: "1200", amount: "-24.95", posting_date: "2018-02-21", tax_code: "8" },
      { ledger_account: "4940", amount: "24.95", line_text: "Fachbuch: Controlling für Dummies" },
      { ledger_account: "10000", amount: "5950", reference: "RE201802-135" },
      { ledger_account: "8400", amount: "-5950", posting_date: "2018-02-22" },
    ]);
  });

  test.each(empty)("$mapping has no line to load and says so", async ({ mapping, file }) => {
    const engine = await openEngine();
    const path = realDataPath("gl", "netsuite", file);
    await expect(loadFinance(engine, path, { mapping: mappingOf(mapping) })).rejects.toThrow(
      `"${file}" has a header but no record to load.`,
    );
  });
});
