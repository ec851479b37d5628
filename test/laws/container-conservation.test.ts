import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { statement } from "../../main/engine/database/sql.ts";
import type { Engine } from "../../main/engine/engine.ts";
import { loadFinanceFile } from "../../main/engine/imports/finance/finance-file.ts";
import { discardStaged, stageFile } from "../../main/engine/imports/readers/stage-file.ts";
import { addAmounts, fromUnits } from "../../shared/domain/amount.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { batchOf } from "../support/case-batch.ts";
import { namedEncoding, writeContained, writing } from "../support/contained-file.ts";
import { exactDecimal, roundedUnits } from "../support/exact-csv.ts";
import { lawRuns } from "../support/law-runs.ts";
import { openEngine } from "../support/open-engine.ts";

/** Files of one transaction; with the other laws of imports, ten thousand at the full count. */
const FILES = 50;
const FILES_PER_RUN = 6;

const digits = (max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: max }).map((d) => d.join(""));
const amount = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(digits(6), digits(4)).map(([a, b]) => `${a}.${b}`) },
  { weight: 2, arbitrary: fc.tuple(digits(16), digits(18)).map(([a, b]) => `${a}.${b}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(digits(2), fc.integer({ min: 0, max: 9 })).map(([a, e]) => `${a}E-${e}`),
  },
  { weight: 1, arbitrary: fc.constantFrom("0", "7", "0.0000000000005", "1234567.8901") },
);
const line = fc.record({
  amount: fc
    .tuple(fc.boolean(), amount)
    .map(([isNegative, text]) => (isNegative ? `-${text}` : text)),
  isBad: fc.integer({ min: 0, max: 14 }).map((one) => one === 0),
  text: fc.constantFrom(
    "",
    "Größe",
    "a;b,c|d",
    'says "x" & <y>',
    "Überweisung – 12 €",
    "007",
    "=1+1",
  ),
});
const file = fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 12 }), how: writing });

const MAPPING = {
  tieout: 1,
  dataset: "ledger",
  decimal: ".",
  dateFormat: "YYYY-MM-DD",
  currency: "EUR",
  columns: {
    ledger_account: "Account",
    posting_date: "Posting date",
    amount: "Amount",
    line_text: "Text",
  },
} as const;
const HEADER = ["Account", "Posting date", "Amount", "Text"];

type Change = Parameters<Parameters<Engine["context"]["change"]>[1]>[0];
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

function cellsOf({ amount: text, isBad, text: label }: Line): string[] {
  return ["4711", "2026-10-17", isBad ? "abc" : text, label];
}

test("Σ loaded = Σ of the file and no record is lost, whatever it comes in", async () => {
  const engine = await openEngine();
  const path = join(engine.context.folder.temporary, "lines.bin");
  const property = fc.asyncProperty(batchOf(file, FILES), async (cases) => {
    const told: Told[] = [];
    await engine.context.change("import", async (change) => {
      for (const [index, { lines, how }] of cases.entries()) {
        // A last line that loads, so that no file is refused for having none, and that no other
        // file of the transaction holds: a file of the same bytes would be the same file.
        const last = ["4711", "2026-10-31", "1", `file ${index}`];
        const table = [HEADER, ...lines.map(cellsOf), last];
        await writeFile(path, writeContained(table, how));
        told.push(await loadOne(engine, change, path, namedEncoding(how)));
      }
      await change.writer.run(statement("delete from ledger_entry"));
    });
    expect(told).toEqual(cases.map(({ lines }) => expectedOf(lines)));
  });
  await fc.assert(property, { numRuns: Math.ceil((lawRuns * FILES_PER_RUN) / FILES) });
});

interface Told {
  readonly loaded: number;
  readonly rejected: number;
  readonly total: string;
}

async function loadOne(
  engine: Engine,
  change: Change,
  path: string,
  encoding: string | undefined,
): Promise<Told> {
  const named = encoding === undefined ? {} : { encoding };
  const staged = await stageFile({ path, name: "lines.bin" }, engine.context.folder, named);
  try {
    const signal = new AbortController().signal;
    const job = { ...change, engine: engine.context, signal, progress: () => undefined };
    const mapping = Mapping.parse({ ...MAPPING, ...named });
    const { records, totals } = await loadFinanceFile(job, staged, { mapping });
    const { physical, loaded, rejected, blank, skipped } = records;
    expect(physical).toBe(loaded + rejected + blank + skipped);
    const amounts = totals.filter(({ measure }) => measure === "amount");
    return { loaded, rejected, total: addAmounts(amounts.map((one) => one.amount)) };
  } finally {
    await discardStaged(staged);
  }
}

function expectedOf(lines: readonly Line[]): Told {
  const good = lines.filter(({ isBad }) => !isBad).map((one) => one.amount);
  const units = [...good, "1"].map((text) => roundedUnits(exactDecimal(text)));
  return {
    loaded: good.length + 1,
    rejected: lines.length - good.length,
    total: fromUnits(units.reduce((sum, one) => sum + one, 0n)),
  };
}
