import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import type { ImportPreview } from "../../../../shared/contract/jobs.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { focusText } from "../../../support/focus-text.ts";
import { grantBytes, importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { workspaceState } from "../../../support/workspace-state.ts";

const LEDGER = Mapping.parse({
  tieout: 1,
  dataset: "ledger",
  columns: {
    ledger_account: "Account",
    posting_date: "Date",
    document_number: "Doc",
    amount: "Amount",
    currency: "Currency",
  },
});
const HEADER = "Account,Date,Doc,Amount,Currency";

function ledger(...lines: readonly string[]): string {
  return `${[HEADER, ...lines].join("\n")}\n`;
}

async function preview(engine: Engine, text: string, mapping?: Mapping): Promise<ImportPreview> {
  const file = await grantBytes(engine, text, "ledger.csv");
  return unwrap(await engine.runJob("preview", { file, ...(mapping ? { mapping } : {}) }));
}

const GOOD = ["6100,2026-10-03,D1,10.50,EUR", "6100,2026-10-04,D2,20,EUR"];

test("a preview says what an import would, and leaves no trace", async () => {
  const engine = await openEngine();
  const before = await workspaceState(engine);
  const version = engine.context.dataVersion();
  const previewed = await preview(engine, ledger(...GOOD, "6100,2026-10-05,D3,abc,EUR"), LEDGER);
  expect(await workspaceState(engine)).toEqual(before);
  expect(engine.context.dataVersion()).toBe(version);
  expect(previewed.records).toEqual({ physical: 3, loaded: 2, rejected: 1, blank: 0, skipped: 0 });
  expect(previewed.totals[0]).toEqual({
    measure: "amount",
    currency: "EUR",
    period: "2026-10",
    records: 2,
    amount: "30.5",
  });
  expect(previewed.groups).toMatchObject([
    {
      cause: "not-a-number",
      count: 1,
      columns: [{ column: "Amount", field: "amount", count: 1 }],
      values: [{ column: "Amount", found: "abc", count: 1 }],
      isWhole: true,
      examples: [{ line: 4, column: "Amount", found: "abc" }],
    },
  ]);
});

test("ten thousand bad rows are at most eight groups, with what they cost", async () => {
  const engine = await openEngine();
  const bad = Array.from({ length: 2500 }, (_, index) => [
    `6100,2026-10-05,A${index},n/a,EUR`,
    `6100,32.10.2026,B${index},1.25,EUR`,
    `6100,2026-10-05,C${index},2,XQZ`,
    `6100,2026-10-05,D${index},3,EUR,too,many`,
  ]).flat();
  const { groups, records } = await preview(engine, ledger(...GOOD, ...bad), LEDGER);
  expect(records).toMatchObject({ loaded: 2, rejected: 10_000 });
  expect(groups.length).toBeLessThanOrEqual(8);
  expect(groups.map(({ cause, count }) => `${cause} ${count}`).sort()).toEqual([
    "currency-unknown 2500",
    "date-unclear 2500",
    "not-a-number 2500",
    "record-broken 2500",
  ]);
  const dates = groups.find(({ cause }) => cause === "date-unclear");
  expect(dates?.atStake).toEqual([{ currency: "EUR", amount: "3125", records: 2500 }]);
  expect(groups.every(({ examples }) => examples.length === 3)).toBe(true);
});

test("a replaced value mends every row that holds it, and is counted in a finding", async () => {
  const engine = await openEngine();
  const text = ledger(...GOOD, "6100,2026-10-05,D3,n/a,EUR", "6100,2026-10-06,D4,n/a,EUR");
  const replace = [{ column: "Amount", from: "n/a", to: "0", reason: "no charge" }];
  const { records, findings, groups } = await preview(engine, text, { ...LEDGER, replace });
  expect(groups).toEqual([]);
  expect(records).toMatchObject({ loaded: 4, rejected: 0 });
  const [finding] = findings.filter(({ code }) => code === "cells-replaced");
  expect(finding).toMatchObject({ count: 2, column: "Amount", severity: "warning" });
  expect(finding?.found).toContain('"n/a", read as "0": no charge');
});

test("a replaced value of a bill is read in the same way", async () => {
  const engine = await openEngine();
  const text = focusText([{ BilledCost: "7.5" }, { BilledCost: "n/a" }]);
  const first = await preview(engine, text);
  expect(first.groups).toMatchObject([
    { cause: "not-a-number", values: [{ column: "BilledCost", found: "n/a", count: 1 }] },
  ]);
  const replace = [{ column: "BilledCost", from: "n/a", to: "2.5", reason: "as invoiced" }];
  const mapping = Mapping.parse({ tieout: 1, dataset: "charge", replace });
  const mended = await preview(engine, text, mapping);
  expect(mended.records).toMatchObject({ loaded: 2, rejected: 0 });
  expect(mended.totals).toContainEqual(
    expect.objectContaining({ measure: "billed_cost", amount: "10" }),
  );
  expect(mended.findings.map(({ code }) => code)).toContain("cells-replaced");
});

test("rejects are saved as CSV in which no text is a formula", async () => {
  const engine = await openEngine();
  const folder = await mkdtemp(join(tmpdir(), "rejects-"));
  const out = join(folder, "rejects.csv");
  const text = ledger(...GOOD, '"=1+1",2026-10-05,D3,abc,EUR', "-6100,2026-10-05,D4,abc,EUR");
  const file = await grantBytes(engine, text, "ledger.csv");
  const rejectsTo = engine.grantSave(out);
  unwrap(await engine.runJob("preview", { file, mapping: LEDGER, rejectsTo }));
  const previewed = await readFile(out, "utf8");
  expect(previewed.split("\r\n")).toHaveLength(4);
  expect(previewed).toContain("4,Amount,amount-unreadable,");
  expect(previewed).toContain('"""=1+1"",2026-10-05,D3,abc,EUR');
  expect(previewed).toMatch(/,"'-6100,2026-10-05,D4,abc,EUR"/);
  const { files } = unwrap(await importText(engine, text, { mapping: LEDGER, allowRejects: true }));
  const sourceFileId = files[0]?.sourceFileId ?? "";
  const saved = unwrap(
    await engine.client.workspace.saveRejects({ sourceFileId, out: engine.grantSave(out) }),
  );
  expect(saved).toEqual({ rejects: 2 });
  expect(await readFile(out, "utf8")).toBe(previewed);
  await rm(folder, { recursive: true });
});

test("a restated ledger shows the difference by period and line", async () => {
  const engine = await openEngine();
  const first = unwrap(
    await importText(engine, ledger(...GOOD, "6200,2026-10-09,D9,5,EUR"), { mapping: LEDGER }),
  );
  const restated = ledger(
    "6100,2026-10-03,D1,11,EUR",
    "6100,2026-10-04,D2,20,EUR",
    "6200,2026-10-10,D8,7,EUR",
  );
  const { restates } = await preview(engine, restated);
  expect(restates).toHaveLength(1);
  const [{ difference, isCovered, sourceFileId } = never()] = restates;
  expect({ isCovered, sourceFileId }).toEqual({
    isCovered: true,
    sourceFileId: first.files[0]?.sourceFileId,
  });
  expect(difference.periods).toEqual([
    { period: "2026-10", currency: "EUR", before: "35.5", after: "38", difference: "2.5" },
  ]);
  expect(difference.lines).toEqual({ new: 1, gone: 1, changed: 1, same: 1 });
  expect(difference.changes.map(({ change, difference: by }) => `${change} ${by}`)).toEqual([
    "new 7",
    "gone -5",
    "changed 0.5",
  ]);
  const after = unwrap(await importText(engine, restated, { replace: true }));
  const page = unwrap(
    await engine.client.workspace.difference({
      before: sourceFileId,
      after: after.files[0]?.sourceFileId ?? "",
      offset: 1,
      limit: 1,
    }),
  );
  expect(page.changes).toEqual(difference.changes.slice(1, 2));
});

test("a restated bill shows the difference by its charges", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, focusText([{ BilledCost: "7.5" }])));
  const { restates } = await preview(engine, focusText([{ BilledCost: "9" }]));
  expect(restates.map(({ difference }) => difference.periods)).toMatchObject([
    [{ before: "7.5", after: "9", difference: "1.5" }],
  ]);
  expect(restates[0]?.difference.lines).toMatchObject({ changed: 1, new: 0, gone: 0 });
});

