import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeElectron } from "./place-electron.ts";

const project = join(import.meta.dirname, "..", "..");
const work = mkdtempSync(join(tmpdir(), "tieout-package-"));
const app = join(work, "release", "linux-unpacked");

beforeAll(() => {
  const electron = placeElectron(join(work, "electron"));
  execFileSync(
    join(project, "node_modules", ".bin", "electron-builder"),
    [
      "--linux",
      "dir",
      `-c.electronDist=${electron}`,
      `-c.directories.output=${join(work, "release")}`,
    ],
    { cwd: project, stdio: "pipe" },
  );
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

test("the archive holds the app, its page, its engine and the sample company", () => {
  const names = listPackage(join(app, "resources", "app.asar"), { isPack: false });
  expect(names).toEqual(
    expect.arrayContaining([
      "/package.json",
      "/dist/electron/main.js",
      "/dist/electron/preload.cjs",
      "/dist/engine/serve.js",
      "/dist/renderer/index.html",
      "/resources/sample-company/close.yaml",
    ]),
  );
  expect(names.filter((name) => /^\/(test|main|renderer|shared)\//.test(name))).toEqual([]);
});

test("the database binding lies beside its library, outside the archive", () => {
  const bindings = join(
    app,
    "resources",
    "app.asar.unpacked",
    "node_modules",
    "@duckdb",
    "node-bindings-linux-x64",
  );
  expect(existsSync(bindings)).toBe(true);
  expect(readdirSync(bindings)).toEqual(expect.arrayContaining(["duckdb.node", "libduckdb.so"]));
});

test("the fuses are set as the security page demands", async () => {
  const program = readdirSync(app).find((name) => name === "tieout" || name === "Tieout") ?? "";
  const fuses = await getCurrentFuseWire(join(app, program));
  // The wire holds the characters 0 and 1.
  const state = (option: FuseV1Options): string =>
    Number(fuses[option]) === "1".charCodeAt(0) ? "ENABLE" : "DISABLE";
  expect({
    runAsNode: state(FuseV1Options.RunAsNode),
    cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
    nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    cliInspect: state(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
    snapshot: state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocol: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: "DISABLE",
    cookieEncryption: "ENABLE",
    nodeOptions: "DISABLE",
    cliInspect: "DISABLE",
    asarIntegrity: "ENABLE",
    onlyAsar: "ENABLE",
    snapshot: "DISABLE",
    fileProtocol: "DISABLE",
  });
});
