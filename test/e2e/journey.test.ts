import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyWorkbook } from "../../main/engine/workbook/verify-workbook.ts";
import { axeFindings } from "./look-at.ts";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";

const PAGES = [
  "Sources",
  "Charges",
  "Allocation",
  "Reconciliation",
  "Variance",
  "Workbook",
  "Identifiers",
  "Taxonomy",
];

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation").getByText(name, { exact: true }).click();
  await page.getByRole("heading", { name: new RegExp(`^${name}`), level: 1 }).waitFor();
}

describe.each(["light", "dark"] as const)("the close of the sample company, %s", (theme) => {
  let app: OpenApp;
  beforeAll(async () => {
    app = await openApp({ theme });
  });
  afterAll(async () => {
    await app.close();
    await closeBrowser();
  });

  test("an empty workspace offers the sample company and is accessible", async () => {
    await app.page.getByRole("button", { name: /sample company/i }).waitFor();
    expect(await axeFindings(app.page)).toEqual([]);
  });

  test("one click loads, allocates and reconciles it", async () => {
    const { page } = app;
    await loadSampleCompany(page);
    await page.getByText("inc-2026-10.xlsx").first().waitFor();
    expect(await page.getByRole("navigation").innerText()).toContain("19 files");
  });

  test("the charges show their count, and the last row is reached by keyboard", async () => {
    const { page } = app;
    await go(page, "Charges");
    const grid = page.getByRole("grid").first();
    await grid.getByRole("gridcell").first().click();
    await page.keyboard.press("Control+End");
    const rows = Number(await grid.getAttribute("aria-rowcount"));
    expect(rows).toBeGreaterThan(1000);
    await grid.locator(`[aria-rowindex="${rows}"]`).waitFor();
  });

  test("a cell of the allocation explains itself and ties to its rows", async () => {
    const { page } = app;
    await go(page, "Allocation");
    const grid = page.getByRole("treegrid").first();
    await grid
      .getByRole("gridcell", { name: /^[1-9][\d,]*(\.\d\d)?$/ })
      .nth(3)
      .click();
    await page.getByText("ties to its rows").first().waitFor();
  });

  test("reconciling items are accepted from the keyboard", async () => {
    const { page } = app;
    await go(page, "Reconciliation");
    await page.getByText("2 accounts open").first().waitFor();
    const accounts = page.getByRole("grid", { name: "Accounts" });
    await accounts.getByText("All accounts", { exact: true }).click();
    const items = page.getByRole("grid", { name: "Reconciling items" });
    await items.getByRole("columnheader", { name: "Account" }).waitFor();
    await items.getByText("proposed", { exact: true }).first().click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("a");
    await items.getByText("accepted", { exact: true }).first().waitFor();
    await expect.poll(() => items.getByText("proposed", { exact: true }).count()).toBe(0);
  });

  test("the movement is explained with nothing left over", async () => {
    const { page } = app;
    await go(page, "Variance");
    await page
      .getByText(/October is .* over September/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.getByText("Amazon Bedrock").first().waitFor();
  });

  test("the exported workbook verifies", async () => {
    const { page, folder } = app;
    await go(page, "Workbook");
    const [download] = await Promise.all([
      page.waitForEvent("download", { timeout: 120_000 }),
      page
        .getByRole("button", { name: /^Export/ })
        .first()
        .click(),
    ]);
    const path = join(folder, "close.xlsx");
    await download.saveAs(path);
    const { checks } = await verifyWorkbook(path);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  test.each(PAGES)("%s is accessible and keeps to the policy", async (name) => {
    await go(app.page, name);
    await app.page.waitForTimeout(300);
    await app.page.screenshot({ path: join(app.folder, `${name}.png`) });
    expect(await axeFindings(app.page)).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});
