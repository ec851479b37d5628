import { afterAll, beforeAll, expect, test } from "vitest";
import { dropFile } from "./drop-file.ts";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";

const LEDGER = `Posting date;Ledger account;Amount;Currency;Line text
2026-10-03;650100;5,00;EUR;Cloud
`;

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

test.each([
  ["Alt+3", "Allocation", /^Rules/],
  ["Alt+4", "Reconciliation", /^Account map/],
] as const)("the editor of a new workspace begins with a text that holds, %s", async (...row) => {
  const [key, heading, title] = row;
  const { page } = app;
  await page
    .getByRole("button", { name: /sample company|Import files/i })
    .first()
    .waitFor();
  if (heading === "Allocation") {
    await dropFile(page, "ledger.csv", LEDGER);
    await page.getByRole("button", { name: "Import 1 file" }).click();
    await page.getByText("1 file with 1 record; nothing was rejected").waitFor();
  }
  await page.keyboard.press(key);
  await page.getByRole("heading", { name: new RegExp(`^${heading}`), level: 1 }).waitFor();
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: title });
  expect(await dialog.getByRole("textbox").inputValue()).toContain("tieout: 1");
  await page.waitForTimeout(600);
  await dialog.getByText("No problems").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.keyboard.press("Alt+1");
});
