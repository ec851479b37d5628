import { afterAll, beforeAll, describe, test } from "vitest";
import { lookAt } from "./look-at.ts";
import { closeBrowser, loadSampleCompany, type OpenApp, openApp } from "./open-app.ts";

describe.each([
  ["light", 1440],
  ["dark", 1280],
] as const)("names and treatments, %s at %i", (theme, width) => {
  let app: OpenApp;
  beforeAll(async () => {
    app = await openApp({ theme, width, height: theme === "light" ? 900 : 800 });
  });
  afterAll(async () => {
    await app.close();
    await closeBrowser();
  });

  const looked = (name: string): Promise<void> => lookAt(app, `${name}-${theme}`);

  test("nothing is named before somebody saves a taxonomy", async () => {
    const { page } = app;
    await loadSampleCompany(page);
    await page.keyboard.press("Alt+8");
    await page.getByText("nothing is used before you save it").waitFor();
    await looked("taxonomy-none");
    await page.getByRole("combobox", { name: /^Names of/ }).click();
    await page.getByRole("option", { name: "TBM 4.0" }).click();
    await page.getByRole("button", { name: "Begin with these names" }).click();
    const older = page.getByRole("dialog", { name: "Taxonomy, not saved yet" });
    await older.getByText("No problems").waitFor();
    await page.keyboard.press("Escape");
    await older.waitFor({ state: "hidden" });
    await page.getByRole("combobox", { name: /^Names of/ }).click();
    await page.getByRole("option", { name: /5\.0\.1/ }).click();
    await page.keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: "Taxonomy, not saved yet" });
    await dialog.getByText("No problems").waitFor();
    await dialog.getByText(/^Towers: .* changes$/).waitFor();
    await looked("taxonomy-begin");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText(/TBM 5\.0\.1 names, version 1; /).waitFor();
    const nodes = page.getByRole("grid", { name: "Nodes" });
    await nodes.getByText("Compute", { exact: true }).waitFor();
    await looked("taxonomy-towers");
  });

  test("a changed text shows what moves, and two versions stand side by side", async () => {
    const { page } = app;
    await page.keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: "Taxonomy, version 1" });
    const text = dialog.getByRole("textbox", { name: "Taxonomy" });
    const written = await text.inputValue();
    await text.fill(written.replace("to: tower-compute-servers", "to: tower-compute-server"));
    await dialog.getByText("1 problem").waitFor();
    await text.fill(
      written
        .replace("TBM 5.0.1 names", "Ours")
        .replace("to: tower-compute-servers", "to: tower-application-container-orchestration"),
    );
    await dialog.getByText("Compute › Servers → Application › Container Orchestration").waitFor();
    await looked("taxonomy-preview");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText(/Ours, version 2; /).waitFor();
    await page.getByRole("combobox", { name: /Compared with/ }).click();
    await page.getByRole("option", { name: /version 1/ }).click();
    await page.getByRole("heading", { name: "What moves" }).waitFor();
    await page.getByText(/moves from version 1 to 2/).waitFor();
    await looked("taxonomy-compared");
    await page.getByRole("button", { name: "Ledger" }).click();
    await page.getByRole("button", { name: "Cost pools" }).click();
    await page.getByText(/nothing moves between version 1 and 2/).waitFor();
    await looked("taxonomy-ledger");
  });

  test("how an account treats its cost shows beside what a rule says", async () => {
    const { page } = app;
    await page.keyboard.press("Alt+4");
    await page.getByRole("button", { name: "Account map" }).click();
    const map = page.getByRole("dialog", { name: "Account map" });
    const accounts = map.getByRole("textbox");
    const mapped = await accounts.inputValue();
    await accounts.fill(mapped.replace("name: Cloud hosting", "$&\n    treatment: opex"));
    await map.getByText("No problems").waitFor();
    await map.getByRole("button", { name: "Save and match" }).click();
    await map.waitFor({ state: "hidden" });
    await page.getByText("Matched 2026-10").first().waitFor({ timeout: 60_000 });
    await page.keyboard.press("Alt+3");
    await page.keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: /^Rules, version/ });
    const rules = dialog.getByRole("textbox");
    const ruled = await rules.inputValue();
    await rules.fill(ruled.replace("- id: tagged", "$&\n    treatment: capex"));
    await dialog.getByText("No problems").waitFor();
    await dialog.getByRole("button", { name: "Save and run" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("Alt+4");
    await page.getByRole("tab", { name: "Treatment" }).click();
    const grid = page.getByRole("grid", { name: "Treatment" });
    await grid.getByText("mis-posted").first().waitFor({ timeout: 60_000 });
    await grid.getByText("capital expenditure").first().waitFor();
    await looked("treatment");
  });
});
