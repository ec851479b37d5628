import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { financeFormats } from "../../main/engine/imports/formats/index.ts";
import { addAmounts } from "../../shared/domain/amount.ts";
import { Dataset, Mapping } from "../../shared/domain/mapping.ts";
import { loadFinance, storedRows } from "../support/load-finance.ts";
import { openEngine } from "../support/open-engine.ts";

const folder = import.meta.dirname;

const Amounts = z.array(z.string());
const Total = z.strictObject({
  measure: z.string(),
  currency: z.string(),
  period: z.string().nullable(),
  amount: z.string(),
});
const Expected = z.strictObject({
  dataset: Dataset,
  records: z.strictObject({
    physical: z.number(),
    loaded: z.number(),
    rejected: z.number(),
    blank: z.number(),
    skipped: z.number(),
  }),
  /** The amounts of the file, retyped one by one; their exact sum must be what was loaded. */
  amounts: Amounts,
  totals: z.array(Total),
  first: z.record(z.string(), z.union([z.string(), z.number()])),
  last: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const TABLE = {
  ledger: "ledger_entry",
  purchase: "procurement_line",
  invoice: "procurement_line",
  driver: "driver_quantity",
  fx: "exchange_rate",
  commitment: "contract_commitment",
  "billing-period": "billing_period",
  "invoice-detail": "invoice_detail",
  "trial-balance": "trial_balance",
  account: "ledger_account",
  "cost-centre": "cost_centre",
  "legal-entity": "legal_entity",
  receipt: "goods_receipt",
  contract: "contract",
  budget: "budget_line",
  calendar: "fiscal_period",
  event: "business_event",
} as const;
/** The amount of a row, where it is not called so; null where it has none. */
const VALUE: Readonly<Record<string, string | null>> = {
  driver: "quantity",
  fx: "rate",
  commitment: "contract_commitment_cost",
  "billing-period": null,
  "invoice-detail": "billed_cost",
  account: null,
  "cost-centre": null,
  "legal-entity": null,
  contract: "committed_amount",
  calendar: null,
  event: null,
};

const cases = financeFormats.flatMap(({ id }) =>
  readdirSync(join(folder, id)).map((dialect) => `${id}/${dialect}`),
);

test.each(cases)("%s loads completely and exactly", async (name) => {
  const place = join(folder, name);
  const input = readdirSync(place).find((file) => file.startsWith("input.")) ?? "";
  const mappingPath = join(place, "mapping.yaml");
  const mapping = existsSync(mappingPath)
    ? Mapping.parse(parse(readFileSync(mappingPath, "utf8")))
    : undefined;
  const expected = Expected.parse(JSON.parse(readFileSync(join(place, "expected.json"), "utf8")));
  const engine = await openEngine();

  const loaded = await loadFinance(engine, join(place, input), { mapping });

  expect(loaded.rejects).toEqual([]);
  expect(loaded.dataset).toBe(expected.dataset);
  expect(loaded.records).toEqual(expected.records);
  const { physical, loaded: kept, rejected, blank, skipped } = loaded.records;
  expect(kept + rejected + blank + skipped).toBe(physical);
  expect(loaded.totals.map(({ records: _, ...total }) => total)).toEqual(expected.totals);
  const dataset = expected.dataset as keyof typeof TABLE;
  const rows = await storedRows(engine, TABLE[dataset]);
  const column = VALUE[dataset] === undefined ? "amount" : VALUE[dataset];
  const amounts = rows.flatMap((row) => (column === null ? [] : (row[column] ?? [])));
  expect(addAmounts(amounts.map(String))).toBe(addAmounts(expected.amounts));
  expect(amounts).toHaveLength(expected.amounts.length);
  expect(rows.length).toBeGreaterThanOrEqual(expected.records.loaded);
  expect(rows[0]).toEqual(expected.first);
  if (expected.last !== undefined) {
    expect(rows.at(-1)).toEqual(expected.last);
  }
});
