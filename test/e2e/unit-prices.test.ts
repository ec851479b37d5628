import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lookAt } from "./look-at.ts";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";

describe.each([
  ["light", 1440],
  ["dark", 1280],
] as const)("unit prices, %s at %i", (theme, width) => {
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

  const grid = (): Locator => page.getByRole("grid", { name: "Unit prices" });
  const inspector = (): Locator => page.getByRole("complementary", { name: "Explain this number" });

  test("U shows the prices and what they moved, and the page is accessible", async () => {
    await page.keyboard.press("Alt+2");
    await page.getByRole("grid", { name: "Charges" }).waitFor();
    await page.keyboard.press("u");
    await grid().getByText("EC2-M6I-XL").first().waitFor();
    await page
      .getByText(/prices of 2026-10 in USD; EUR is not in this list; 2 new, 1 retired, 1 re-priced/)
      .waitFor();
    await grid().getByText("DESK-AGENT").first().click();
    await inspector().getByRole("button", { name: "Show its charges" }).waitFor();
    await lookAt(app, `prices-${theme}`);
  });

  test("a status and a search pick lines, and a header sorts them", async () => {
    await page.getByRole("combobox", { name: /^Status/ }).click();
    await page.getByRole("option", { name: "several prices" }).click();
    await grid().getByText("S3-STD").first().waitFor();
    await expect.poll(() => grid().getAttribute("aria-rowcount")).toBe("2");
    await grid().getByText("S3-STD").first().click();
    await expect
      .poll(() =>
        inspector()
          .getByText(/, 2026-10-\d\d to 2026-10-\d\d/)
          .count(),
      )
      .toBeGreaterThan(1);
    await lookAt(app, `prices-several-${theme}`);
    await page.getByRole("combobox", { name: /^Status/ }).click();
    await page.getByRole("option", { name: "All", exact: true }).click();
    await page.getByRole("textbox", { name: "Search prices" }).fill("desk-agent");
    await expect.poll(() => grid().getAttribute("aria-rowcount")).toBe("2");
    await page.getByRole("textbox", { name: "Search prices" }).fill("");
    await grid().getByRole("columnheader", { name: "Price before" }).click();
    await expect
      .poll(() =>
        grid().getByRole("columnheader", { name: "Price before" }).getAttribute("aria-sort"),
      )
      .toBe("ascending");
  });

  test("the keyboard walks the lines, and a price leads to its charges", async () => {
    await page.getByRole("textbox", { name: "Search prices" }).fill("desk-agent");
    await expect.poll(() => grid().getAttribute("aria-rowcount")).toBe("2");
    await grid().getByRole("gridcell").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Control+Home");
    const month = inspector().getByRole("region", { name: "2026-10" });
    const cost = /Cost\s+([\d,]+\.\d\d)/.exec(await month.innerText())?.[1] ?? "";
    expect(cost).not.toBe("");
    await inspector().getByRole("button", { name: "Show its charges" }).click();
    await page.getByRole("grid", { name: "Charges" }).waitFor();
    const heading = page.getByRole("heading", { level: 1 });
    await expect.poll(() => heading.innerText()).toContain(`effective cost USD ${cost}`);
    expect(app.complaints).toEqual([]);
  });
});
