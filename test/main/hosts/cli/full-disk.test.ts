import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine, unwrap } from "../../../../main/engine/engine.ts";
import { startBuiltCli } from "../../../support/built-cli.ts";
import { focusText } from "../../../support/focus-text.ts";
import { standingClock } from "../../../support/open-engine.ts";
import { CLOSED, COMPARED, seedClose } from "../../../support/seed-close.ts";
import { storedState } from "../../../support/stored-state.ts";

let folder = "";
let workspace = "";
let bill = "";
let before: Record<string, unknown> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-full-"));
  workspace = join(folder, "full.tieout");
  bill = join(folder, "bill.csv");
  const engine = await createEngine({ workspace, clock: standingClock, actor: "tester" });
  await seedClose(engine);
  const file = engine.grantFile(bill, "first.csv");
  await writeFile(bill, focusText([{ BilledCost: "7.5" }]));
  unwrap(await engine.runJob("import", { files: [{ file }] }));
  unwrap(await engine.runJob("allocate", { period: CLOSED }));
  unwrap(await engine.runJob("reconcile", { period: CLOSED, currency: "USD" }));
  unwrap(await engine.runJob("variance", { from: COMPARED, to: CLOSED, currency: "USD" }));
  await engine.close();
  const rows = Array.from({ length: 20_000 }, (_, index) => ({ BilledCost: `${index}.25` }));
  await writeFile(bill, focusText(rows));
  before = await storedState(workspace);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const FULL = {
  code: "disk-full",
  message: "The disk that holds the workspace is full.",
  remedy: "Free space on that disk, then repeat the step; nothing was changed.",
};

describe("an import into a full disk", () => {
  // A part of the bill's own size: its copy does not fit, or what the database makes of it.
  test.each([0.02, 0.5, 0.99, 1.02])("with room for %d of it changes nothing", async (part) => {
    const { size } = await stat(bill);
    const argv = ["import", "-w", workspace, bill, "--json"];
    const { exitCode, stdout } = await startBuiltCli(argv, size * part).outcome;
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ error: FULL });
    expect(await readdir(workspace)).not.toContain("lock");
    expect(await storedState(workspace)).toEqual(before);
  });
});

describe("an export to a full disk", () => {
  test.each([4_096, 30_000])("with room for %d bytes leaves no workbook", async (room) => {
    const out = join(folder, "october.xlsx");
    await writeFile(out, "the workbook of last time");
    const scope = ["--period", CLOSED, "--compare", COMPARED, "--currency", "USD"];
    const argv = ["export", "-w", workspace, ...scope, "--out", out];
    const { exitCode, stderr } = await startBuiltCli(argv, room).outcome;
    expect(stderr).toContain("Free space on that disk");
    expect(exitCode).toBe(1);
    expect((await stat(out)).size).toBe(25);
    expect((await readdir(folder)).sort()).toEqual(["bill.csv", "full.tieout", "october.xlsx"]);
    expect(await readdir(join(workspace, "temporary"))).toEqual([]);
    expect(await storedState(workspace)).toEqual(before);
  });
});
