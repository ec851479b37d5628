import type { Locator, Page } from "playwright-core";

const PRESSES = 60;

/** Tabs until an element has the focus; a page that traps the focus never gets there. */
export async function tabUntil(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < PRESSES; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${target}`);
}
