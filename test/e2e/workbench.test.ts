import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";

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

const chip = (name: string): Locator => page.getByRole("button", { name, exact: true });
const zone = (name: string): Locator => page.getByRole("region", { name, exact: true });
const inspector = (): Locator => page.getByRole("complementary", { name: "Explain this number" });

async function go(key: string, heading: string): Promise<void> {
  await page.keyboard.press(`Alt+${key}`);
  await page.getByRole("heading", { name: new RegExp(`^${heading}`), level: 1 }).waitFor();
}

test("says which workspace is open, and how another is opened", async () => {
  await chip("Workspace Group").click();
  const dialog = page.getByRole("dialog", { name: "Workspace Group" });
  await dialog.getByText(/tieout serve/).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+K");
  await page.keyboard.type("another workspace");
  await page.keyboard.press("Enter");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("the sample company opens", async () => {
  await loadSampleCompany(page);
});

test("a figure is explained by what reached it, five steps at most at first", async () => {
  await go("3", "Allocation");
  const total = page.getByRole("treegrid").getByRole("row").last();
  await total.getByRole("gridcell").last().click();
  const steps = inspector().getByRole("region", { name: "Steps" });
  await steps.getByText("Reached", { exact: true }).waitFor();
  expect(await steps.locator("ol").first().locator("> li").count()).toBe(5);
  await steps.getByRole("button", { name: /more steps$/ }).click();
  expect(await steps.locator("ol").first().locator("> li").count()).toBeGreaterThan(6);
  await steps
    .getByRole("button", { name: /^Filled by/ })
    .first()
    .click();
  const text = await steps.innerText();
  expect(text).toMatch(/\d+\.\d\d\s% reached/);
  expect(text).not.toMatch(/\d{10}|\d\/\d{3}|\.\d{5}/);
});

test("another currency keeps the rows, the columns and the filters", async () => {
  await chip("Service").click();
  await page.getByRole("menuitem", { name: "Move to columns" }).click();
  await page.getByRole("menu").waitFor({ state: "detached" });
  const layout = () => page.locator("[data-dimension]").allInnerTexts();
  await expect.poll(layout).toEqual(["Service category", "Target", "Service"]);
  for (const option of ["Bills in EUR", "Bills in USD"]) {
    await page.getByRole("combobox", { name: /^In/ }).click();
    await page.getByRole("option", { name: option }).click();
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    await page
      .getByRole("treegrid")
      .getByText(new RegExp(option.slice(-3)))
      .first()
      .waitFor();
    expect(await layout()).toEqual(["Service category", "Target", "Service"]);
  }
});

test("every field the allocation offers can be shown", async () => {
  await go("1", "Sources");
  await go("3", "Allocation");
  const add = zone("Rows").getByRole("button", { name: /^Add/ });
  await add.click();
  await page.getByRole("menuitem").first().waitFor();
  const offered = await page.getByRole("menuitem").allInnerTexts();
  expect(offered.length).toBeGreaterThan(8);
  await page.keyboard.press("Escape");
  for (const name of offered) {
    await add.click();
    await page.getByRole("menuitem", { name, exact: true }).click();
    await page
      .getByRole("columnheader", { name: new RegExp(`, ${name.toLowerCase()},`) })
      .waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await chip(name).press("Delete");
    await chip(name).waitFor({ state: "hidden" });
  }
});

test("Esc asks before edits of the rules are lost", async () => {
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: /^Rules/ });
  const text = dialog.getByRole("textbox", { name: "Allocation rules" });
  await text.focus();
  await page.keyboard.type("# note\n");
  await page.keyboard.press("Escape");
  await dialog.getByText("The changes are not saved.").waitFor();
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  expect(await text.inputValue()).toContain("# note");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Discard changes" }).click();
  await dialog.waitFor({ state: "hidden" });
});

test("a drag marks items, and A accepts them wherever the cursor stands", async () => {
  await go("4", "Reconciliation");
  const items = page.getByRole("grid", { name: "Reconciling items" });
  const row = (index: number): Locator => items.getByRole("row").nth(index);
  await row(1).waitFor();
  await row(1).getByRole("gridcell").first().hover();
  await page.mouse.down();
  await row(3).getByRole("gridcell").first().hover();
  await page.mouse.up();
  await page.getByText("3 items marked").waitFor();
  await page.getByRole("button", { name: "Accept 3 items" }).waitFor();
  await row(1).getByRole("gridcell").first().click();
  await page.keyboard.press(" ");
  await page.keyboard.press("Control+End");
  await expect.poll(() => items.locator(":focus").innerText()).toBe("");
  await page.keyboard.press("a");
  await expect.poll(() => items.getByText("accepted", { exact: true }).count()).toBe(1);
});

test("a commitment whose term no file states is listed and not spread", async () => {
  await go("4", "Reconciliation");
  await page.getByRole("tab", { name: "Schedules" }).click();
  const grid = page.getByRole("grid", { name: "Schedules of 2026-10" });
  const plan = grid.getByRole("rowheader", { name: /Compute savings plan/ });
  await plan.click();
  await page.keyboard.press("Enter");
  await inspector()
    .getByText(/No file states one term for it/)
    .waitFor();
  await inspector().getByRole("button", { name: "Close the schedule" }).click();
  await inspector()
    .getByText(/No file states one term/)
    .waitFor({ state: "hidden" });
});

test("the items of all accounts name theirs", async () => {
  const accounts = page.getByRole("grid", { name: "Accounts" });
  await accounts.getByText("All accounts", { exact: true }).click();
  const items = page.getByRole("grid", { name: "Reconciling items" });
  await items.getByRole("columnheader", { name: "Account" }).waitFor();
  await items.getByText("61100", { exact: true }).first().waitFor();
  expect(app.complaints).toEqual([]);
});
