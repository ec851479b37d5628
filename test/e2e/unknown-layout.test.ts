import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dropFile } from "./drop-file.ts";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";
import { tabUntil } from "./tab-until.ts";

/** A report above the header, a total below the rows, and a row whose amount cannot be read. */
const LEDGER = `Report: GL detail
Period;05/2026

Acct;Descr;Post date;Doc no;Memo;Debit;Credit
650100;Cloud;03/05/2026;J-77;Cloud, extra;1.234,56;
650100;Cloud;04/05/2026;J-78;Cloud, refund;;200,00
650100;Cloud;05/05/2026;J-79;Cloud, unclear;12,x;
Total;;;;;1.234,56;200,00
`;
const EARLIER = `Acct;Post date;Memo;Debit;Credit
650100;03/04/2026;Cloud April;10,50;
`;
const BILL = `bill/Money,bill/PeriodStart,line/StartDate,line/Account,line/Code,line/Cost
,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,111,Compute,1.25
,2026-10-01T00:00:00Z,2026-10-03T00:00:00Z,222,Storage,2.5
`;

let app: OpenApp;
let page: Page;
beforeAll(async () => {
  app = await openApp();
  page = app.page;
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

const SIDES = "Debit and credit columns";
const asks = (): Locator => page.getByRole("list", { name: "To be clarified" });
const ready = (): Locator => page.getByText("ready", { exact: true });
const inspector = (): Locator => page.getByRole("complementary", { name: "Explain this number" });

/** Chooses a file as Ctrl+O offers it. */
async function choose(name: string, text: string): Promise<void> {
  // The key is heard once the page before has gone.
  await page.getByRole("button", { name: "Import files" }).first().waitFor();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.keyboard.press("Control+O"),
  ]);
  await chooser.setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

async function pick(box: Locator, option: string): Promise<void> {
  await tabUntil(page, box);
  await page.keyboard.press("Enter");
  await page.getByRole("listbox").waitFor();
  await page.keyboard.press("Home");
  const wanted = page.getByRole("option", { name: option, exact: true });
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element.hasAttribute("data-highlighted"))) {
      break;
    }
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("listbox").waitFor({ state: "hidden" });
}

