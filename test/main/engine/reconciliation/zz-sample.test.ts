import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { statement } from "../../../../main/engine/database/sql.ts";
import { CHARGE_FILE_COLUMNS } from "../../../../main/engine/relations/charge-columns.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { loadFinance } from "../../../support/load-finance.ts";
import { itemLines, openCase, reconcilePeriod } from "../../../support/reconcile-case.ts";
import { seedCharges } from "../../../support/seed.ts";

const base = "resources/sample-company/";
function csv(text: string): Record<string, string>[] {
  const out: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let q = false;
  for (let i = 0; i < text.length; i++) {
    const ch = text[i]!;
    if (q) {
      if (ch === '"') {
        if (text[i + 1] === '"') {
          cell += '"';
          i++;
        } else q = false;
      } else cell += ch;
    } else if (ch === '"') q = true;
    else if (ch === ",") {
      row.push(cell);
      cell = "";
    } else if (ch === "\n") {
      row.push(cell.replace(/\r$/, ""));
      out.push(row);
      row = [];
      cell = "";
    } else cell += ch;
  }
  const h = out[0]!;
  return out
    .slice(1)
    .filter((r) => r.length > 1)
    .map((r) => Object.fromEntries(h.map((n, i) => [n, r[i] ?? ""])));
}
test("sample", async () => {
  const engine = await openCase({});
  for (const f of readdirSync(base + "billing").sort()) {
    const raw = readFileSync(base + "billing/" + f);
    const text = (f.endsWith(".gz") ? gunzipSync(raw) : raw).toString("utf8");
    const rows = csv(text).map((r) => ({
      ...Object.fromEntries(
        CHARGE_FILE_COLUMNS.map(({ name, focus, kind }) => {
          const v = r[focus];
          return [
            name,
            v === undefined || v === ""
              ? null
              : kind === "timestamp"
                ? v.replace("T", " ").replace("Z", "")
                : v,
          ];
        }),
      ),
      billed_period: r["BillingPeriodStart"]!.slice(0, 7),
      effective_period:
        r["BillingPeriodStart"]!.slice(0, 7) > r["ChargePeriodStart"]!.slice(0, 7)
          ? r["BillingPeriodStart"]!.slice(0, 7)
          : r["ChargePeriodStart"]!.slice(0, 7),
    }));
    await seedCharges(engine.context, rows, f);
  }
  const fin: [string, string | null][] = [];
  for (const m of ["08", "09", "10"]) {
    fin.push(
      [`ledger/gmbh-2026-${m}.csv`, "ledger/mapping-gmbh.yaml"],
      [`ledger/inc-2026-${m}.xlsx`, "ledger/mapping-inc.yaml"],
    );
  }
  fin.push(
    ["procurement/supplier-invoices.csv", "procurement/mapping-supplier-invoices.yaml"],
    ["procurement/purchase-orders.csv", "procurement/mapping-purchase-orders.yaml"],
    ["fx/rates.csv", null],
  );
  for (const [f, m] of fin) {
    const mapping = m === null ? undefined : Mapping.parse(parse(readFileSync(base + m, "utf8")));
    await loadFinance(engine, base + f, mapping === undefined ? {} : { mapping });
  }
  await engine.context.change("x", async ({ writer }) => {
    for (const t of ["ledger_entry", "procurement_line", "exchange_rate"]) {
      await writer.run(
        statement(
          `insert into source_file select distinct source_file_id, source_file_id, source_file_id, 0, 'x', case '${t}' when 'ledger_entry' then 'ledger' when 'exchange_rate' then 'fx' else 'invoice' end, null, '[]','[]',0,0,0,0,0,true,null,1,'' from ${t}`,
        ),
      );
    }
  });
  const t0 = performance.now();
  const { result, items } = await reconcilePeriod(
    engine,
    "2026-10",
    readFileSync(base + "reconciliation.yaml", "utf8"),
  );
  process.stderr.write(`\nTIME ${performance.now() - t0}\n`);
  for (const [ms, name] of [...(globalThis as Record<string, [number, string][]>)["PROF"]!]
    .sort((x, y) => y[0] - x[0])
    .slice(0, 28))
    process.stderr.write(`${ms.toFixed(1)} ${name}\n`);
  process.stderr.write(`n ${(globalThis as Record<string, [number, string][]>)["PROF"]!.length}\n`);
  for (const a of result.accounts)
    process.stderr.write(
      `${a.account} L ${a.ledger} B ${a.billing} I ${a.itemsTotal} U ${a.unidentified} matched ${a.matchedLedgerLines}/${a.ledgerLines} ${a.matchedBillingLines}/${a.billingLines}\n`,
    );
  for (const i of items)
    process.stderr.write(
      `${i.account} ${i.type} ${i.amount} n${i.lines} ${i.firstPeriod}>${i.clearsPeriod} | ${i.description} | ${i.reason}\n`,
    );
  process.stderr.write(JSON.stringify(result.passes) + "\n");
  for (const period of ["2026-08", "2026-09"]) {
    const r = await reconcilePeriod(engine, period);
    process.stderr.write(`${period} ties ${r.result.ties} ${itemLines(r.items).join("; ")}\n`);
  }
  const planted = JSON.parse(
    readFileSync("test/golden/sample-company/planted.json", "utf8"),
  ).differences;
  const key = (o: { account: string; type: string; amount: string }) =>
    `${o.account} ${o.type} ${o.amount}`;
  expect(items.map(key).sort()).toEqual(planted.map(key).sort());
});
