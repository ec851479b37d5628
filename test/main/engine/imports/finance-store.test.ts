import { expect, test } from "vitest";
import type { JobContext } from "../../../../main/engine/context.ts";
import type { Engine } from "../../../../main/engine/engine.ts";
import { loadFinanceFile } from "../../../../main/engine/imports/finance/finance-file.ts";
import { FinanceRow } from "../../../../main/engine/imports/finance/finance-row.ts";
import { FinanceStore } from "../../../../main/engine/imports/finance/finance-store.ts";
import { glJournal } from "../../../../main/engine/imports/formats/gl-journal.ts";
import { stageFile } from "../../../../main/engine/imports/readers/stage-file.ts";
import { storedRows, writeInput } from "../../../support/load-finance.ts";
import { openEngine } from "../../../support/open-engine.ts";

async function inJob<T>(
  engine: Engine,
  work: (job: JobContext) => Promise<T>,
  abort = new AbortController(),
): Promise<T> {
  return engine.context.change("import", (change) =>
    work({
      ...change,
      engine: engine.context,
      signal: abort.signal,
      progress: () => undefined,
    }),
  );
}

function ledgerRow(line: number, units: bigint): FinanceRow {
  const row = new FinanceRow(
    { line, cells: [], kinds: null, raw: "", broken: null, isHidden: false },
    [],
    "text",
  );
  row.setText("entity", "Example");
  row.setText("ledger_account", '6550 "Cloud", Haus\nzwei');
  row.setText("period", "2026-10");
  row.setText("currency", "EUR");
  row.setUnits("amount", units);
  return row;
}

test("texts and amounts are stored as they are, whatever they contain", async () => {
  const engine = await openEngine();
  const largest = 10n ** 38n - 1n;
  await inJob(engine, async (job) => {
    const store = new FinanceStore(job, glJournal, "00000000000000aa");
    store.add(ledgerRow(2, largest));
    store.add(ledgerRow(3, -largest));
    store.add(ledgerRow(4, -1n));
    await store.insert();
    await store.discard();
  });
  expect(await storedRows(engine, "ledger_entry")).toMatchObject([
    {
      ledger_account: '6550 "Cloud", Haus\nzwei',
      amount: "99999999999999999999999999.999999999999",
    },
    { amount: "-99999999999999999999999999.999999999999" },
    { source_row: 4, amount: "-0.000000000001" },
  ]);
});

test("every kind of text comes back as it went in", async () => {
  const engine = await openEngine();
  const texts = [
    "\r",
    "\r\n",
    "a\rb",
    "\n\n",
    '"',
    '""',
    "\\",
    '\\"',
    "'",
    ",",
    "null",
    "NULL",
    "\\N",
    " x ",
    "\t",
    "#",
    "--",
    "😀",
    "\u2028",
    'a,b\r\n"c"',
  ];
  await inJob(engine, async (job) => {
    const store = new FinanceStore(job, glJournal, "00000000000000aa");
    for (const [index, text] of texts.entries()) {
      const row = ledgerRow(index + 1, 1n);
      row.setText("line_text", text);
      store.add(row);
    }
    await store.insert();
    await store.discard();
  });
  const rows = await storedRows(engine, "ledger_entry");
  expect(rows.map((row) => row["line_text"])).toEqual(texts);
});

test.each([
  ["loses a row", " where source_row <> '3'", "The stored records is 1; the file's own is 2."],
  ["repeats a row", ", range(2)", "The stored records is 4; the file's own is 2."],
])("a relation that %s is not kept", async (_, clause, message) => {
  const engine = await openEngine();
  const format = { ...glJournal, insert: glJournal.insert + clause };
  const load = inJob(engine, async (job) => {
    const store = new FinanceStore(job, format, "00000000000000aa");
    store.add(ledgerRow(2, 5n));
    store.add(ledgerRow(3, 7n));
    await store.insert();
  });
  await expect(load).rejects.toMatchObject({ shape: { code: "import-not-conserved", message } });
  expect(await storedRows(engine, "ledger_entry")).toEqual([]);
});

test("a relation that changes an amount is not kept", async () => {
  const engine = await openEngine();
  const insert = glJournal.insert.replace(
    "cast(amount as decimal(38, 12))",
    "cast(cast(amount as decimal(18, 2)) as decimal(38, 12))",
  );
  const load = inJob(engine, async (job) => {
    const store = new FinanceStore(job, { ...glJournal, insert }, "00000000000000aa");
    store.add(ledgerRow(2, 1_234_567_890_123n));
    await store.insert();
  });
  await expect(load).rejects.toThrow(
    "The stored amount is 1.23; the file's own is 1.234567890123.",
  );
});

test("a cancelled load leaves nothing behind", async () => {
  const engine = await openEngine();
  const path = await writeInput(
    engine,
    "ledger.csv",
    `Account,Posting Date,Amount,Currency\n${"6550,2026-10-01,1,EUR\n".repeat(100)}`,
  );
  for (const stage of ["Reading", "Storing"]) {
    const abort = new AbortController();
    const staged = await stageFile({ path, name: "ledger.csv" }, engine.context.folder);
    const load = engine.context.change("import", (change) => {
      const progress = (reached: string): void => {
        if (reached === stage) {
          abort.abort();
        }
      };
      const job = { ...change, engine: engine.context, signal: abort.signal, progress };
      return loadFinanceFile(job, staged, {}).then(() => abort.signal.throwIfAborted());
    });
    await expect(load).rejects.toThrow();
    expect(await storedRows(engine, "ledger_entry")).toEqual([]);
  }
});
