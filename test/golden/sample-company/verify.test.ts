import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../main/engine/database/sql.ts";
import { createEngine } from "../../../main/engine/engine.ts";
import { readCloseRecord } from "../../../main/engine/workbook/close-record.ts";
import { readCloseWorkbook } from "../../../main/engine/workbook/verify-workbook.ts";
import { ZipPackage } from "../../../main/engine/xlsx/zip-package.ts";
import { workspace } from "../../../shared/contract/workspace.ts";
import { editWorkbook } from "../../support/edit-workbook.ts";
import { runCli } from "../../support/run-cli.ts";

let folder = "";
let workbook = "";
let company = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-verify-test-"));
  await runCli(["demo", "--dir", folder]);
  workbook = join(folder, "october-close.xlsx");
  company = join(folder, "sample-company");
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What verify says of a file against its sources: exit code, and failing checks by name. */
async function verified(file: string, sources: string) {
  const { exitCode, stdout } = await runCli(["verify", file, "--sources", sources, "--json"]);
  const { ok, checks } = workspace.verify.output.parse(JSON.parse(stdout));
  const failing = new Map(checks.filter((one) => !one.ok).map((one) => [one.check, one.detail]));
  return { exitCode, ok, failing, checks: checks.map(({ check }) => check) };
}

async function companyCopy(name: string): Promise<string> {
  const copy = join(folder, name);
  await cp(company, copy, { recursive: true });
  return copy;
}

test("the untouched workbook is re-performed from its sources, to the last cell", async () => {
  const { exitCode, ok, failing, checks } = await verified(workbook, company);
  expect({ exitCode, ok, failing: [...failing] }).toEqual({ exitCode: 0, ok: true, failing: [] });
  expect(checks.filter((check) => check.startsWith("source "))).toHaveLength(19);
  expect(checks.filter((check) => check.startsWith("re-performed sheet "))).toHaveLength(14);
  expect(checks.filter((check) => check.startsWith("re-performed total ")).length).toBeGreaterThan(
    30,
  );
  expect(checks).toContain("re-performed total Statement unidentified");
  expect(checks).toContain("re-performed content digest");
});

test("the untouched workspace is re-performed, month by month", async () => {
  const answer = await verified(join(folder, "example-group.tieout"), company);
  expect({ exitCode: answer.exitCode, failing: [...answer.failing] }).toEqual({
    exitCode: 0,
    failing: [],
  });
  expect(answer.checks).toContain("2026-10 re-performed content digest");
  expect(answer.checks).toContain("audit-chain");
});

test("one changed cent in a source is named, and so is what it changes", async () => {
  const changed = await companyCopy("cent");
  const file = join(changed, "billing/azure-2026-10.csv");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/^98\.2451701008,/m, "98.2551701008,"));
  const { exitCode, failing } = await verified(workbook, changed);
  expect(exitCode).toBe(4);
  expect(failing.get("source billing/azure-2026-10.csv")).toContain("the close was made from");
  expect(failing.get("re-performed sheet Billing")).toMatch(
    /^[A-Z]+\d+ \(.*\): the workbook has .*, re-performing gives .*\./,
  );
  expect(failing.get("re-performed sheet Sources")).toContain("azure-2026-10.csv");
  expect([...failing.keys()]).toContain("re-performed content digest");
  expect([...failing.keys()]).not.toContain("source billing/aws-2026-10.csv.gz");
});

test("one missing source file is named, and nothing is compared without it", async () => {
  const lacking = await companyCopy("lacking");
  await rm(join(lacking, "fx/rates.csv"));
  const { exitCode, failing, checks } = await verified(workbook, lacking);
  expect(exitCode).toBe(4);
  expect(failing.get("source fx/rates.csv")).toContain("No file of this name");
  expect(failing.get("re-performed")).toBe(
    "Not done, because 1 of 19 source files are missing, first fx/rates.csv.",
  );
  expect(checks.filter((check) => check.startsWith("re-performed "))).toEqual([]);
});

test("a rule edited in the workbook allocates otherwise", async () => {
  const edited = join(folder, "edited.xlsx");
  const sheet = "xl/worksheets/sheet10.xml";
  const rule = /( +to: )CC1400(?=<\/t>)/;
  await editWorkbook(workbook, edited, sheet, (xml) => {
    expect(rule.test(xml)).toBe(true);
    return xml.replace(rule, "$1CC1300");
  });
  const { exitCode, failing } = await verified(edited, company);
  expect(exitCode).toBe(4);
  expect(failing.get("re-performed sheet Allocation")).toContain("re-performing gives");
  expect(failing.get("re-performed sheet Rules")).toContain("re-performing gives");
  expect([...failing.keys()]).toContain("content-digest");
  expect([...failing.keys()]).not.toContain("re-performed sheet Ledger");
});

test("a rule edited behind the workspace's back allocates otherwise", async () => {
  const copy = join(folder, "edited.tieout");
  await cp(join(folder, "example-group.tieout"), copy, { recursive: true });
  const engine = await createEngine({ workspace: copy });
  await engine.context.database.write({ id: "edit", kind: "edit" }, (writer) =>
    writer.run(
      sql`update allocation_rule_set set text = replace(text, 'to: CC1400', 'to: CC1300')`,
    ),
  );
  await engine.close();
  const { exitCode, failing } = await verified(copy, company);
  expect(exitCode).toBe(4);
  expect(failing.get("2026-10 re-performed sheet Allocation")).toContain("re-performing gives");
});

test("the workbook carries what re-performing needs, texts as they were written", async () => {
  const record = readCloseRecord(await readCloseWorkbook(workbook));
  expect(record?.rules).toBe(await readFile(join(company, "allocation.yaml"), "utf8"));
  expect(record?.reconciliation).toBe(await readFile(join(company, "reconciliation.yaml"), "utf8"));
  expect(record?.sources.map(({ file }) => file).slice(0, 2)).toEqual([
    "billing/aws-2026-08.csv.gz",
    "billing/aws-2026-09.csv.gz",
  ]);
});

test("a workbook without its recipe says so", async () => {
  const bare = join(folder, "bare.xlsx");
  await editWorkbook(workbook, bare, "xl/workbook.xml", (xml) =>
    xml.replaceAll("Recipe_line", "Recipe_lost"),
  );
  const { exitCode, failing } = await verified(bare, company);
  expect(exitCode).toBe(4);
  expect(failing.get("re-performed")).toContain("carries no recipe");
});

test("wide sheets are printed on one larger page, with their heading on every page", async () => {
  const zip = await ZipPackage.open(workbook, "workbook");
  try {
    const names = await zip.text("xl/workbook.xml");
    expect(names).toContain("'Tie-out'!$A:$A,'Tie-out'!$6:$6</definedName>");
    expect(names).toContain("'Findings'!$A:$A,'Findings'!$");
    const [cover, statement] = await Promise.all(
      [1, 2].map((sheet) => zip.text(`xl/worksheets/sheet${sheet}.xml`)),
    );
    expect(cover).toContain('paperSize="9"');
    expect(statement).toContain('paperSize="8"');
    expect(`${cover}${statement}`).not.toContain('fitToWidth="2"');
  } finally {
    zip.close();
  }
});
