import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { type BrowserHost, startBrowserHost } from "../../main/hosts/browser/serve.ts";

const folder = mkdtempSync(join(tmpdir(), "tieout-host-"));
let host: BrowserHost;
let origin: string;
let cookie: string;

beforeAll(async () => {
  host = await startBrowserHost({ workspace: join(folder, "Group.tieout") });
  origin = new URL(host.url).origin;
  const opened = await fetch(host.url, { redirect: "manual" });
  cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

function get(path: string, headers: Record<string, string>): Promise<number> {
  const { port } = new URL(origin);
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers, setHost: false }, (response) =>
      resolve(response.resume().statusCode ?? 0),
    )
      .on("error", reject)
      .end();
  });
}

test("the printed address works once", async () => {
  expect((await fetch(host.url, { redirect: "manual" })).status).toBe(403);
});

test("without the cookie nothing is served, with it the page is, under the policy", async () => {
  expect((await fetch(`${origin}/`)).status).toBe(403);
  const page = await fetch(`${origin}/`, { headers: { cookie } });
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
});

test("a wrong Host or Origin is refused, even with the cookie", async () => {
  const right = new URL(origin).host;
  expect(await get("/", { cookie, host: right })).toBe(200);
  for (const name of ["evil.example", "127.0.0.1", `${right}.evil.example`, "127.0.0.1:1"]) {
    expect(await get("/", { cookie, host: name })).toBe(403);
  }
  for (const foreign of ["http://evil.example", "null", `${origin}.evil.example`]) {
    expect(await get("/", { cookie, host: right, origin: foreign })).toBe(403);
  }
});

test.each([
  "/../package.json",
  "/..%2fpackage.json",
  "/%2e%2e/package.json",
  "/..\\package.json",
  "/assets/../../package.json",
  "/%00",
  "//etc/passwd",
  "/files/../../../etc/passwd",
  "/files/file-999",
])("nothing outside the build is served: %s", async (path) => {
  expect(await get(path, { cookie, host: new URL(origin).host })).toBe(404);
});

function connect(headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/engine`, { headers });
  return new Promise((resolve) => {
    socket.on("open", () => socket.send(JSON.stringify({ id: 1, name: "jobs.list", input: {} })));
    socket.on("message", (data) => {
      resolve(data.toString());
      socket.close();
    });
    socket.on("error", ({ message }) => resolve(message));
  });
}

test("the engine answers only the page that holds the cookie and comes from here", async () => {
  expect(await connect({ cookie, origin })).toBe(
    JSON.stringify({ id: 1, result: { ok: true, value: { jobs: [] } } }),
  );
  const wrong: Record<string, string>[] = [
    { origin },
    { cookie, origin: "http://evil.example" },
    { cookie },
  ];
  for (const headers of wrong) {
    expect(await connect(headers)).toContain("403");
  }
});
