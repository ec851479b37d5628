import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lookAt } from "./look-at.ts";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";

describe.each([
  ["light", 1440],
  ["dark", 1280],
] as const)("tests of the data, %s at %i", (theme, width) => {
  let app: OpenApp;
  let page: Page;
  beforeAll(async () => {
    app = await openApp({ theme, width });
    page = app.page;
    await loadSampleCompany(page);
  });
  afterAll(async () => {
    await app.close();
    await closeBrowser();
  });

  const grid = (): Locator => page.getByRole("grid", { name: "Tests of 2026-10" });
  const inspector = (): Locator => page.getByRole("complementary", { name: "Explain this number" });
  const failure = (): Locator =>
    inspector().getByRole("article", { name: /1 charge of AWS .* said twice/ });

  test("the failed test comes first and shows its row, its amount and what to do", async () => {
    await page.keyboard.press("Alt+1");
    await page.getByRole("tab", { name: "Quality" }).click();
    await grid().getByText("The same charge twice in a bill").waitFor();
    await page
      .getByText(/^2026-10: 1 failure in the way of certifying, \d+ tests passed/)
      .waitFor();
    await failure().getByText("aws-2026-10.csv.gz, row 1,160").waitFor();
    await inspector()
      .getByText(/Compare the amount with the invoice/)
      .waitFor();
    await page.getByRole("region", { name: "Days covered" }).waitFor();
    await lookAt(app, `quality-${theme}`);
  });

  test("a test is read by keyboard", async () => {
    await grid().getByText("The same charge twice in a bill").click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const title = await grid().getByRole("row").nth(3).getByRole("rowheader").innerText();
    await inspector().getByRole("heading", { name: title.trim(), level: 2 }).waitFor();
    await page.keyboard.press("Control+Home");
    await failure().waitFor();
  });

  test("accepting asks for a reason, and can be taken back", async () => {
    const accept = failure().getByRole("button", { name: "Accept" });
    expect(await accept.isDisabled()).toBe(true);
    await failure().getByRole("textbox", { name: "Why it may stay" }).fill("The invoice is right");
    await accept.click();
    await page
      .getByText(/^2026-10: nothing stands in the way of certifying, \d+ tests passed/)
      .waitFor();
    await failure().getByText("The invoice is right").waitFor();
    await lookAt(app, `quality-accepted-${theme}`);
    await failure().getByRole("button", { name: "Take back" }).click();
    await page.getByText(/^2026-10: 1 failure in the way of certifying/).waitFor();
  });

  test("a file shows what failed in it", async () => {
    await page.getByRole("tab", { name: "Files" }).click();
    await page.getByText("aws-2026-10.csv.gz").first().click();
    const tests = inspector().getByRole("region", { name: "Tests of the data" });
    await tests.getByText("The same charge twice in a bill").waitFor();
    await tests.scrollIntoViewIfNeeded();
    await lookAt(app, `quality-file-${theme}`);
  });
});
