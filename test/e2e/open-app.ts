import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as playwright } from "playwright-core";
import { type BrowserHost, startBrowserHost } from "../../main/hosts/browser/serve.ts";

/** The built app in a real browser, on a real engine, with everything it should never do noted. */
export interface OpenApp {
  readonly page: Page;
  readonly host: BrowserHost;
  readonly folder: string;
  /** Policy violations, uncaught errors, console errors and requests that left the app. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface OpenAppOptions {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
}

let browser: Promise<Browser> | null = null;

async function launch(): Promise<Browser> {
  const installed = process.env["TIEOUT_CHROMIUM"];
  return playwright.launch({
    executablePath: installed ?? (await chromium.executablePath()),
    args: [...chromium.args, "--headless=new", "--lang=en-US"],
    headless: true,
  });
}

export async function openApp(options: OpenAppOptions = {}): Promise<OpenApp> {
  const folder = mkdtempSync(join(tmpdir(), "tieout-app-"));
  const host = await startBrowserHost({ workspace: join(folder, "Group.tieout") });
  const refused = await host.engine.open();
  if (refused !== null) {
    throw new Error(refused.message);
  }
  browser ??= launch();
  const context = await (await browser).newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.theme ?? "light",
    acceptDownloads: true,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const { origin } = new URL(host.url);
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && new URL(url).origin !== origin) {
      complaints.push(`request: ${url}`);
    }
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      // Reaches the complaints through the console.
      globalThis.console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(host.url);
  return {
    page,
    host,
    folder,
    complaints,
    async close() {
      await context.close();
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the first click of a new user does: the sample company, allocated and reconciled. */
export async function loadSampleCompany(page: Page): Promise<void> {
  const loaded = page.getByText("The sample company is loaded");
  await page.getByRole("button", { name: /sample company/i }).click();
  await loaded.waitFor({ timeout: 120_000 });
  await loaded.waitFor({ state: "hidden" });
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}
