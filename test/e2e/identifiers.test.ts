import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lookAt } from "./look-at.ts";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";
import { tabUntil } from "./tab-until.ts";

describe.each([
  ["light", 1440],
  ["dark", 1280],
] as const)("identifiers without a line of text, %s at %i", (theme, width) => {
  let app: OpenApp;
  beforeAll(async () => {
    app = await openApp({ theme, width, height: theme === "light" ? 900 : 800 });
  });
  afterAll(async () => {
    await app.close();
    await closeBrowser();
  });

  const looked = (name: string): Promise<void> => lookAt(app, `${name}-${theme}`);

  test("an empty workspace says what the page is for", async () => {
    const { page } = app;
    await page.getByRole("button", { name: /sample company/i }).waitFor();
    await page.keyboard.press("Alt+7");
    await page.getByText("said once for all bills").waitFor();
    await looked("identifiers-empty");
    await page.keyboard.press("Alt+1");
    await loadSampleCompany(page);
  });

  test("a place is suggested, and accepting it gives a score", async () => {
    const { page } = app;
    await page.keyboard.press("Alt+7");
    await page.getByText("no identifier is defined yet; 2 suggestions").waitFor();
    await looked("undefined");
    const both = page.getByRole("button", { name: /^Accept: / });
    await both.evaluateAll((buttons) => {
      for (const button of buttons) {
        (button as HTMLElement).click();
      }
    });
    await page
      .getByText(/Cost centre is on 66\.1 % of the cost; USD 42,013\.23 has none/)
      .waitFor();
    await page.getByRole("button", { name: "Accept: CC1200, also written cc-1200" }).waitFor();
    await page.getByRole("button", { name: /^Accept: Environment/ }).waitFor({ state: "hidden" });
    await looked("defined");
  });

  test("the charges without a value are one key away, as many as were counted", async () => {
    const { page } = app;
    const grid = page.getByRole("grid", { name: "Largest without a value" });
    const first = grid.getByRole("row").nth(1);
    await first.getByRole("rowheader").click();
    const count = (await first.getByRole("gridcell").last().innerText()).trim();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Charges/, level: 1 }).waitFor();
    await page.getByText(new RegExp(`^${count} charges? of`)).waitFor();
    await page.keyboard.press("Alt+7");
    await page.getByText("Filters do not count here.").waitFor();
  });

  test("aliases are accepted one by one, dismissed, and brought back", async () => {
    const { page } = app;
    const list = page.getByRole("region", { name: "Suggestions" });
    await list.getByRole("button", { name: "Dismiss: CC1200, also written cc-1200" }).click();
    await list.getByText("Bring back 1 dismissed one").waitFor();
    expect(await list.getByText("cc-1200").count()).toBe(0);
    await list.getByRole("button", { name: "Accept: CC1500, also written cc1500" }).click();
    await page.getByText("cc1500 now counts as CC1500").waitFor();
    await list.getByRole("button", { name: "Bring back 1 dismissed one" }).click();
    await list.getByText("cc-1200").waitFor();
  });

  test("a definition is edited by keyboard, with gaps, problems and what it moves", async () => {
    const { page } = app;
    await page.getByRole("grid", { name: "Completeness" }).getByText("Cost centre").first().click();
    await page.keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: "Cost centre" });
    await dialog.getByText("No charge changes.").waitFor();
    await tabUntil(page, dialog.getByRole("button", { name: "Add a place" }));
    await page.keyboard.press("Enter");
    const place = dialog.getByRole("combobox", { name: "Place 2" });
    await place.fill("Sub account name");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await dialog
      .getByText(/changes; complete 66\.1 % before/)
      .first()
      .waitFor();
    await dialog.getByText("its values stand for others").nth(1).click();
    await dialog.getByText("nothing is written there").first().waitFor();
    await dialog.getByRole("textbox", { name: "Value", exact: true }).fill("Customer care");
    await dialog.getByRole("textbox", { name: "Stands for", exact: true }).fill("CC2100");
    await dialog.getByRole("textbox", { name: "Last month", exact: true }).fill("2026-06");
    await dialog.getByRole("button", { name: "Add a value" }).click();
    await dialog.getByRole("textbox", { name: "Value, place 2, line 2" }).fill("Customer care");
    await dialog.getByRole("textbox", { name: "Stands for, place 2, line 2" }).fill("CC2200");
    await dialog.getByText('"Customer care" gives "CC2100" and "CC2200" to 2026-06').waitFor();
    await looked("overlap");
    await dialog.getByRole("textbox", { name: "First month, place 2, line 2" }).fill("2026-09");
    await dialog.getByText("gives nothing from 2026-07 to 2026-08").waitFor();
    await dialog.getByText("(none) → CC2200").first().waitFor();
    await looked("edited");
    await page.keyboard.press("Escape");
    await dialog.getByText("The changes are not saved.").waitFor();
    await dialog.getByRole("button", { name: "Keep editing" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText(/Cost centre is on 81\.2 % of the cost/).waitFor();
  });

  test("the same dictionary is a text, checked while it is written", async () => {
    const { page } = app;
    await page.keyboard.press("t");
    const dialog = page.getByRole("dialog", { name: "Identifiers as text" });
    const text = dialog.getByRole("textbox", { name: "Identifiers" });
    const written = await text.inputValue();
    expect(written).toContain("gives: CC2200");
    await text.fill(written.replace("CC1500:", "CC1500: x"));
    await dialog.getByText(/\d problems?/).waitFor();
    await text.fill(written.replace("gives: CC2200", "gives: CC2300"));
    await dialog.getByText("No problems").waitFor();
    await looked("text");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await looked("done");
  });
});