test("undoing a replacement withdraws the new file and brings the old one back", async () => {
  const engine = await openEngine();
  const old = unwrap(await importText(engine, ledger(...GOOD), { mapping: LEDGER }));
  const again = ledger("6100,2026-10-03,D1,11,EUR", "6100,2026-10-04,D2,20,EUR");
  const { files } = unwrap(await importText(engine, again, { replace: true }));
  const ids = files.map(({ sourceFileId }) => sourceFileId);
  const undone = unwrap(await engine.client.workspace.undoImport({ sourceFileIds: ids }));
  expect(undone.restored.map(({ sourceFileId }) => sourceFileId)).toEqual([
    old.files[0]?.sourceFileId,
  ]);
  const { sources } = unwrap(await engine.client.workspace.sources({}));
  expect(sources.map(({ controlTotals }) => controlTotals[0]?.amount)).toEqual(["30.5"]);
});

test("a layout is listed by its header, renamed and forgotten", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, ledger(...GOOD), { mapping: LEDGER }));
  const { workspace } = engine.client;
  const [layout = never()] = unwrap(await workspace.layouts({})).layouts;
  expect(layout).toMatchObject({ dataset: "ledger", header: HEADER.split(",") });
  expect(layout.lastUsedAt).toBe("2026-11-03T09:12:00Z");
  const { fingerprint } = layout;
  unwrap(await workspace.renameLayout({ fingerprint, name: "Group ledger" }));
  expect(unwrap(await workspace.layouts({})).layouts[0]?.name).toBe("Group ledger");
  expect(unwrap(await workspace.deleteLayout({ fingerprint }))).toEqual({ deleted: true });
  expect(unwrap(await workspace.layouts({})).layouts).toEqual([]);
  expect(unwrap(await workspace.deleteLayout({ fingerprint }))).toEqual({ deleted: false });
});

