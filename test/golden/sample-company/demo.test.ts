import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AllocationResult } from "../../../shared/contract/allocation.ts";
import { jobContract } from "../../../shared/contract/jobs.ts";
import { ReconciliationResult } from "../../../shared/contract/reconciliation.ts";
import { VarianceResult } from "../../../shared/contract/variance.ts";
import { WorkbookResult } from "../../../shared/contract/workbook.ts";
import { workspace } from "../../../shared/contract/workspace.ts";
import { type CliOutcome, runCli } from "../../support/run-cli.ts";

let folder = "";
let demo: CliOutcome;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-demo-"));
  demo = await runCli(["demo", "--dir", folder]);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("the demo ties, and leaves company, workspace and workbook", async () => {
  expect({ exitCode: demo.exitCode, stderr: demo.stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(demo.stdout).toContain("The close ties.");
  await access(join(folder, "sample-company/README.md"));
  await access(join(folder, "example-group.tieout/workspace.duckdb"));
  const workbook = await readFile(join(folder, "october-close.xlsx"));
  expect(workbook.subarray(0, 2).toString()).toBe("PK");
});

test("closing again over the same files changes nothing", async () => {
  const recipe = join(folder, "sample-company/close.yaml");
  const argv = ["close", recipe, "--out", join(folder, "again"), "--json"];
  const first = JSON.parse((await runCli(argv)).stdout);
  const second = JSON.parse((await runCli(argv)).stdout);
  expect(second.import.files.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
    second.import.files.map(() => "unchanged"),
  );
  expect(second.export.contentDigest).toBe(first.export.contentDigest);
  expect(second.reconcile).toEqual(first.reconcile);
});

test("the JSON of a close is made of the contract's results", async () => {
  const recipe = join(folder, "sample-company/close.yaml");
  const { exitCode, stdout } = await runCli([
    ...["close", recipe, "--out", join(folder, "json"), "--json"],
  ]);
  const close = JSON.parse(stdout);
  expect({ exitCode, ties: close.ties }).toEqual({ exitCode: 0, ties: true });
  expect(jobContract.import.output.parse(close.import).files).toHaveLength(19);
  expect(AllocationResult.parse(close.allocate).conserved).toBe(true);
  expect(ReconciliationResult.parse(close.reconcile).ties).toBe(true);
  expect(VarianceResult.parse(close.variance).residual).toBe("0");
  expect(WorkbookResult.parse(close.export).ties).toBe(true);
});

test("verify holds for the workspace and its source files", async () => {
  const { exitCode, stdout } = await runCli([
    ...["verify", join(folder, "example-group.tieout")],
    ...["--sources", join(folder, "sample-company")],
  ]);
  expect({ exitCode, fails: stdout.includes("FAILS") }).toEqual({ exitCode: 0, fails: false });
  expect(stdout).toContain("source billing/aws-2026-10.csv.gz");
});

test("export writes the workbook of a workspace that was closed", async () => {
  const { exitCode, stdout } = await runCli([
    ...["export", "-w", join(folder, "example-group.tieout"), "--period", "2026-10"],
    ...["--compare", "2026-09", "--currency", "USD", "--out", join(folder, "again.xlsx"), "--json"],
  ]);
  expect(exitCode).toBe(0);
  expect(WorkbookResult.parse(JSON.parse(stdout)).ties).toBe(true);
});

test("verify re-performs the workbook from its own cells", async () => {
  const { exitCode, stdout } = await runCli([
    ...["verify", join(folder, "october-close.xlsx")],
    ...["--sources", join(folder, "sample-company"), "--json"],
  ]);
  expect(exitCode).toBe(0);
  const { ok, checks } = workspace.verify.output.parse(JSON.parse(stdout));
  expect({ ok, failed: checks.filter((check) => !check.ok) }).toEqual({ ok: true, failed: [] });
});

test("verify refuses a file that is no workbook, and a folder nobody has", async () => {
  const absent = await runCli(["verify", join(folder, "absent.xlsx")]);
  expect(absent.exitCode).not.toBe(0);
  expect(absent.stderr).toContain("absent.xlsx");
  const nowhere = join(folder, "nowhere");
  const { exitCode, stderr } = await runCli(["verify", folder, "--sources", nowhere]);
  expect(exitCode).toBe(3);
  expect(stderr).toContain(`The folder "${nowhere}" cannot be read.`);
});
