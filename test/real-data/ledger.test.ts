import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addAmounts } from "../../shared/domain/amount.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { inspectFinance, loadFinance, storedRows } from "../support/load-finance.ts";
import { openEngine } from "../support/open-engine.ts";
import { describeRealData, realDataPath } from "../support/real-data.ts";
import { filesWithoutLines } from "./ledger-files.ts";

/** What one real file must give: the texts of its amounts, taken from the file another way. */
interface RealFile {
  readonly file: string;
  readonly table: "ledger_entry" | "procurement_line";
  readonly rows: number;
  /** The signed amount of a record, from its cells by name. */
  readonly amount: (cell: (name: string) => string) => string;
  /** What the file cannot say, word for word, and the user's answers. */
  readonly questions?: readonly string[];
  readonly answers?: Partial<Mapping>;
}

const negative = (text: string): string => (text.startsWith("-") ? text.slice(1) : `-${text}`);
const side = (value: string, indicator: string) => (cell: (name: string) => string) =>
  cell(indicator).toUpperCase() === "S" ? cell(value) : negative(cell(value));
const currencyOf = (amount: string): string =>
  `Which currency is "${amount}" in? No column says; state currency in a mapping.`;
const PERIOD =
  "In which period were these lines posted? No column says; state constants: { period: … } in a " +
  "mapping.";
const USD = { dataset: "ledger", currency: "USD" } as const;
const POSTED = { ...USD, constants: { period: "2022-07" } };

/** Read without a mapping; at most with the answers to what they leave open. */
const files: readonly RealFile[] = [
  {
    file: "sap/sap_bseg_data.csv",
    table: "ledger_entry",
    rows: 3,
    amount: side("dmbtr", "shkzg"),
    questions: [PERIOD, currencyOf("dmbtr")],
    answers: { ...USD, constants: { period: "2006-12" } },
  },
  {
    file: "sap/sap_faglflexa_data.csv",
    table: "ledger_entry",
    rows: 3,
    amount: (cell) => cell("hsl"),
    questions: [currencyOf("hsl")],
    answers: USD,
  },
  {
    file: "sap/sap_bsak_bck_data.csv",
    table: "ledger_entry",
    rows: 2,
    amount: side("dmbtr", "shkzg"),
    questions: [currencyOf("dmbtr")],
    answers: USD,
  },
  {
    file: "sap/sap_ekpo_data.csv",
    table: "procurement_line",
    rows: 3,
    amount: (cell) => cell("netwr"),
    questions: [currencyOf("netwr")],
    answers: { dataset: "purchase", currency: "EUR" },
  },
  {
    file: "quickbooks/journal_entry_line_data.csv",
    table: "ledger_entry",
    rows: 12,
    amount: (cell) =>
      cell("posting_type") === "Debit" ? cell("amount") : negative(cell("amount")),
    questions: [PERIOD, currencyOf("amount")],
    answers: POSTED,
  },
  {
    file: "quickbooks/bill_line_data.csv",
    table: "procurement_line",
    rows: 15,
    amount: (cell) => cell("amount"),
    questions: [currencyOf("amount")],
    answers: { dataset: "invoice", currency: "USD" },
  },
  {
    file: "quickbooks/purchase_order_line_data.csv",
    table: "procurement_line",
    rows: 11,
    amount: (cell) => cell("amount"),
    questions: [currencyOf("amount")],
    answers: { dataset: "purchase", currency: "USD" },
  },
  {
    file: "quickbooks/vendor_credit_line_data.csv",
    table: "procurement_line",
    rows: 7,
    amount: (cell) => negative(cell("amount")),
    questions: [currencyOf("amount")],
    answers: { dataset: "invoice", currency: "USD" },
  },
  {
    file: "sage_intacct/sage_intacct__gl_detail.csv",
    table: "ledger_entry",
    rows: 9,
    amount: (cell) => (cell("_fivetran_deleted") === "TRUE" ? "0" : cell("amount")),
    questions: [currencyOf("debitamount")],
    answers: USD,
  },
  {
    file: "sage_intacct/sage_intacct__ap_bill_item.csv",
    table: "procurement_line",
    rows: 10,
    amount: (cell) => cell("amount"),
  },
];

/** Files of lines that give nothing to load, and what is said. */
const empty: readonly { file: string; says: string; questions: readonly string[] }[] = [
  // All ten lines are marked as non-posting.
  {
    file: "netsuite/netsuite_transaction_lines_data.csv",
    says: "has a header but no record to load",
    questions: [PERIOD, currencyOf("amount")],
  },
  // All five lines are posted without any amount.
  {
    file: "netsuite/netsuite2_tran_acct_line_data.csv",
    says: "has a header but no record to load",
    questions: [PERIOD, currencyOf("amount")],
  },
  // Neither of its two events is called a goods receipt.
  {
    file: "sap/sap_ekbe_data.csv",
    says: "has a header but no record to load",
    questions: [],
  },
];

