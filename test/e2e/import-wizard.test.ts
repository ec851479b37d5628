import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dropFile, dropFiles } from "./drop-file.ts";
import { axeInBothThemes } from "./look-at.ts";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";
import { WizardPage } from "./wizard-page.ts";

const HEADER = "Buchungsdatum;Konto;KST;Betrag;Währung;Belegnummer;Text";
const LEDGER = `${HEADER}
03.10.2026;61100;CC1200;1.234,56;EUR;D1;Cloud October
14.10.2026;61100;CC1300;2.000,00;EUR;D2;Cloud October, second
`;
const RESTATED = `${HEADER}
03.10.2026;61100;CC1200;1.300,00;EUR;D1;Cloud October
14.10.2026;61100;CC1300;2.000,00;EUR;D2;Cloud October, second
20.10.2026;61200;CC1300;75,10;EUR;D7;Support
`;

let app: OpenApp;
let page: Page;
let wizard: WizardPage;
beforeAll(async () => {
  app = await openApp({ theme: "dark", width: 1280, height: 800 });
  page = app.page;
  wizard = new WizardPage(page);
  await page.getByRole("button", { name: /sample company/i }).waitFor();
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

async function sources(): Promise<readonly { file: string; loaded: number }[]> {
  const answer = await app.host.engine.call("workspace.sources", {});
  const { value } = answer as {
    value: { sources: { file: string; records: { loaded: number } }[] };
  };
  return value.sources.map(({ file, records }) => ({ file, loaded: records.loaded }));
}

async function state(): Promise<unknown> {
  const status = await app.host.engine.call("workspace.status", {});
  return [await sources(), status];
}

test("a ledger of a known header is a drop and a click, and undone by another", async () => {
  const before = await sources();
  await dropFile(page, "ledger-10.csv", LEDGER);
  await wizard.at("Summary");
  expect(await axeInBothThemes(page, "dark")).toEqual([]);
  await wizard.import();
  await page.getByText("1 file imported with 2 records.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The import is undone").waitFor();
  expect(await sources()).toEqual(before);
});

test("an expected total is compared to the last digit before anything is stored", async () => {
  await dropFile(page, "ledger-10.csv", LEDGER);
  await wizard.at("Summary");
  const expected = page.getByLabel("Expected Amount EUR");
  await expected.fill("3.234,55");
  await page.getByText("differs by 0.01").waitFor();
  await expected.fill("3234.56");
  await page.getByText("ties", { exact: true }).waitFor();
  await wizard.import();
});

test("a restated ledger shows what changes, and replaces only when that is said", async () => {
  await dropFile(page, "ledger-10.csv", RESTATED);
  await wizard.at("Summary");
  expect(await wizard.importButton().isDisabled()).toBe(true);
  await page.getByText("Say what becomes of the earlier ledger-10.csv.").waitFor();
  const difference = page.getByRole("region", { name: "Difference to ledger-10.csv" });
  await difference.getByText("1 new, 0 gone, 1 changed, 1 the same").waitFor();
  expect((await difference.getByRole("row").nth(1).innerText()).replaceAll(/\s+/g, " ")).toBe(
    "2026-10 EUR 3,234.56 3,375.10 140.54",
  );
  await difference.getByRole("button", { name: "Show the lines" }).click();
  await difference.getByText("61200 · CC1300 · D7 · Support").waitFor();
  expect(await axeInBothThemes(page, "dark")).toEqual([]);
  await difference.getByRole("radio", { name: /Replace it/ }).click();
  await wizard.import();
  await page.getByText("1 file imported with 3 records, in place of ledger-10.csv.").waitFor();
  expect(await sources()).toEqual([{ file: "ledger-10.csv", loaded: 3 }]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("1 file withdrawn, 1 file back.").waitFor();
  expect(await sources()).toEqual([{ file: "ledger-10.csv", loaded: 2 }]);
});

/** Rows that cannot be read for four reasons, in equal parts, below one that can. */
function badLedger(rows: number): string {
  const lines = Array.from({ length: rows / 4 }, (_, index) => [
    `03.11.2026;61100;CC1200;n/a;EUR;A${index};No amount`,
    `32.11.2026;61100;CC1200;1,50;EUR;B${index};No such day`,
    `03.11.2026;61100;CC1200;2,50;XQZ;C${index};No currency`,
    `03.11.2026;61100;CC1200;3,50;EUR;D${index};Too;many;columns`,
  ]).flat();
  return `${[HEADER, "02.11.2026;61100;CC1200;10,00;EUR;G1;Good", ...lines].join("\n")}\n`;
}

test("ten thousand bad rows are four groups, and one answer mends all rows of one", async () => {
  await dropFile(page, "ledger-11.csv", badLedger(10_000));
  await wizard.at("Review and fix");
  await page.getByText("10,000 of 10,001 rows cannot be read, for 4 reasons.").waitFor();
  expect(await page.getByRole("region", { name: /^2,500 rows: / }).count()).toBe(4);
  const dates = wizard.group(/the date cannot be read/);
  expect(await dates.innerText()).toContain("At stake: EUR 3,750.00 in 2,500 rows");
  expect(await dates.getByRole("row").count()).toBe(4);
  expect(await axeInBothThemes(page, "dark")).toEqual([]);
  const amounts = wizard.group(/the amount is not a number/);
  await amounts.getByRole("textbox").fill("0");
  await amounts.getByRole("button", { name: "Replace all" }).click();
  await page.getByText("7,500 of 10,001 rows cannot be read, for 3 reasons.").waitFor();
  await page.getByText('Betrag: "n/a" is read as "0"').waitFor();
  await page.getByText(/2500 cells of Betrag with "n\/a", read as "0"/).waitFor();
  await dates.getByRole("button", { name: "Leave these rows out" }).click();
  await page.getByText("5,000 of 10,001 rows cannot be read, for 2 reasons.").waitFor();
});

test("the rows that are left are downloaded with line, reason and what to do", async () => {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download rejected rows" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("ledger-11.csv-rejected.csv");
  const text = readFileSync(await download.path(), "utf8");
  const lines = text.trimEnd().split("\r\n");
  expect(lines[0]).toBe("\uFEFFline,column,code,reason,what to do,as it stands in the file");
  expect(lines).toHaveLength(5_001);
  expect(lines[1]).toContain("currency-unknown");
});

test("going back and looking elsewhere loses no answer, cancelling stores nothing", async () => {
  const before = await state();
  await wizard.back();
  await wizard.at("Match columns");
  await wizard.back();
  await wizard.at("Sheet and header row");
  expect(await axeInBothThemes(page, "dark")).toEqual([]);
  await page.keyboard.press("Alt+2");
  await page.getByRole("heading", { name: /^Charges/, level: 1 }).waitFor();
  await page.keyboard.press("Alt+1");
  await wizard.at("Sheet and header row");
  await wizard.step("Review and fix").click();
  await page.getByText('Betrag: "n/a" is read as "0"').waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave the import?" });
  await dialog.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("button", { name: "Import files" }).waitFor();
  expect(await state()).toEqual(before);
});

test("another header row makes other columns", async () => {
  await dropFile(page, "notes.csv", "a;b;c\nKonto;Datum;Betrag\n6100;2026-10-03;5,00\n");
  await page.getByText(/nothing is stored yet/).waitFor();
  await wizard.step("Sheet and header row").click();
  await page.getByRole("button", { name: "Row 2 names the columns" }).click();
  await page.getByText("Row 2 names the columns; click another one").waitFor();
  await wizard.next();
  await wizard.pick("Ledger account", "Konto");
  expect(await wizard.column("Ledger account").inputValue()).toBe("Konto");
  expect(await axeInBothThemes(page, "dark")).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await page.getByRole("button", { name: "Import files" }).waitFor();
});

const FORMATS = join(import.meta.dirname, "../formats");

/** Inputs shaped as programs write them, with what has to be said about each. */
const FIXTURES: readonly {
  readonly path: string;
  readonly answer?: () => Promise<void>;
}[] = [
  { path: "aws-cur/cur-2/input.csv" },
  { path: "azure-usage/ea-actual/input.csv" },
  { path: "drivers/plain/input.csv" },
  { path: "exchange-rates/plain/input.csv" },
  { path: "focus-1/offsets-and-blanks/input.csv" },
  {
    path: "focus-1/us-dates/input.csv",
    answer: async () => {
      await wizard.write("Currency of every row", "usd");
      await wizard.choose(/^Date format/, "MM/DD/YY");
    },
  },
  { path: "gl-journal/erpnext-ledger/input.csv" },
  { path: "gl-journal/fec-debit-credit/input.txt" },
  { path: "gl-journal/sap-line-items-tab/input.txt" },
  { path: "gl-journal/saf-t/input.xml" },
  { path: "purchase-orders/ariba-orders/input.csv" },
  { path: "supplier-invoices/sage-intacct-bills/input.csv" },
];

const nameOf = (path: string): string => path.replaceAll("/", "-");

test("twelve files of other programs, each asked only what it leaves open", async () => {
  await dropFiles(
    page,
    FIXTURES.map(({ path }) => ({
      name: nameOf(path),
      content: readFileSync(join(FORMATS, path)),
    })),
  );
  await page.getByText(/\d+ of 12 files can be imported|12 files can be imported/).waitFor();
  for (const { path, answer } of FIXTURES) {
    const name = nameOf(path);
    if (answer !== undefined) {
      await wizard.file(name).click();
      await wizard.step("Match columns").click();
      await answer();
    }
  }
  for (const { path } of FIXTURES) {
    const file = wizard.file(nameOf(path));
    await expect.poll(() => file.innerText(), { timeout: 10_000 }).toMatch(/ready|confirmed/);
    if (/confirmed/.test(await file.innerText())) {
      await file.click();
      await wizard.step("Match columns").click();
      await wizard.next();
      await expect.poll(() => file.innerText(), { timeout: 10_000 }).toContain("ready");
    }
  }
  await wizard.step("Summary").click();
  for (const radio of await page.getByRole("radio", { name: /Keep both/ }).all()) {
    await radio.click();
  }
  await wizard.import();
  await page.getByText(/12 files imported/).waitFor();
  const stored = await sources();
  for (const { path } of FIXTURES) {
    const expected = JSON.parse(
      readFileSync(join(FORMATS, path.replace(/input\.\w+$/, "expected.json")), "utf8"),
    ) as { records: { loaded: number } };
    expect(stored).toContainEqual({ file: nameOf(path), loaded: expected.records.loaded });
  }
  expect(app.complaints).toEqual([]);
}, 180_000);
