import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dropFile } from "./drop-file.ts";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";

/** A ledger whose header no format knows in full, with an amount and a date that cannot be read. */
const LEDGER = `Gebucht am;Konto;KST;Betrag;Whg;Belegtext
03.10.2026;61100;CC1200;1.234,56;EUR;Cloud October
04.10.2026;61100;CC1300;2.000,00;EUR;Cloud October, second
05.10.2026;61200;CC1200;abc;EUR;No amount
06.10.2026;61200;CC1200;-34,56;EUR;Credit note
32.10.2026;61200;CC1200;12,00;EUR;No such day
07.10.2026;61300;CC1400;100,00;EUR;Support
`;
const NOVEMBER = `Gebucht am;Konto;KST;Betrag;Whg;Belegtext
03.11.2026;61100;CC1200;10,50;EUR;Cloud November
`;

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

async function readAs(page: Page, column: string, field: string): Promise<void> {
  await page.getByRole("combobox", { name: new RegExp(`^${column} is read as`) }).click();
  await page.getByRole("option", { name: field, exact: true }).click();
}

const inspector = (page: Page) => page.getByRole("complementary", { name: "Explain this number" });

test("a dropped ledger with an unknown header asks for what it does not say", async () => {
  const { page } = app;
  await page.getByRole("button", { name: /sample company/i }).waitFor();
  await dropFile(page, "ledger-10.csv", LEDGER);
  await page.getByRole("list", { name: "To be clarified" }).waitFor();
  expect(await page.getByRole("button", { name: "Import", exact: true }).isDisabled()).toBe(true);
});

test("naming its columns leaves the unreadable rows, which may be left out", async () => {
  const { page } = app;
  await readAs(page, "Gebucht am", "Posting date");
  await readAs(page, "Whg", "Currency");
  await readAs(page, "Belegtext", "Line text");
  await page.getByText(/"abc"/).first().waitFor();
  await page.getByRole("checkbox", { name: /Load the readable rows/ }).click();
  await page.getByRole("button", { name: "Import 1 file" }).click();
  await inspector(page).getByText("ledger-10.csv").waitFor();
});

test("the import shows its control total", async () => {
  const { page } = app;
  const totals = inspector(page).getByRole("region", { name: "Control totals" });
  expect(await totals.innerText()).toContain("3,300.00");
  const records = await inspector(page).getByRole("region", { name: "Records" }).innerText();
  expect(records.replaceAll(/\s+/g, " ")).toContain("In the file 6 Loaded 4 Rejected 2");
});

test("the rejected rows are listed with line, raw text and reason", async () => {
  const { page } = app;
  await inspector(page).getByRole("button", { name: "Show rejected rows" }).click();
  const dialog = page.getByRole("dialog", { name: "2 rejected rows of ledger-10.csv" });
  const rows = dialog.getByRole("row");
  await rows.nth(2).waitFor();
  const [, amount = "", date = ""] = await rows.allInnerTexts();
  expect(amount).toContain("4");
  expect(amount).toContain("05.10.2026;61200;CC1200;abc;EUR;No amount");
  expect(amount).toContain("not an amount");
  expect(date).toContain("6");
  expect(date).toContain("32.10.2026;61200;CC1200;12,00;EUR;No such day");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("withdrawing says what goes, and leaves nothing that counts", async () => {
  const { page } = app;
  await inspector(page).getByRole("button", { name: "Withdraw…" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw ledger-10.csv?" });
  await dialog.getByText("4 records").waitFor();
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await page.getByRole("button", { name: /sample company/i }).waitFor();
  const status = await app.host.engine.call("workspace.status", {});
  expect(status).toMatchObject({ ok: true, value: { sourceCount: 0, periods: [] } });
});

test("the editor stays while a mapping is not yet one that can be read", async () => {
  const { page } = app;
  await dropFile(page, "gl2.csv", "Acct;Descr;Post date;Debit;Credit\n6100;x;2026-10-03;5,00;\n");
  await readAs(page, "Acct", "Ledger account");
  await readAs(page, "Debit", "Amount, debit");
  await readAs(page, "Post date", "Posting date");
  await readAs(page, "Credit", "Amount, credit");
  await page.getByLabel("Currency of every row").fill("eur");
  await page.keyboard.press("Enter");
  await page.getByText("ready", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Back" }).click();
});

test("a mapping that left nothing out is kept: the next file is a drop and a click", async () => {
  const { page } = app;
  await dropFile(page, "ledger-11.csv", NOVEMBER);
  await page.getByRole("list", { name: "To be clarified" }).waitFor();
  await readAs(page, "Gebucht am", "Posting date");
  await readAs(page, "Whg", "Currency");
  await page.getByRole("button", { name: "Import 1 file" }).click();
  await inspector(page).getByText("ledger-11.csv").waitFor();
  await dropFile(page, "ledger-12.csv", NOVEMBER.replaceAll("11.2026", "12.2026"));
  await page.getByText("ready", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Import 1 file" }).click();
  const totals = inspector(page).getByRole("region", { name: "Control totals" });
  await inspector(page).getByText("ledger-12.csv").waitFor();
  expect(await totals.innerText()).toContain("10.50");
  expect(app.complaints).toEqual([]);
});
