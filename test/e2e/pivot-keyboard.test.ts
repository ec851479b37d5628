import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";
import { tabUntil } from "./tab-until.ts";

let app: OpenApp;
let page: Page;
beforeAll(async () => {
  app = await openApp({ width: 1280, height: 720 });
  page = app.page;
  await loadSampleCompany(page);
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

const zone = (name: string): Locator => page.getByRole("region", { name, exact: true });
const chip = (name: string): Locator => page.getByRole("button", { name, exact: true });
const grip = (name: string): Locator => page.locator(`[data-grip="${name}"]`);
const grid = (): Locator => page.getByRole("treegrid", { name: "Allocation" });

const tabTo = (target: Locator): Promise<void> => tabUntil(page, target);

async function layout(): Promise<Record<string, string[]>> {
  const names = async (title: string): Promise<string[]> =>
    zone(title).locator("[data-dimension]").allInnerTexts();
  return { rows: await names("Rows"), columns: await names("Columns") };
}

/** Back to the first layout, by leaving the page. */
async function openFresh(): Promise<void> {
  await page.keyboard.press("Alt+1");
  await page.getByRole("heading", { name: /^Sources/, level: 1 }).waitFor();
  await page.keyboard.press("Alt+3");
  await chip("Service category").waitFor();
}

const MOVED = {
  rows: ["Target", "Service category"],
  columns: ["Service"],
};

test("zones by mouse: dimensions are dragged to another zone and to a place in it", async () => {
  await openFresh();
  await grip("service_name").dragTo(zone("Columns"));
  await expect.poll(layout).toEqual({
    rows: ["Service category"],
    columns: ["Target", "Service"],
  });
  await grip("target").dragTo(chip("Service category"));
  await expect.poll(layout).toEqual(MOVED);
});

test("zones by menu", async () => {
  await openFresh();
  await chip("Service").click();
  await page.getByRole("menuitem", { name: "Move to columns" }).click();
  await chip("Target").click();
  await page.getByRole("menuitem", { name: "Move to rows" }).click();
  await expect.poll(layout).toEqual({
    rows: ["Service category", "Target"],
    columns: ["Service"],
  });
  await chip("Target").click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await expect.poll(layout).toEqual(MOVED);
});

test("zones by keyboard alone, the focus staying with what was moved", async () => {
  await openFresh();
  await tabTo(chip("Service"));
  await page.keyboard.press("Alt+ArrowRight");
  await expect.poll(layout).toMatchObject({ columns: ["Target", "Service"] });
  await tabTo(chip("Target"));
  await page.keyboard.press("Alt+ArrowLeft");
  await expect.poll(layout).toMatchObject({ rows: ["Service category", "Target"] });
  await expect.poll(() => focusedText()).toBe("Target");
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(layout).toEqual(MOVED);
});

test("the only row stays; Delete takes another dimension out", async () => {
  await openFresh();
  await tabTo(chip("Service category"));
  await page.keyboard.press("Delete");
  await expect.poll(layout).toMatchObject({ rows: ["Service"] });
  await tabTo(chip("Service"));
  await page.keyboard.press("Delete");
  await page.keyboard.press("Alt+ArrowRight");
  expect(await layout()).toEqual({ rows: ["Service"], columns: ["Target"] });
});

test("figures become shares that add up to the whole", async () => {
  await openFresh();
  await tabTo(chip("Effective cost, sum"));
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemradio", { name: /% of column total/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await chip("Effective cost, % of column total").waitFor();
  const total = grid().getByRole("row").last();
  const shares = await total.getByRole("gridcell").allInnerTexts();
  expect(new Set(shares)).toEqual(new Set(["100.0"]));
});

test("Enter on a figure opens the rows behind it, whose total is the figure", async () => {
  await openFresh();
  await tabTo(grid().locator('[tabindex="0"]').first());
  for (const [downs, rights] of [
    [3, 2],
    [1, 1],
    [17, 0],
  ] as const) {
    for (let down = 0; down < downs; down += 1) {
      await page.keyboard.press("ArrowDown");
    }
    for (let right = 0; right < rights; right += 1) {
      await page.keyboard.press("ArrowRight");
    }
    const figure = await page.getByRole("contentinfo").locator("b").first().innerText();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: `Rows behind ${figure} USD` });
    await dialog.getByText("ties to the cell").waitFor();
    const rows = dialog.getByRole("row");
    expect(await rows.last().getByRole("gridcell").last().innerText()).toContain(figure);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  }
});

test("the cell in focus does not stand below the frozen total", async () => {
  await openFresh();
  await tabTo(grid().locator('[tabindex="0"]').first());
  await page.keyboard.press("Home");
  const focused = grid().locator(":focus");
  const total = grid().getByRole("columnheader").last();
  for (let column = 1; column < 10; column += 1) {
    await page.keyboard.press("ArrowRight");
  }
  const edge = (await total.boundingBox())?.x ?? 0;
  await expect
    .poll(async () => {
      const box = await focused.boundingBox();
      return box === null ? Infinity : box.x + box.width;
    })
    .toBeLessThanOrEqual(edge + 1);
});

test("the reconciliation by keyboard: an account, marks, accept, take back", async () => {
  await page.keyboard.press("Alt+4");
  const accounts = page.getByRole("grid", { name: "Accounts" });
  await tabTo(accounts.locator('[tabindex="0"]').first());
  await page.keyboard.press("Control+Home");
  await page.getByRole("heading", { name: /61100/ }).waitFor();
  const items = page.getByRole("grid", { name: "Reconciling items" });
  await tabTo(items.locator('[tabindex="0"]').first());
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await page.getByText("2 items marked").waitFor();
  await page.keyboard.press("a");
  await expect.poll(() => items.getByText("accepted", { exact: true }).count()).toBe(2);
  await page.keyboard.press("u");
  await expect.poll(() => items.getByText("accepted", { exact: true }).count()).toBe(1);
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("complementary", { name: "Explain this number" });
  await inspector.getByRole("region", { name: "Evidence" }).getByRole("listitem").first().waitFor();
  expect(app.complaints).toEqual([]);
});

test("? lists the keys, and the palette runs what is typed", async () => {
  await page.keyboard.press("Shift+?");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await help.getByText("Match again").waitFor();
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("workb");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Workbook/, level: 1 }).waitFor();
});

test("no page scrolls sideways at 1280", async () => {
  for (const key of ["1", "2", "3", "4", "5", "6"]) {
    await page.keyboard.press(`Alt+${key}`);
    await page.waitForTimeout(200);
    const sizes = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.querySelector("main")?.scrollWidth ?? 0,
      document.querySelector("main")?.clientWidth ?? 0,
    ]);
    expect(sizes[0]).toBeLessThanOrEqual(1280);
    expect(sizes[1]).toBe(sizes[2]);
  }
});

async function focusedText(): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
}
