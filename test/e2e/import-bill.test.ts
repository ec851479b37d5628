import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildZip } from "../support/write-xlsx.ts";
import { dropFile, dropFiles } from "./drop-file.ts";
import { axeInBothThemes } from "./look-at.ts";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";
import { WizardPage } from "./wizard-page.ts";

const HEADER =
  "bill/PayerAccountId,bill/BillingPeriodStartDate,lineItem/LineItemType,lineItem/UsageStartDate," +
  "lineItem/UnblendedCost,lineItem/CurrencyCode,lineItem/ProductCode";
const record = (cost: string, currency = "USD"): string =>
  `0012,2026-10-01T00:00:00Z,Usage,2026-10-02T00:00:00Z,${cost},${currency},AmazonEC2`;
const RAGGED = `${record("1")},more`;
const BILL = [HEADER, record("1"), record("n/a"), record("n/a", "U$"), RAGGED, record("4")];

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

const outcome = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();

test("a provider's own bill is mended like any other file, all causes at once", async () => {
  await dropFile(page, "cur-10.csv", `${BILL.join("\n")}\n`);
  await wizard.at("Review and fix");
  await outcome("3 of 5 rows cannot be read, for 3 reasons.");
  await wizard.group(/^2 rows: the amount is not a number/).waitFor();
  await wizard.group(/^1 row: the currency is not known/).waitFor();
  expect(await axeInBothThemes(page, "dark")).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download rejected rows" }).click(),
  ]);
  const saved = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(saved).toHaveLength(4);
  expect(saved[2]).toMatch(/"n\/a"" in lineItem\/UnblendedCost cannot be read.*; ""U\$""/);
  const currency = wizard.group(/the currency is not known/);
  await currency.getByRole("button", { name: "Leave these rows out" }).click();
  await outcome("2 of 5 rows cannot be read, for 2 reasons.");
  const amounts = wizard.group(/the amount is not a number/);
  await amounts.getByRole("textbox").fill("2.5");
  await amounts.getByRole("button", { name: "Replace all" }).click();
  await outcome("1 of 5 rows cannot be read, for 1 reason.");
});

test("one row alone can be left out, and what left it out is taken back", async () => {
  const broken = wizard.group(/does not have the columns of the file/);
  await broken.getByRole("button", { name: "Leave these rows out" }).click();
  await outcome("All 3 rows can be read.");
  const rules = page.getByRole("region", { name: "Rows left out" });
  expect(await rules.getByRole("listitem").count()).toBe(2);
  await rules.getByRole("button", { name: /^Take back the row/ }).click();
  await outcome("1 of 5 rows cannot be read, for 1 reason.");
  await broken.getByRole("button", { name: "Leave these rows out" }).click();
  await outcome("All 3 rows can be read.");
  await wizard.next();
  await wizard.at("Summary");
  await page.getByText("5 rows read = 3 loaded + 0 rejected + 0 blank + 2 skipped").waitFor();
  await wizard.import();
  await page.getByText("1 file imported with 3 records.").waitFor();
});

test("a file of which all rows were left out says so and gives them back", async () => {
  await dropFile(page, "cur-11.csv", `${HEADER}\n${record("n/a")}\n`);
  await wizard.at("Review and fix");
  await page.getByRole("button", { name: "Leave these rows out" }).click();
  await page
    .getByText(/has a header but no record to load/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: /^Take back rows with "n.a"/ }).click();
  await outcome("1 of 1 row cannot be read, for 1 reason.");
});

test("a step with an open question is not ticked, the others are", async () => {
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  const without = BILL.slice(0, 2).map((line) => line.replace(/,(?:USD|lineItem\/Curr\w+)/, ""));
  await dropFiles(page, [
    { name: "cur-12.csv", content: `${without.join("\n")}\n` },
    { name: "cur-13.csv", content: `${[HEADER, record("5")].join("\n")}\n` },
  ]);
  await page.getByText("1 of 2 files can be imported").waitFor();
  await wizard.step("Summary").click();
  await wizard.at("Summary");
  const ticks = (title: string) => wizard.step(title).locator("svg").count();
  expect([await ticks("Add files"), await ticks("Match columns")]).toEqual([1, 0]);
  expect(app.complaints).toEqual([]);
});

test("of an archive with several tables one is chosen, and its parts are read as one", async () => {
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Import files" }).waitFor();
  const part = (cost: string) => [HEADER, record(cost).replace("0012", "0077")].join("\n");
  const content = Buffer.from(
    buildZip([
      { name: "cur-1.csv", content: part("11") },
      { name: "cur-2.csv", content: part("22") },
      { name: "notes.csv", content: "a,b\n1,2\n" },
    ]),
  );
  await dropFiles(page, [{ name: "export.zip", content }]);
  await wizard.at("Sheet and header row");
  await page.getByText(/^Which file of the archive is read/).waitFor();
  const tables = page.getByRole("radiogroup", { name: "File of the archive" });
  expect(await tables.getByRole("radio").count()).toBe(2);
  expect(await axeInBothThemes(page, "dark")).toEqual([]);
  await tables.getByRole("radio", { name: /cur-\*\.csv/ }).click();
  await wizard.next();
  await wizard.step("Summary").click();
  await page.getByText("2 rows read = 2 loaded + 0 rejected + 0 blank + 0 skipped").waitFor();
  await wizard.import();
  await page.getByText("1 file imported with 2 records.").waitFor();
  expect(app.complaints).toEqual([]);
});

test("the halves of a pair dropped together come to what the import stores", async () => {
  const head =
    "BillingAccountId,BillingPeriodStartDate,Date,MeterCategory,MeterId,Quantity," +
    "UnitOfMeasure,Cost,BillingCurrency,ChargeType,PricingModel,benefitId";
  const line = (cost: string, type: string, benefit = "") =>
    `8611,10/01/2026,10/13/2026,Virtual Machines,m-1,1,1 Hour,${cost},USD,${type},` +
    `${benefit === "" ? "OnDemand" : "Reservation"},${benefit}`;
  const usage = line("2.5", "Usage");
  await dropFiles(page, [
    { name: "actual.csv", content: [head, usage, line("90", "Purchase", "/r")].join("\n") },
    { name: "amortised.csv", content: [head, usage, line("1.75", "Usage", "/r")].join("\n") },
  ]);
  await page.getByText("2 files can be imported").waitFor();
  await wizard.step("Summary").click();
  await page.getByText("2 rows read = 1 loaded + 0 rejected + 0 blank + 1 skipped").waitFor();
  await wizard.import();
  await page.getByText("2 files imported with 3 records.").waitFor();
  expect(app.complaints).toEqual([]);
});
