import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  app,
  BrowserWindow,
  bridge,
  chosen,
  handlers,
  permission,
  protocolHandlers,
  seen,
} from "./stand-in-electron.ts";

vi.mock("electron", () => import("./stand-in-electron.ts"));

const workspace = join(app.folder, "Group.tieout");
type Handler = (event: object, request: unknown) => Promise<unknown>;

function ask(request: unknown, frame?: object | null): Promise<unknown> {
  const [window] = BrowserWindow.all;
  const senderFrame = frame === undefined ? window?.webContents.mainFrame : frame;
  return (handlers.get("tieout") as unknown as Handler)({ senderFrame }, request);
}

beforeAll(async () => {
  process.argv.push(workspace);
  await import("../../main/hosts/electron/main.ts");
  app.becomeReady();
  await vi.waitFor(() => expect(seen.menus).toHaveLength(1), 20_000);
  await vi.waitFor(() => expect(BrowserWindow.all[0]?.url).not.toBe(""), 20_000);
});

afterAll(async () => {
  app.quit();
  await vi.waitFor(() => expect(seen.calls.filter((call) => call === "quit")).toHaveLength(2));
});

test("the sandbox is enabled and the scheme declared before the app is ready", () => {
  const id = /^appId: (.*)$/m.exec(readFileSync("electron-builder.yml", "utf8"))?.[1];
  const first = ["enableSandbox", `id ${id}`, "requestSingleInstanceLock"];
  expect(seen.calls.slice(0, 3)).toEqual(first);
  expect(seen.calls.indexOf("ready")).toBeGreaterThan(2);
  expect(seen.schemes).toEqual([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

test("the window has exactly the allowed preferences", () => {
  const options = seen.windowOptions[0] as { webPreferences: { preload: string } };
  const { preload, ...preferences } = options.webPreferences;
  expect(preload).toMatch(/dist.electron.preload\.cjs$/);
  expect(preferences).toEqual({
    contextIsolation: true,
    nodeIntegration: false,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
});

test("only two permissions are granted, and no device", () => {
  const names = (
    "clipboard-read clipboard-sanitized-write display-capture fullscreen geolocation hid " +
    "idle-detection media mediaKeySystem midi midiSysex notifications openExternal pointerLock " +
    "keyboardLock serial storage-access usb window-management speaker-selection unknown"
  ).split(" ");
  const check = permission.check as unknown as (contents: null, name: string) => boolean;
  const request = permission.request as unknown as (
    contents: null,
    name: string,
    answer: (granted: boolean) => void,
  ) => void;
  const requested: string[] = [];
  for (const name of names) {
    request(null, name, (granted) => granted && requested.push(name));
  }
  const allowed = ["clipboard-sanitized-write", "fullscreen"];
  expect(names.filter((name) => check(null, name))).toEqual(allowed);
  expect(requested).toEqual(allowed);
  expect((permission.device as unknown as () => boolean)()).toBe(false);
});

const HOSTILE_URLS = [
  "file:///etc/passwd",
  "smb://host/share",
  "ms-msdt:/id",
  "javascript:alert(1)",
  "https://tieout",
  "https://app://tieout/",
  "app://tieout.evil/",
  "app://evil/tieout",
  "app://evil@tieout/",
  "app:tieout",
  "http://127.0.0.1:80/",
  "data:text/html,x",
  "about:blank",
  "app://tieout:99/index.html",
  "",
  "not a url",
  `app://tieout.${"a".repeat(10_000)}/`,
];

test.each(HOSTILE_URLS)("a page cannot navigate to or open %s", (url) => {
  const [window] = BrowserWindow.all;
  let isPrevented = false;
  window?.webContents.emit("will-navigate", { url, preventDefault: () => (isPrevented = true) });
  expect(isPrevented).toBe(true);
  expect(window?.webContents.openHandler?.({ url })).toEqual({ action: "deny" });
});

test("a webview is never attached", () => {
  let prevented = 0;
  const event = { preventDefault: () => (prevented += 1) };
  BrowserWindow.all[0]?.webContents.emit("will-attach-webview", event);
  expect(prevented).toBeGreaterThan(0);
});

test("requests leave the app's own scheme only to nowhere", () => {
  const before = permission.before as unknown as (
    details: { url: string },
    answer: (decision: { cancel: boolean }) => void,
  ) => void;
  const decide = (url: string): boolean => {
    let isCancelled = false;
    before({ url }, ({ cancel }) => {
      isCancelled = cancel;
    });
    return isCancelled;
  };
  expect(decide("app://tieout/assets/a.js")).toBe(false);
  expect(["https://example.com/", "http://127.0.0.1/", "ws://x/", "file:///a"].map(decide)).toEqual(
    [true, true, true, true],
  );
});

test("a question of the page is answered by a real engine", async () => {
  const answer = await ask({ ask: "call", name: "jobs.list", input: {} });
  expect(answer).toEqual({ ok: true, value: { jobs: [] } });
});

test("a foreign sender, an unknown shape and an unknown name are refused", async () => {
  const question = { ask: "call", name: "jobs.list", input: {} };
  const frames = [
    null,
    {},
    { url: "app://tieout/index.html" },
    { url: "https://tieout/" },
    { url: "file:///" },
  ];
  for (const frame of frames) {
    expect(await ask(question, frame)).toMatchObject({ ok: false, error: { code: "usage" } });
  }
  for (const request of [null, {}, "x", { ask: "drop" }, { ...question, more: 1 }, []]) {
    expect(await ask(request)).toMatchObject({ ok: false, error: { code: "usage" } });
  }
  expect(await ask({ ask: "call", name: "constructor.call", input: {} })).toMatchObject({
    ok: false,
    error: { code: "not-in-contract" },
  });
});

test("no payload crashes the gate: each gets a typed answer", async () => {
  const shaped = fc.record({
    ask: fc.constantFrom("call", "chooseFile", "dropFiles", "chooseSaveFile", "reopen2"),
    name: fc.oneof(fc.string(), fc.constantFrom("__proto__.toString", "jobs.list.x", "jobs")),
    input: fc.anything(),
    paths: fc.anything(),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.anything(), shaped), async (payload) => {
      expect(await ask(payload)).toMatchObject({ ok: false, error: { code: expect.any(String) } });
    }),
    { numRuns: 2000 },
  );
});

test("chosen and dropped files reach the page as tokens, never as paths", async () => {
  const file = join(app.folder, "bill.csv");
  writeFileSync(file, "a,b\n");
  chosen.open = [file];
  const answers = [
    await ask({ ask: "chooseFiles" }),
    await ask({ ask: "dropFiles", paths: [file] }),
  ];
  for (const answer of answers) {
    expect(answer).toEqual([{ token: expect.stringMatching(/^[0-9a-f-]{36}$/), name: "bill.csv" }]);
    expect(JSON.stringify(answer)).not.toContain(app.folder);
  }
  chosen.save = join(app.folder, "out.xlsx");
  expect(await ask({ ask: "chooseSaveFile", name: "close.xlsx" })).toEqual({
    token: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: "out.xlsx",
  });
});

test("a chosen folder is looked into by its token, and no other way", async () => {
  const folder = join(app.folder, "exports");
  mkdirSync(folder);
  writeFileSync(join(folder, "bill.csv"), "a,b\n");
  chosen.open = [folder];
  const chosenFolder = await ask({ ask: "chooseFolder" });
  expect(Object.keys(chosenFolder as object)).toEqual(["token", "name"]);
  const { token } = chosenFolder as { token: string };
  const call = (name: string, input: object) => ask({ ask: "call", name, input });
  expect(await call("sources.watch", { folder })).toMatchObject({
    ok: false,
    error: { code: "token-unknown" },
  });
  expect(await call("sources.watch", { folder: token })).toMatchObject({ ok: true });
  expect(await call("sources.watched", {})).toMatchObject({
    ok: true,
    value: { folders: [{ name: "exports", trouble: null }] },
  });
  chosen.open = [];
  expect(await ask({ ask: "chooseFolder" })).toBeNull();
  const settings = JSON.parse(readFileSync(join(app.folder, "settings.json"), "utf8")) as object;
  expect(settings).toMatchObject({ lastFolders: { watch: folder } });
});

test("the page is served with the policy, and nothing outside the build", async () => {
  const serve = protocolHandlers.get("app");
  const page = serve?.(new Request("app://tieout/index.html"));
  expect(page?.status).toBe(200);
  expect(page?.headers.get("content-security-policy")).toContain("script-src 'self'");
  const outside = [
    "app://tieout/../package.json",
    "app://tieout/..%2fpackage.json",
    "app://tieout/%2e%2e/main.js",
    "app://tieout/..\\package.json",
    "app://tieout/%00",
    "app://evil/index.html",
    "app://tieout//etc/passwd",
    "app://tieout/C:/windows",
    "app://tieout/dist/engine/serve.js",
  ];
  expect(outside.map((url) => serve?.(new Request(url)).status)).toEqual(outside.map(() => 404));
});

test("a second start focuses the window; the workspace is remembered", async () => {
  app.emit("second-instance", {}, ["tieout"]);
  expect(seen.calls).toEqual(expect.arrayContaining(["restore", "focus"]));
  expect(seen.titles).toContain("Group – Tieout");
  const settings = JSON.parse(readFileSync(join(app.folder, "settings.json"), "utf8")) as object;
  expect(settings).toMatchObject({ recentWorkspaces: [workspace] });
});

test("a workspace open elsewhere is refused with a sentence, and the app lives", async () => {
  const other = join(app.folder, "Busy.tieout");
  mkdirSync(other, { recursive: true });
  const owner = { pid: process.pid, host: hostname(), started: "" };
  writeFileSync(join(other, "lock"), JSON.stringify(owner));
  app.emit("open-file", { preventDefault: () => undefined }, other);
  await vi.waitFor(() => expect(seen.errors).toHaveLength(1), 20_000);
  expect(seen.errors[0]).toContain(`process ${process.pid}`);
});

test("the preload exposes exactly the transport, and ipcRenderer stays inside", async () => {
  await import("../../main/hosts/electron/preload.ts");
  const api = bridge.exposed["tieout"] as Record<string, (...values: unknown[]) => unknown>;
  expect(Object.keys(bridge.exposed)).toEqual(["tieout"]);
  expect(Object.keys(api).sort()).toEqual([
    "call",
    "canChooseFolder",
    "chooseFiles",
    "chooseFolder",
    "chooseSaveFile",
    "dropFiles",
    "fetchSaved",
    "on",
    "openSample",
    "reopen",
  ]);
  expect(await api["dropFiles"]?.([{ name: "a.csv" }])).toEqual({
    channel: "tieout",
    request: { ask: "dropFiles", paths: ["/real/a.csv"] },
  });
});
