import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";

/** `TIEOUT_PICTURE=1 npx vitest run --project e2e test/e2e/readme-picture.test.ts` keeps it. */
const KEPT = join(import.meta.dirname, "../../docs/screenshots/allocation.png");

let app: OpenApp;
beforeAll(async () => {
  app = await openApp({ width: 1440, height: 900 });
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

test("the README's picture is the sample company's allocation, one cell explained", async () => {
  const { page, folder } = app;
  await loadSampleCompany(page);
  await page.keyboard.press("Alt+3");
  await page.getByRole("rowheader", { name: "Amazon Elastic Compute Cloud" }).click();
  await page.keyboard.press("ArrowRight");
  await page.getByText("ties to its rows").waitFor();
  await page.evaluate(() => document.fonts.ready);
  const path = join(folder, "allocation.png");
  await page.screenshot({ path });
  const png = readFileSync(path);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1440, 900]);
  expect(app.complaints).toEqual([]);
  if (process.env["TIEOUT_PICTURE"] !== undefined) {
    copyFileSync(path, KEPT);
  }
});