/** Charts of accounts, which come in as such. */
const charts: readonly string[] = [
  "datev/EXTF_Kontenbeschriftungen.csv",
  "netsuite/netsuite_accounts_data.csv",
  "netsuite/netsuite_income_accounts_data.csv",
  "sage_intacct/sage_intacct__gl_account.csv",
];

/** Lines without the very thing a line is made of: rejected one by one. */
const hollow: readonly { file: string; rejects: readonly string[] }[] = [
  { file: "sap/sap_acdoca_data.csv", rejects: ["the record has no ledger account"] },
  { file: "sap/sap_coep_data.csv", rejects: ["the record has no amount"] },
];

const datev = "datev/EXTF_Buchungsstapel.csv";

function place(file: string): string {
  return realDataPath("gl", ...file.split("/"));
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

function answering(answers: Partial<Mapping> | undefined): Mapping | undefined {
  return answers === undefined ? undefined : Mapping.parse({ tieout: 1, ...answers });
}

async function assertLoads(real: RealFile, mapping: Mapping | undefined): Promise<void> {
  const engine = await openEngine();
  const path = place(real.file);
  const inspection = await inspectFinance(engine, path);
  expect(inspection?.ambiguous.map(({ question }) => question)).toEqual(real.questions ?? []);

  const loaded = await loadFinance(engine, path, { mapping });

  const [header = [], ...records] = recordsOf(path);
  const expected = addAmounts(
    records.map((cells) => real.amount((name) => cells[header.indexOf(name)] ?? "")),
  );
  expect(loaded.rejects).toEqual([]);
  expect(loaded.records).toMatchObject({ physical: records.length, loaded: real.rows });
  const stored = await storedRows(engine, real.table);
  expect(stored).toHaveLength(real.rows);
  expect(addAmounts(stored.map((row) => String(row["amount"])))).toBe(expected);
  const totals = loaded.totals.filter(({ measure }) => measure === "amount");
  expect(addAmounts(totals.map((total) => total.amount))).toBe(expected);
}

describeRealData("real ledger, invoice and order lines", () => {
  test.each(files)("$file", (real) => assertLoads(real, answering(real.answers)));

  test("a DATEV batch posts every row to its account and its contra account", async () => {
    const engine = await openEngine();
    const loaded = await loadFinance(engine, place(datev));
    expect(loaded.records).toEqual({ physical: 3, loaded: 2, rejected: 0, blank: 0, skipped: 1 });
    expect(await storedRows(engine, "ledger_entry")).toMatchObject([
      { ledger_account: "1200", amount: "-24.95", posting_date: "2018-02-21", tax_code: "8" },
      { ledger_account: "4940", amount: "24.95", line_text: "Fachbuch: Controlling für Dummies" },
      { ledger_account: "10000", amount: "5950", reference: "RE201802-135" },
      { ledger_account: "8400", amount: "-5950", posting_date: "2018-02-22" },
    ]);
  });

  test.each(empty)("$file $says", async ({ file, says, questions }) => {
    const engine = await openEngine();
    const inspection = await inspectFinance(engine, place(file));
    expect(inspection?.ambiguous.map(({ question }) => question)).toEqual(questions);
    const mapping = questions.length === 0 ? undefined : answering(POSTED);
    await expect(loadFinance(engine, place(file), { mapping })).rejects.toThrow(
      `"${file.replace(/.*\//, "")}" ${says}.`,
    );
  });

  test.each(hollow)("$file has lines that hold nothing", async ({ file, rejects }) => {
    const engine = await openEngine();
    const loaded = await loadFinance(engine, place(file));
    expect(loaded.records.loaded).toBe(0);
    expect([...new Set(loaded.rejects.map(({ reason }) => reason))]).toEqual(rejects);
  });

  test.each(charts)("%s is a chart of accounts", async (file) => {
    const engine = await openEngine();
    const loaded = await loadFinance(engine, place(file));
    expect(loaded.dataset).toBe("account");
    expect(loaded.records).toMatchObject({ rejected: 0, loaded: await countOf("ledger_account") });
    async function countOf(table: string): Promise<number> {
      return (await storedRows(engine, table)).length;
    }
  });

  test("every file of the folder is known", () => {
    const found = readdirSync(realDataPath("gl")).flatMap((system) =>
      readdirSync(realDataPath("gl", system)).map((file) => `${system}/${file}`),
    );
    const listed = [...files, ...empty, ...hollow].map(({ file }) => file);
    expect([...listed, datev, ...filesWithoutLines].sort()).toEqual(found.sort());
  });

  test("no file without lines is taken for one that has them", async () => {
    const engine = await openEngine();
    for (const file of filesWithoutLines.filter((one) => !charts.includes(one))) {
      const rejected = loadFinance(engine, place(file)).then(({ rejects }) =>
        rejects.length > 0 ? Promise.reject(new Error("has rejects")) : null,
      );
      await expect(rejected, file).rejects.toThrow();
    }
  });
});
