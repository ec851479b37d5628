import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dropFile } from "./drop-file.ts";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";
import { WizardPage } from "./wizard-page.ts";

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
let wizard: WizardPage;
beforeAll(async () => {
  app = await openApp();
  wizard = new WizardPage(app.page);
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

const inspector = (page: Page) => page.getByRole("complementary", { name: "Explain this number" });

test("a dropped ledger with an unknown header asks for what it does not say", async () => {
  const { page } = app;
  await page.getByRole("button", { name: /sample company/i }).waitFor();
  await dropFile(page, "ledger-10.csv", LEDGER);
  await wizard.questions().waitFor();
  await wizard.at("Match columns");
  expect(await wizard.enabled("Next").isDisabled()).toBe(true);
});

test("naming its columns leaves the unreadable rows, which may be left out", async () => {
  const { page } = app;
  await wizard.pick("Posting date", "Gebucht am");
  await wizard.pick("Currency", "Whg");
  await wizard.pick("Line text", "Belegtext");
  await wizard.next();
  await page.getByText("2 of 6 rows cannot be read").waitFor();
  await wizard
    .group(/the amount is not a number/)
    .getByText(/"abc"/)
    .first()
    .waitFor();
  await page.getByRole("checkbox", { name: /Import without the 2 rows/ }).click();
  await wizard.next();
  await wizard.at("Summary");
  await page.getByText("6 rows read = 4 loaded + 2 rejected + 0 blank + 0 skipped").waitFor();
  await wizard.import();
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

test("the form stays while a mapping cannot be read yet; Esc asks to leave", async () => {
  const { page } = app;
  await dropFile(page, "gl2.csv", "Acct;Descr;Post date;Debit;Credit\n6100;x;2026-10-03;5,00;\n");
  await page.getByText(/nothing is stored yet/).waitFor();
  await wizard.step("Match columns").click();
  await wizard.pick("Ledger account", "Acct");
  await wizard.pick("Posting date", "Post date");
  await wizard.choose(/^Amount is written in/, "Debit and credit columns");
  await wizard.pick("Debit", "Debit");
  await wizard.column("Debit").waitFor();
  await wizard.pick("Credit", "Credit");
  await wizard.write("Currency of every row", "eur");
  await page.getByText("ready", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  const dialog = page.getByRole("dialog", { name: "Leave the import?" });
  await dialog.getByRole("button", { name: "Stay" }).click();
  expect(await wizard.column("Ledger account").inputValue()).toBe("Acct");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("button", { name: /sample company/i }).waitFor();
});

test("a mapping that left nothing out is kept: the next file is a drop and a click", async () => {
  const { page } = app;
  await dropFile(page, "ledger-11.csv", NOVEMBER);
  await wizard.questions().waitFor();
  await wizard.pick("Posting date", "Gebucht am");
  await wizard.pick("Currency", "Whg");
  await wizard.next();
  await page.getByText("All 1 row can be read.").waitFor();
  await wizard.next();
  await wizard.import();
  await inspector(page).getByText("ledger-11.csv").waitFor();
  await dropFile(page, "ledger-12.csv", NOVEMBER.replaceAll("11.2026", "12.2026"));
  await wizard.at("Summary");
  await wizard.import();
  const totals = inspector(page).getByRole("region", { name: "Control totals" });
  await inspector(page).getByText("ledger-12.csv").waitFor();
  expect(await totals.innerText()).toContain("10.50");
  expect(app.complaints).toEqual([]);
});

test("the saved layout is listed, renamed and deleted", async () => {
  const { page } = app;
  await page.getByRole("button", { name: "Saved layouts" }).click();
  const dialog = page.getByRole("dialog", { name: "Saved layouts" });
  await dialog.getByText(/Gebucht am, Konto, KST, Betrag, Whg, Belegtext/).waitFor();
  expect(await dialog.getByRole("textbox").count()).toBe(1);
  await dialog.getByRole("textbox").fill("Group ledger");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Delete Group ledger…" }).click();
  await dialog.getByRole("button", { name: "Delete Group ledger", exact: true }).click();
  await dialog.getByText(/No layout is saved yet/).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(app.complaints).toEqual([]);
});