/** Names the column of a field: a part of its name is typed, the first that fits is taken. */
async function name(field: string, column: string): Promise<void> {
  const box = page.getByRole("combobox", { name: `Column of ${field}`, exact: true });
  await tabUntil(page, box);
  await page.keyboard.type(column);
  await page.getByRole("option", { name: column, exact: true }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("listbox").waitFor({ state: "hidden" });
  expect(await box.inputValue()).toBe(column);
}

async function write(label: string, text: string): Promise<void> {
  await tabUntil(page, page.getByLabel(label));
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

async function press(name: string | RegExp): Promise<void> {
  await tabUntil(page, page.getByRole("button", { name, exact: true }));
  await page.keyboard.press("Enter");
}

/** What counts in the workspace: files, control totals, and lines of every period. */
async function counted(): Promise<unknown> {
  const sources = await app.host.engine.call("workspace.sources", {});
  const status = await app.host.engine.call("workspace.status", {});
  if (!sources.ok || !status.ok) {
    throw new Error("The engine does not answer");
  }
  return { ...sources, periods: (status.value as { periods: unknown }).periods };
}

let before: unknown;

test("a ledger of one layout is mapped by keyboard alone", async () => {
  await page.getByRole("button", { name: /sample company/i }).waitFor();
  await choose("gl-04.csv", EARLIER);
  await page.getByText(/nothing is stored yet/).waitFor();
  await press("Match columns");
  await write("Currency of every row", "eur");
  await pick(page.getByRole("combobox", { name: /^Date format/ }), "DD/MM/YYYY");
  await name("Ledger account", "Acct");
  await name("Posting date", "Post date");
  await pick(page.getByRole("combobox", { name: /^Amount is written in/ }), SIDES);
  await name("Debit", "Debit");
  await name("Credit", "Credit");
  await ready().waitFor();
  await press("Next");
  await page.getByText("All 1 row can be read.").waitFor();
  await press("Next");
  await press("Import 1 file");
  await inspector().getByText("gl-04.csv").waitFor();
  before = await counted();
});

test("every choice leaves the form in place, and takes its question away", async () => {
  await choose("gl-05.csv", LEDGER);
  const questions = () =>
    asks()
      .getByRole("listitem")
      .filter({ hasText: /currency/i });
  await questions().first().waitFor();
  await write("Currency of every row", "eur");
  await expect.poll(() => questions().count()).toBe(0);
  expect(await page.getByRole("alert").count()).toBe(0);
  await name("Ledger account", "Acct");
  await name("Posting date", "Post date");
  await pick(page.getByRole("combobox", { name: /^Date format/ }), "DD/MM/YYYY");
  await press("Next");
  await page.getByText("1 record skipped: subtotal").waitFor();
});

test("a proposed rule leaves the total out, consent the unreadable row", async () => {
  await page
    .getByText(/"12,x"/)
    .first()
    .waitFor();
  await press("Back");
  const rules = page.getByRole("region", { name: "Rows to leave out" });
  expect(await rules.getByLabel("Text of the rule").inputValue()).toBe("Total");
  await press("Next");
  await tabUntil(page, page.getByRole("checkbox", { name: /Import without the row/ }));
  await page.keyboard.press(" ");
  await ready().waitFor();
  await press("Next");
  await press("Import 1 file");
  await inspector().getByText("gl-05.csv").waitFor();
  const totals = inspector().getByRole("region", { name: "Control totals" });
  expect(await totals.innerText()).toContain("1,034.56");
});

test("the one rejected row is shown with its line, its text and the reason", async () => {
  await press("Show rejected rows");
  const dialog = page.getByRole("dialog", { name: "1 rejected row of gl-05.csv" });
  const row = dialog.getByRole("row").nth(1);
  await row.waitFor();
  const text = await row.innerText();
  expect(text).toMatch(/^7\t/);
  expect(text).toContain("650100;Cloud;05/05/2026;J-79;Cloud, unclear;12,x;");
  expect(text).toContain('"12,x"');
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("withdrawn, it leaves every total as it was before", async () => {
  await press("Withdraw…");
  const dialog = page.getByRole("dialog", { name: "Withdraw gl-05.csv?" });
  await dialog.getByText("2 records").waitFor();
  await tabUntil(page, dialog.getByRole("button", { name: "Withdraw", exact: true }));
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("1 file with 1 record; nothing was rejected").waitFor();
  expect(await counted()).toEqual(before);
});

test("a bill of an unknown layout is mapped in the form, its currency stated", async () => {
  await dropFile(page, "bill-10.csv", BILL);
  await page.getByText(/nothing is stored yet/).waitFor();
  await press("Match columns");
  await pick(page.getByRole("combobox", { name: /^Holds/ }), "Bill");
  await asks().getByText("Which column is the cost?").waitFor();
  await write("Currency of every row", "usd");
  await write("Provider of every row", "Example Cloud");
  await name("Billed cost", "line/Cost");
  await name("Effective cost", "line/Cost");
  await name("Billing period start", "bill/PeriodStart");
  await name("Charge period start", "line/StartDate");
  await name("Sub account", "line/Account");
  await name("Service", "line/Code");
  await ready().waitFor();
  await press("Next");
  await page.getByText("All 2 rows can be read.").waitFor();
  await press("Next");
  await press("Import 1 file");
  const totals = inspector().getByRole("region", { name: "Control totals" });
  await inspector().getByText("bill-10.csv").waitFor();
  expect((await totals.innerText()).replaceAll(/\s+/g, " ")).toContain(
    "billed cost 3.75 USD effective cost 3.75 USD",
  );
  expect(app.complaints).toEqual([]);
});
