import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { createXlsxWriter } from "../../../../main/engine/workbook/exceljs-writer.ts";
import { fillBook } from "../../../../main/engine/workbook/fill-book.ts";
import { verifyWorkbook } from "../../../../main/engine/workbook/verify-workbook.ts";
import { type ReadWorkbook, readWorkbook } from "../../../../main/engine/xlsx/read-cells.ts";
import { ZipPackage } from "../../../../main/engine/xlsx/zip-package.ts";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { editWorkbook, withNumber } from "../../../support/edit-workbook.ts";
import { openEngine, standingClock } from "../../../support/open-engine.ts";
import { CLOSED, COMPARED, seedClose } from "../../../support/seed-close.ts";

const SCOPE = { period: CLOSED, compare: COMPARED, currency: "USD" } as const;

let folder = "";
/** One close for every test that only reads it: an export leaves the workspace as it was. */
let closed: Engine;

beforeAll(async () => {
  closed = await createEngine({ clock: standingClock, actor: "tester" });
  await seedClose(closed);
});

afterAll(() => closed.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-export-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function exportTo(engine: Engine, path: string) {
  return unwrap(await engine.runJob("export", { ...SCOPE, out: engine.grantSave(path) }));
}

async function readFrom(path: string): Promise<ReadWorkbook> {
  const zip = await ZipPackage.open(path, "workbook");
  const read = await readWorkbook(zip);
  zip.close();
  return read;
}

describe("exporting a workbook", () => {
  test("names the runs that are missing and what to do", async () => {
    const engine = await openEngine();
    const out = engine.grantSave(join(folder, "w.xlsx"));
    const outcome = await engine.runJob("export", { ...SCOPE, out });
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        code: "run-not-found",
        remedy:
          "Run the allocation of 2026-10 first. Run the reconciliation of 2026-10 in USD first. " +
          "Run the variance from 2026-09 to 2026-10 by service, effective cost first.",
      },
    });
    const preview = unwrap(await engine.client.workbook.preview(SCOPE));
    expect(preview.isReady).toBe(false);
    expect(preview.missing).toHaveLength(3);
    expect(await readdir(folder)).toEqual([]);
  });

  test("previews what it then writes, and says what does not tie", async () => {
    const engine = closed;
    const preview = unwrap(await engine.client.workbook.preview(SCOPE));
    const result = await exportTo(engine, join(folder, "w.xlsx"));
    expect(preview.checks).toEqual(result.checks);
    expect(preview.sheets.map(({ name, rows }) => ({ name, rows }))).toEqual(result.sheets);
    expect(result.ties).toBe(false);
    expect(result.checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual([
      "Every account ties, tolerance 0 USD",
    ]);
    const verified = await verifyWorkbook(join(folder, "w.xlsx"));
    expect(verified.checks.filter(({ ok }) => !ok)).toHaveLength(1);
  });

  test("says on Cover what ties, and which items nobody stands behind", async () => {
    const path = join(folder, "w.xlsx");
    await exportTo(closed, path);
    const read = await readFrom(path);
    const rows = [...(read.sheets.find(({ name }) => name === "Cover")?.rows.values() ?? [])];
    const textOf = (label: string, column: number) =>
      rows.find((cells) => cells.get(0)?.text === label)?.get(column)?.text ?? "";
    const amount = (label: string) => toUnits(textOf(label, 2));
    const proposed = amount("less items proposed");
    expect(proposed).not.toBe(0n);
    expect(amount("less items accepted")).toBe(0n);
    expect(amount("Ledger") - proposed - amount("Bills")).toBe(amount("Unidentified"));
    expect(textOf("Prepared by", 1)).toBe("tester, the user signed in to this computer");
    expect(textOf("Approved by", 1)).toBe("not signed; see Sign-off");
  });

  test("compares amounts of one currency with each other, never of two", async () => {
    const { checks } = unwrap(await closed.client.workbook.preview(SCOPE));
    const names = checks.map(({ check }) => check);
    expect(names.filter((check) => /over every|added over/.test(check))).toEqual([]);
    for (const currency of ["EUR", "USD"]) {
      expect(names).toContain(`Matrix = moves that stay, in ${currency}`);
      expect(names).toContain(`Lines in ${currency} as the engine stored them`);
      expect(names).toContain(`Control totals in ${currency} as the engine stored them`);
    }
  });

  test("keeps hostile text as text", async () => {
    const hostile = [
      '=HYPERLINK("https://example.com")',
      "+1",
      "-1+cmd|' /C calc'!A0",
      "@SUM(1)",
      "\t=1",
      "\r=1",
      "  spaced  ",
      "_x0041_",
      "</v><f>1+1</f>",
      "a\u0000b",
      "\ud800",
      "<&>\"'",
    ].join(" ");
    const engine = await openEngine();
    await seedClose(engine, hostile);
    const path = join(folder, "w.xlsx");
    await exportTo(engine, path);
    const read = await readFrom(path);
    const ledger = read.sheets.find(({ name }) => name === "Ledger");
    const cells = [...(ledger?.rows.values() ?? [])].flatMap((row) => [...row.values()]);
    const shown = cells.filter(({ text }) => text.startsWith("=HYPERLINK"));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(({ kind, formula }) => kind === "text" && formula === null)).toBe(true);
    expect(shown[0]?.text).toContain("  spaced   _x0041_ </v><f>1+1</f> a\ufffdb");
    const verified = await verifyWorkbook(path);
    expect(verified.checks.find(({ check }) => check === "content-digest")?.ok).toBe(true);
    const zip = await ZipPackage.open(path, "workbook");
    expect(await zip.text("xl/styles.xml")).toContain('quotePrefix="1" numFmtId="49"');
    zip.close();
  });

  test("goes on in further parts where a sheet is full, and still ties", async () => {
    const engine = closed;
    const { context } = engine;
    const input = { ...SCOPE, basis: "effective" } as const;
    const fill = (rowsMax: number) =>
      context.database.read((reader) => fillBook(reader, context, input, { rowsMax }));
    const [whole, split] = [await fill(1_048_576), await fill(9)];
    expect(split.book.splits.map(({ sheet }) => sheet)).toContain("Billing");
    expect(split.book.checks.map(({ check, ok }) => [check, ok])).toEqual(
      whole.book.checks.map(({ check, ok }) => [check, ok]),
    );
    const formula = split.book.checks.find(({ check }) => check.startsWith("Bills by account"));
    expect(formula?.cell).toMatch(/^'Billing \(\d+\)'!/);
    expect(split.book.definedNames.map(({ name }) => name)).toContain("Charges_billed_2");
  });

  test("cancelled leaves nothing, and an older file as it was", async () => {
    const engine = closed;
    const path = join(folder, "w.xlsx");
    await writeFile(path, "older");
    const out = engine.grantSave(path);
    const stages = ["Reading Ledger", "Writing Cover", "Writing Variance", "Closing the file"];
    for (const stage of stages) {
      const { jobId } = unwrap(
        await engine.client.jobs.start({ kind: "export", input: { ...SCOPE, out } }),
      );
      const stop = engine.on((name, payload) => {
        if (name === "job-progress" && (payload as { stage: string }).stage === stage) {
          void engine.client.jobs.cancel({ jobId });
        }
      });
      const { outcome } = unwrap(await engine.client.jobs.wait({ jobId }));
      stop();
      expect(outcome, stage).toMatchObject({ ok: false, error: { code: "cancelled" } });
      expect(await readdir(folder), stage).toEqual(["w.xlsx"]);
      expect(await readFile(path, "utf8")).toBe("older");
    }
  });

  test("says where a file cannot be written", async () => {
    const engine = closed;
    const out = engine.grantSave(join(folder, "absent", "w.xlsx"));
    expect(await engine.runJob("export", { ...SCOPE, out })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('"w.xlsx" cannot be written') },
    });
  });

  test("a stream that breaks is an error of the export, not of the process", async () => {
    const writer = createXlsxWriter(join(folder, "absent", "w.zip"));
    const frame = { name: "One", widths: [10], frozenRows: 1, footer: "", alarms: [], checks: [] };
    writer.startSheet({ ...frame, statusCell: null });
    const finished = writer.endSheet().then(() => writer.end());
    await expect(finished).rejects.toMatchObject({ code: "ENOENT" });
    writer.abort();
  });

  test("verify finds an edited amount and a changed word", async () => {
    const engine = closed;
    const path = join(folder, "w.xlsx");
    await exportTo(engine, path);
    const edited = join(folder, "edited.xlsx");
    await editWorkbook(path, edited, "xl/worksheets/sheet5.xml", withNumber("N7", "1"));
    const verified = await verifyWorkbook(edited);
    const failed = verified.checks.filter(({ ok }) => !ok).map(({ check }) => check);
    expect(failed).toContain("formulas");
    expect(failed).toContain("content-digest");
    expect(failed.some((check) => check.startsWith("Ledger: "))).toBe(true);
    await expect(verifyWorkbook("resources/sample-company/close.yaml")).rejects.toMatchObject({
      shape: { code: "workbook-unreadable" },
    });
  });
});
