import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepPicture, lookAt } from "./look-at.ts";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";

describe.each([
  ["light", 1440],
  ["dark", 1280],
] as const)("a fiscal calendar, %s at %i", (theme, width) => {
  let app: OpenApp;
  beforeAll(async () => {
    app = await openApp({ theme, width, height: theme === "light" ? 900 : 800 });
  });
  afterAll(async () => {
    await app.close();
    await closeBrowser();
  });

  const looked = (name: string): Promise<void> => lookAt(app, `${name}-${theme}`);

  async function choose(label: string, value: string): Promise<void> {
    const { page } = app;
    await page.getByRole("combobox", { name: new RegExp(`^${label}: `) }).click();
    await page.getByRole("option", { name: value, exact: true }).click();
  }

  test("the calendar is reached from the workspace and shows the coming months", async () => {
    const { page } = app;
    await loadSampleCompany(page);
    await page.getByRole("button", { name: /^Workspace / }).click();
    await page.getByRole("button", { name: "Calendar and time zone…" }).click();
    await page.getByText("This is the calendar there is.").waitFor();
    expect(await page.getByRole("button", { name: "Use this calendar" }).isDisabled()).toBe(true);
    await looked("calendar-months");
  });

  test("4-4-5 weeks show their periods and what they change before they are used", async () => {
    const { page } = app;
    await choose("Periods", "4-4-5 weeks");
    await page.getByText(/charges are cut by days\./).waitFor();
    const weeks = page.getByRole("dialog").getByRole("row").nth(1).getByRole("cell").nth(3);
    await expect.poll(() => weeks.textContent()).toMatch(/^[45]$/);
    await looked("calendar-weeks");
    await choose("Year begins in", "February");
    await page.getByRole("combobox", { name: /^Named after the year of its: / }).waitFor();
    await choose("Year begins in", "January");
    const zone = page.getByRole("textbox", { name: "Time zone" });
    await zone.fill("Europe/Nowhere");
    await zone.press("Enter");
    await page.getByText('"Europe/Nowhere" is not a time zone.').waitFor();
    await looked("calendar-no-zone");
    await zone.fill("UTC");
    await zone.press("Enter");
    await page.getByText(/charges are cut by days\./).waitFor();
    await page.getByRole("button", { name: "Use this calendar" }).click();
    await page.getByText("The calendar is set").waitFor();
  });

  test("periods are chosen under their year and quarter, with their days", async () => {
    const { page } = app;
    await page.getByRole("combobox", { name: /^Period: / }).click();
    await page.getByText("Fiscal year 2026, quarter 4").waitFor();
    await page.getByText("27 Sep – 24 Oct 2026, 28 days, 20 workdays").waitFor();
    await keepPicture(app, `calendar-picker-${theme}`);
    await page.getByRole("option", { name: /^2026-10/ }).click();
    await page.keyboard.press("Alt+2");
    await page.getByRole("combobox", { name: "Period: 2026-10" }).waitFor();
    await looked("calendar-charges");
  });
});
