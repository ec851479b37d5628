import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { id, sql } from "../../../../main/engine/database/sql.ts";
import {
  canonicalPlaces,
  sameRecord,
} from "../../../../main/engine/imports/bills/canonical-places.ts";
import { planCharges } from "../../../../main/engine/imports/bills/charge-plan.ts";
import { PartLoader } from "../../../../main/engine/imports/bills/part-loader.ts";
import { writeParts } from "../../../../main/engine/imports/bills/write-parts.ts";
import { CsvTokenizer } from "../../../../main/engine/imports/readers/csv-rows.ts";
import { openEngine } from "../../../support/open-engine.ts";

const HEADER = ["BillingCurrency", "BillingPeriodStart", "BilledCost", "x_Team", "x_Empty"];
const TARGETS = ["billing_currency", "billing_period_start", "billed_cost", null, null];
const DIALECT = { delimiter: ",", quote: '"', newline: "\n" } as const;

/** Later records have more decimals, and then more digits before the point. */
const COSTS = ["1.5", "-2.25", "0.125", "0.123456789012", "7", "123456789012.5", "0.1"];
const RECORDS = COSTS.map((cost, at) => `USD,2026-10-01,${cost},"Zoë ""${at}""",`);

async function* batches(size: number) {
  const tokenizer = new CsvTokenizer(DIALECT, "bill.csv");
  const lines = [HEADER.join(","), ...RECORDS];
  for (let from = 0; from < lines.length; from += size) {
    yield tokenizer.push(`${lines.slice(from, from + size).join("\n")}\n`, false);
  }
}

async function load(table: string, batchRows: number, bytes: number) {
  const { context } = await openEngine();
  const targets = TARGETS.map((column) => (column === null ? null : { column, how: "named" }));
  const plan = planCharges(HEADER, targets, null);
  const places = canonicalPlaces(plan, sameRecord(plan));
  await mkdir(context.folder.staging, { recursive: true });
  const { signal } = new AbortController();
  return context.change("test", async ({ writer }) => {
    const dialect = { ...DIALECT, confidence: "exact", reason: "" } as const;
    const loader = new PartLoader({ writer, signal }, { table, plan: places.plan, dialect });
    const canonical = await writeParts(
      {
        rows: batches(batchRows),
        headerLine: 1,
        plan,
        places,
        shapes: { conventions: new Map(), dateFormats: new Map() },
        delimiter: ",",
        rewriter: null,
      },
      join(context.folder.staging, "bill"),
      loader,
      { firstBytes: bytes, bytes },
    );
    const loaded = await loader.finish();
    const { rows } = await writer.table(
      sql`select cast(billed_cost as decimal(38, 12)), custom, billed_period from ${id(table)}
        order by rowid`,
    );
    return {
      rows,
      records: loaded?.records,
      sum: loaded?.sumUnits("billed_cost"),
      counted: canonical.sums.get("billed_cost"),
      left: await readdir(context.folder.staging),
    };
  });
}

test("a text loaded in parts is the text, though later ones need wider columns", async () => {
  const whole = await load("charge_whole", 100, 1_000_000);
  const parts = await load("charge_parts", 1, 1);
  expect(parts).toEqual(whole);
  expect(whole).toMatchObject({ records: COSTS.length, sum: whole.counted, left: [] });
  expect(whole.rows[3]).toEqual(["0.123456789012", '{"x_Team":"Zoë \\"3\\""}', "2026-10"]);
});
