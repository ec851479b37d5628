import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { readWorkbook } from "../../../../main/engine/xlsx/read-cells.ts";
import { ZipPackage } from "../../../../main/engine/xlsx/zip-package.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges, seedTable } from "../../../support/seed.ts";
import { CLOSED, COMPARED, seedClose } from "../../../support/seed-close.ts";

const SCOPE = { period: CLOSED, compare: COMPARED, currency: "USD" } as const;
const CHECK = "Every run stands on the files, rates and entities of the workspace";

let folder = "";
let engine: Engine;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-stale-"));
  engine = await openEngine();
  await seedClose(engine);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function exportClose(more: { convention?: "symmetric" | "standard-cost" } = {}) {
  const out = engine.grantSave(join(folder, "w.xlsx"));
  return engine.runJob("export", { ...SCOPE, ...more, out });
}

async function importLate(period: string = CLOSED): Promise<void> {
  const line = {
    entity: "Example Group",
    ledger_account: "61100",
    period,
    posting_date: `${period}-31`,
    amount: "5000",
    currency: "USD",
  };
  const file = await seedTable(engine.context, "ledger_entry", [line], "late.csv");
  await engine.context.change("seed", async ({ writer }) => {
    await writer.run({
      text:
        "insert into source_file_total values " +
        "($file, 'amount', 'USD', $period, 1, cast('5000' as decimal(38, 12)))",
      parameters: { file, period },
    });
  });
}

test("a ledger line that came after the reconciliation stops the export by name", async () => {
  await importLate();
  const preview = unwrap(await engine.client.workbook.preview(SCOPE));
  const stale = ['Run the reconciliation of 2026-10 again: since then "late.csv" was imported.'];
  expect(preview).toMatchObject({ isReady: false, missing: stale, stale });
  expect(await exportClose()).toMatchObject({
    ok: false,
    error: {
      code: "run-stale",
      message: "The workbook of 2026-10 would show a run that is out of date.",
      remedy: stale[0],
    },
  });
  expect(await readdir(folder)).toEqual([]);
  unwrap(await engine.runJob("reconcile", { period: CLOSED, currency: "USD" }));
  const result = unwrap(await exportClose());
  expect(result.checks).toContainEqual({
    sheet: "Sources",
    check: CHECK,
    ok: true,
    detail: "3 runs",
  });
});

test("a bill that came after makes three runs stale, a withdrawn one is named too", async () => {
  const sources = unwrap(await engine.client.workspace.sources({})).sources;
  const bill = sources.find(({ file }) => file === "bill-2026-10.csv");
  unwrap(await engine.client.workspace.withdraw({ sourceFileId: bill?.sourceFileId ?? "" }));
  await seedCharges(engine.context, [{ billed_period: CLOSED, billed_cost: "1" }], "new.csv");
  const since = 'since then "new.csv" was imported, "bill-2026-10.csv" was withdrawn.';
  const { stale } = unwrap(await engine.client.workbook.preview(SCOPE));
  expect(stale).toEqual([
    `Run the allocation of 2026-10 again: ${since}`,
    `Run the reconciliation of 2026-10 again: ${since}`,
    `Run the variance from 2026-09 to 2026-10 again: ${since}`,
  ]);
});

test("what a later month brings leaves the close of this one as it is", async () => {
  await importLate("2027-03");
  await seedCharges(engine.context, [{ billed_period: "2027-03", billed_cost: "1" }], "march.csv");
  await engine.context.change("seed", async ({ writer }) => {
    await writer.run({
      text:
        "insert into source_file_total select source_file_id, 'billed_cost', 'USD', '2027-03', " +
        "1, 1 from source_file where file_name = 'march.csv'",
      parameters: {},
    });
  });
  expect(unwrap(await engine.client.workbook.preview(SCOPE))).toMatchObject({ isReady: true });
});

test("another average rate of the month makes what is converted stale", async () => {
  const rate = {
    rate_date: "2026-10-30",
    from_currency: "EUR",
    to_currency: "USD",
    rate: "1.12",
    rate_type: "average",
  };
  await seedTable(engine.context, "exchange_rate", [rate], "rates.csv");
  const { stale } = unwrap(await engine.client.workbook.preview(SCOPE));
  const since = "since then exchange rates of its months changed.";
  expect(stale).toEqual([
    `Run the reconciliation of 2026-10 again: ${since}`,
    `Run the variance from 2026-09 to 2026-10 again: ${since}`,
  ]);
});

test("later rules are named, but do not change what was allocated", async () => {
  const { text } = unwrap(await engine.client.allocation.rules({}));
  unwrap(await engine.client.allocation.save({ text: `${text}\n# another version\n` }));
  const result = unwrap(await exportClose());
  expect(result.warnings).toEqual([]);
  const changed = text.replace("name: Search", "name: Finding");
  unwrap(await engine.client.allocation.save({ text: changed }));
  expect(unwrap(await exportClose()).warnings).toEqual([
    "The workbook shows the allocation of 2026-10 by the rules it was run with; another version " +
      "was saved since. Run the allocation again to use it.",
  ]);
});

test("the workbook shows the variance asked for last, and names its convention", async () => {
  const question = { from: COMPARED, to: CLOSED, currency: "USD" };
  const standard = { ...question, convention: "standard-cost" as const };
  const caption = async () => {
    const zip = await ZipPackage.open(join(folder, "w.xlsx"), "workbook");
    const sheet = (await readWorkbook(zip)).sheets.find(({ name }) => name === "Variance");
    zip.close();
    const cells = [...(sheet?.rows.values() ?? [])].flatMap((row) => [...row.values()]);
    return cells.map(({ text }) => text).find((text) => text.includes("cost by effect"));
  };
  unwrap(await engine.runJob("variance", standard));
  unwrap(await exportClose());
  expect(await caption()).toBe("Effective cost by effect, standard-cost convention");
  const { runId } = unwrap(await engine.runJob("variance", question));
  expect(unwrap(await engine.runJob("variance", question)).runId).toBe(runId);
  unwrap(await exportClose());
  expect(await caption()).toBe("Effective cost by effect, symmetric convention");
  unwrap(await exportClose({ convention: "standard-cost" }));
  expect(await caption()).toBe("Effective cost by effect, standard-cost convention");
});
