import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { watchFolders } from "../../main/hosts/watch-folders.ts";
import { focusText } from "../support/focus-text.ts";
import { axeInBothThemes } from "./look-at.ts";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";
import { WizardPage } from "./wizard-page.ts";

const OCTOBER = { ChargePeriodStart: "2026-10-05T00:00:00Z" };
const BILL = focusText([
  { ...OCTOBER, BilledCost: "100" },
  { ...OCTOBER, BilledCost: "20.5" },
]);
const RESTATED = focusText([
  { ...OCTOBER, BilledCost: "100" },
  { ...OCTOBER, BilledCost: "31" },
]);
/** What a look waits for before it calls a file at rest, and some. */
const RESTS = { timeout: 30_000 };

let app: OpenApp;
let page: Page;
let wizard: WizardPage;
let folder = "";
beforeAll(async () => {
  app = await openApp({ theme: "light", width: 1440, height: 900 });
  page = app.page;
  wizard = new WizardPage(page);
  folder = join(app.folder, "exports");
  mkdirSync(folder);
  await page.getByRole("button", { name: /sample company/i }).waitFor();
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

/** For a person to look at, where a folder for pictures is named. */
async function picture(name: string): Promise<void> {
  const pictures = process.env["TIEOUT_PICTURES"];
  if (pictures !== undefined) {
    await page.screenshot({ path: join(pictures, `${name}-1440-light.png`) });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.screenshot({ path: join(pictures, `${name}-1280-dark.png`) });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
  }
}

const panel = () => page.getByRole("region", { name: "Watched folders" });
const rail = () => page.getByRole("button", { name: /^Sources/ });

/** Coming back to the window is a reason to look again. */
async function comeBack(): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

async function expectAccessible(): Promise<void> {
  expect(await axeInBothThemes(page, "light")).toEqual([]);
}

test("without a dialog of its own, the page says how a folder is named", async () => {
  await page.getByRole("button", { name: "Watch a folder" }).click();
  const dialog = page.getByRole("dialog", { name: "Watch a folder" });
  await dialog.getByText("tieout serve WORKSPACE.tieout --watch FOLDER").waitFor();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("an empty folder is named and looked into while the app is open", async () => {
  expect(await watchFolders(app.host.engine, [folder])).toBeNull();
  await panel().getByText("no file to import yet").waitFor();
  await panel()
    .getByText(/looked into at \d\d:\d\d/)
    .waitFor();
  expect(await page.getByRole("button", { name: "Watch a folder" }).count()).toBe(0);
  await expectAccessible();
});

test("a file that arrives is announced on page and rail, and imported in two clicks", async () => {
  writeFileSync(join(folder, "~$cloud.csv"), "lock");
  writeFileSync(join(folder, "cloud-2026-10.csv"), BILL);
  await comeBack();
  await panel().getByText("1 file still being written").waitFor();
  await panel().getByText("1 new", { exact: true }).waitFor(RESTS);
  await rail().getByText("1 new", { exact: true }).waitFor();
  await expectAccessible();
  await panel().getByRole("button", { name: "Import 1 new file" }).click();
  await wizard.at("Summary");
  await expectAccessible();
  await wizard.import();
  await page.getByText("1 file imported with 2 records.").waitFor();
  await panel().getByText("nothing new; 1 file imported already").waitFor();
  await picture("nothing-new");
  await rail().getByText("1 file", { exact: true }).waitFor();
  await page
    .getByLabel("How recent the data is")
    .getByText(/^to 2026-10-05, imported /)
    .waitFor();
});

test("a changed file restates what was imported, and replaces it where that is said", async () => {
  writeFileSync(join(folder, "cloud-2026-10.csv"), RESTATED);
  writeFileSync(join(folder, "notes.txt"), "to do\n");
  await comeBack();
  await panel().getByText("1 changed, 1 not recognised").waitFor(RESTS);
  await panel().getByRole("button", { name: "Show files" }).click();
  await panel().getByText("Restates cloud-2026-10.csv; the difference is shown").waitFor();
  await panel().getByText('Nothing in "notes.txt" says what it holds.').waitFor();
  await expectAccessible();
  await picture("watched-files");
  await panel().getByRole("button", { name: "Import 1 changed file" }).click();
  await wizard.at("Summary");
  expect(await wizard.importButton().isDisabled()).toBe(true);
  const difference = page.getByRole("region", { name: "Difference to cloud-2026-10.csv" });
  await difference.getByRole("radio", { name: /Replace it/ }).click();
  await expectAccessible();
  await wizard.import();
  await page.getByText("1 file imported with 2 records, in place of cloud-2026-10.csv.").waitFor();
  await panel().getByText("1 not recognised", { exact: true }).waitFor();
});

test("a file that changes between the summary and the click is not imported", async () => {
  writeFileSync(join(folder, "late.csv"), focusText([{ ...OCTOBER, BillingAccountId: "late" }]));
  await comeBack();
  await panel().getByRole("button", { name: "Import 1 new file" }).click(RESTS);
  await wizard.at("Summary");
  await expect.poll(() => wizard.importButton().isEnabled(), { timeout: 15_000 }).toBe(true);
  writeFileSync(join(folder, "late.csv"), focusText([{ BillingAccountId: "later" }]));
  await wizard.importButton().click();
  const alert = page.getByRole("alert");
  await alert.getByText('"late.csv" has changed since it was looked at').waitFor();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => wizard.importButton().isEnabled(), { timeout: 15_000 }).toBe(true);
  await wizard.import();
});

test("by keyboard: a file of an unknown layout is imported step by step, or left", async () => {
  await panel().getByRole("button", { name: "Show files" }).focus();
  await page.keyboard.press("Enter");
  await panel().getByRole("button", { name: "Import notes.txt" }).focus();
  await page.keyboard.press("Enter");
  await wizard.at("Sheet and header row");
  await page.getByRole("button", { name: "Cancel" }).click();
  await panel().waitFor();
});

test("a folder that vanished says so and what to do, and comes back by itself", async () => {
  renameSync(folder, `${folder}-away`);
  await comeBack();
  await panel().getByText('The folder "exports" is not where it was.').waitFor();
  await expectAccessible();
  await picture("vanished");
  renameSync(`${folder}-away`, folder);
  await comeBack();
  await panel().getByText("1 not recognised", { exact: true }).waitFor();
});

test("a folder that is watched no longer is gone, and what was imported stays", async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await panel().getByRole("button", { name: "More about exports" }).click();
  await page.getByRole("menuitem", { name: "Watch it no longer" }).click();
  await panel().waitFor({ state: "detached" });
  await rail().getByText("2 files", { exact: true }).waitFor();
  rmSync(folder, { recursive: true });
  expect(app.complaints).toEqual([]);
});
