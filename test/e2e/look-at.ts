import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { OpenApp } from "./open-app.ts";

interface AxeFinding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What the rules of accessibility find on the page as it is. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate("axe.run().then((result) => result.violations)")) as unknown;
  return (found as AxeFinding[]).map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html.slice(0, 200)})`,
  );
}

/** In both themes: what is readable on white may not be on black. Leaves the page in `theme`. */
export async function axeInBothThemes(page: Page, theme: "light" | "dark"): Promise<string[]> {
  const found: string[] = [];
  for (const one of theme === "light"
    ? (["dark", "light"] as const)
    : (["light", "dark"] as const)) {
    await page.emulateMedia({ colorScheme: one });
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    found.push(...(await axeFindings(page)).map((finding) => `${one}: ${finding}`));
  }
  return found;
}

/** For a person to look at: `TIEOUT_PICTURES=folder` keeps what the page looks like. */
export async function keepPicture(app: OpenApp, name: string): Promise<void> {
  await app.page.waitForTimeout(400);
  const folder = process.env["TIEOUT_PICTURES"];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    await app.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** The page is kept as a picture, is accessible, and did nothing it should never do. */
export async function lookAt(app: OpenApp, name: string): Promise<void> {
  await keepPicture(app, name);
  expect(await axeFindings(app.page)).toEqual([]);
  expect(app.complaints).toEqual([]);
}
