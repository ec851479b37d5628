import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, type OpenApp, openApp } from "./open-app.ts";

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.close();
  await closeBrowser();
});

test("an injected inline script does not run", async () => {
  const ran = await app.page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.injected = true";
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return "injected" in globalThis;
  });
  expect(ran).toBe(false);
  expect(app.complaints.join("\n")).toContain("script-src");
});

test("a request to another origin is blocked", async () => {
  const outcome = await app.page.evaluate(() =>
    fetch("https://example.com/").then(
      () => "sent",
      () => "blocked",
    ),
  );
  expect(outcome).toBe("blocked");
  expect(app.complaints.join("\n")).toContain("connect-src");
});