test("a bill of an own layout is known by its header the next time", async () => {
  const engine = await openEngine();
  const bill = (day: string): string => `Day,What,Cost\n2026-10-${day},Compute,1.25\n`;
  const mapping = Mapping.parse({
    tieout: 1,
    dataset: "charge",
    currency: "USD",
    columns: {
      billing_period_start: "Day",
      charge_period_start: "Day",
      service_name: "What",
      billed_cost: "Cost",
    },
  });
  unwrap(await importText(engine, bill("01"), { mapping }));
  const file = await grantBytes(engine, bill("02"));
  const { files } = unwrap(await engine.client.workspace.inspect({ files: [file] }));
  expect(files[0]).toMatchObject({ confidence: "exact", dataset: "charge", ambiguous: [] });
  expect(unwrap(await engine.runJob("preview", { file })).totals).toContainEqual(
    expect.objectContaining({ measure: "billed_cost", currency: "USD", amount: "1.25" }),
  );
});

test("an expected total that differs becomes a finding of the file", async () => {
  const engine = await openEngine();
  const take = async (amount: string): Promise<unknown> => {
    const file = await grantBytes(engine, ledger(...GOOD, `6100,2026-10-05,D3,${amount},EUR`));
    const expectedTotals = [{ measure: "amount", currency: "EUR", amount: "31.5" }];
    const files = [{ file, mapping: LEDGER, expectedTotals }];
    return unwrap(await engine.runJob("import", { files })).files[0]?.findings.filter(
      ({ code }) => code === "expected-total-differs",
    );
  };
  expect(await take("1")).toEqual([]);
  expect(await take("0.99")).toMatchObject([{ found: "31.49 EUR loaded", amountAtStake: "-0.01" }]);
});

function never(): never {
  throw new Error("nothing was found");
}
