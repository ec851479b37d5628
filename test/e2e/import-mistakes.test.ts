import { afterAll, beforeAll, expect, test } from "vitest";
import { dropFile, dropFiles } from "./drop-file.ts";
import { keepPicture, lookAt } from "./look-at.ts";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";
import { WizardPage } from "./wizard-page.ts";

const HEADER = "Buchungsdatum;Konto;KST;Betrag;Währung;Belegnummer;Text";
const ledger = (day: string, currency: string): string =>
  `${HEADER}\n${day};61100;CC1200;1.234,00;${currency};D1;Cloud\n`;

let app: OpenApp;
let wizard: WizardPage;
beforeAll(async () => {
  app = await openApp({ theme: "dark", width: 1280, height: 800 });
  wizard = new WizardPage(app.page);
  await app.page.getByRole("button", { name: /sample company/i }).waitFor();
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

test("a file that cannot be opened says why at every step", async () => {
  const { page } = app;
  await dropFiles(page, [
    { name: "empty.csv", content: "" },
    { name: "notes.csv", content: "a;b\n1;2\n" },
    { name: "ledger.csv", content: ledger("03.10.2026", "EUR").replace("1.234,00", "n/a") },
  ]);
  await page.getByText("0 of 3 files can be imported; nothing is stored yet").waitFor();
  for (const step of ["Sheet and header row", "Match columns", "Review and fix"]) {
    await wizard.step(step).click();
    await wizard.file("empty.csv").click();
    await page.getByRole("alert").getByText('"empty.csv" holds no data.').waitFor();
  }
  await lookAt(app, "wizard-cannot-be-opened-dark");
  await wizard.file("ledger.csv").click();
  await page.getByText("1 row cannot be read: fix it, leave it out").waitFor();
});

test("removing the file one stands at leads to another one", async () => {
  const { page } = app;
  await wizard.step("Sheet and header row").click();
  await wizard.file("notes.csv").click();
  await page.getByText("Nothing in the file says what it holds.").waitFor();
  await wizard.step("Add files").click();
  await page.getByRole("button", { name: "Remove notes.csv" }).click();
  await wizard.step("Review and fix").click();
  await page.getByRole("alert").getByText('"empty.csv" holds no data.').waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
});

async function importOf(name: string, content: string): Promise<void> {
  await dropFile(app.page, name, content);
  await wizard.at("Summary");
  await wizard.import();
}

test("the month on the screen stays, and the imported one is a click away", async () => {
  const { page } = app;
  const month = page.getByRole("combobox", { name: /^Period/ });
  await importOf("october.csv", ledger("03.10.2026", "EUR"));
  expect(await month.innerText()).toContain("2026-10");
  await importOf("december.csv", ledger("03.12.2026", "JPY"));
  expect(await month.innerText()).toContain("2026-10");
  const total = page.getByRole("row", { name: /december\.csv/ });
  expect(await total.innerText()).toMatch(/1,234\s+JPY/);
  await keepPicture(app, "imported-another-month-dark");
  await page.reload();
  await page.getByRole("heading", { name: /^Sources/, level: 1 }).waitFor();
  await expect.poll(() => month.innerText()).toContain("2026-10");
  await importOf("january.csv", ledger("03.01.2027", "EUR"));
  await page.getByRole("button", { name: "Go to 2027-01" }).click();
  await expect.poll(() => month.innerText()).toContain("2027-01");
  await page.keyboard.press("Alt+2");
  await page.getByRole("heading", { name: /^Charges/, level: 1 }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: /^Charges/, level: 1 }).waitFor();
  expect(await month.innerText()).toContain("2027-01");
  expect(app.complaints).toEqual([]);
});
