import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobContract } from "../../../../shared/contract/jobs.ts";
import { workspace } from "../../../../shared/contract/workspace.ts";
import { ErrorShape } from "../../../../shared/errors.ts";
import { focusText } from "../../../support/focus-text.ts";
import { runCli } from "../../../support/run-cli.ts";

const company = join(import.meta.dirname, "../../../../resources/sample-company");
const bill = join(company, "billing/desk-2026-10.csv");
const ledger = join(company, "ledger/gmbh-2026-10.csv");
const mapping = join(company, "ledger/mapping-gmbh.yaml");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-import-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("inspect recognises a bill without importing it", async () => {
  const { exitCode, stdout } = await runCli(["inspect", bill, "--json"]);
  expect(exitCode).toBe(0);
  const { files } = workspace.inspect.output.parse(JSON.parse(stdout));
  expect(files.map(({ format, dataset }) => ({ format, dataset }))).toEqual([
    { format: "focus-1.2", dataset: "charge" },
  ]);
  expect((await runCli(["inspect", bill])).stdout).toContain("focus-1.2, charge (exact)");
});

test("import makes the workspace, counts every record and is a no-op the second time", async () => {
  const place = join(folder, "october.tieout");
  const argv = ["import", "-w", place, bill, "--json"];
  const first = await runCli(argv);
  expect(first.exitCode).toBe(0);
  const { files } = jobContract.import.output.parse(JSON.parse(first.stdout));
  expect(files[0]).toMatchObject({ outcome: "imported", records: { loaded: 39, rejected: 0 } });
  const second = jobContract.import.output.parse(JSON.parse((await runCli(argv)).stdout));
  expect(second.files.map(({ outcome }) => outcome)).toEqual(["unchanged"]);
});

test("a ledger is read by its mapping, and printed with its control total", async () => {
  const place = join(folder, "ledger.tieout");
  const { exitCode, stdout } = await runCli([
    ...["import", "-w", place, ledger, "--mapping", mapping],
  ]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/gl-journal +3 +0 +amount USD +20,450\.52 +imported/);
});

test("a mapping with an unknown field names its line", async () => {
  const wrong = join(folder, "mapping.yaml");
  const text = await readFile(mapping, "utf8");
  await writeFile(wrong, text.replace("decimal:", "decimall:"));
  const { exitCode, stderr } = await runCli([
    ...["import", "-w", join(folder, "x.tieout"), ledger, "--mapping", wrong],
  ]);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/mapping\.yaml, line 7, column 1: decimall: is not a known key/);
  expect(stderr).toContain('The nearest key is "decimal".');
});

test("a file with an unreadable amount is refused whole, or taken without the row", async () => {
  const damaged = join(folder, "damaged.csv");
  const text = await readFile(bill, "utf8");
  await writeFile(damaged, text.replace(/^(\d)/m, "n/a$1"));
  const place = join(folder, "damaged.tieout");
  const refused = await runCli(["import", "-w", place, damaged, "--json"]);
  expect(refused.exitCode).toBe(3);
  const listed = await runCli(["sources", "-w", place, "--json"]);
  expect(workspace.sources.output.parse(JSON.parse(listed.stdout)).sources).toEqual([]);
  const taken = await runCli(["import", "-w", place, damaged, "--allow-rejects", "--json"]);
  expect(taken.exitCode).toBe(0);
  const { files } = jobContract.import.output.parse(JSON.parse(taken.stdout));
  expect(files[0]?.records).toMatchObject({ loaded: 38, rejected: 1 });
});

test("an empty file is refused with a sentence", async () => {
  const empty = join(folder, "empty.csv");
  await writeFile(empty, "");
  const { exitCode, stdout, stderr } = await runCli([
    ...["import", "-w", join(folder, "empty.tieout"), empty, "--json"],
  ]);
  expect(exitCode).toBe(3);
  expect(ErrorShape.parse(JSON.parse(stdout).error).code).toBe("file-empty");
  expect(stderr).toContain("empty.csv");
});

test("Ctrl+C while a file is read ends with 130 and keeps nothing", async () => {
  const place = join(folder, "interrupted.tieout");
  const abort = new AbortController();
  const { exitCode } = await runCli(["import", "-w", place, bill], {
    isWatched: true,
    err: (text) => {
      if (/\w/.test(text)) {
        abort.abort();
      }
    },
    interrupted: abort.signal,
  });
  expect(exitCode).toBe(130);
  const listed = await runCli(["sources", "-w", place, "--json"]);
  expect(workspace.sources.output.parse(JSON.parse(listed.stdout)).sources).toEqual([]);
});

test("a format there is not is a usage error, before anything is made", async () => {
  const place = join(folder, "banana.tieout");
  const { exitCode, stderr } = await runCli(["import", "-w", place, bill, "--as", "leger"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /^--as: expected one of focus, charge, .*\bledger\b.* \(found "leger"\)\.$/m,
  );
  expect(stderr).toContain("Did you mean ledger?");
  expect((await runCli(["sources", "-w", place])).stderr).toContain("There is no workspace");
});

test("of several files, one that stops all says so", async () => {
  const unclear = join(folder, "unclear.csv");
  const text = await readFile(bill, "utf8");
  await writeFile(unclear, text.replaceAll("BillingCurrency", "Coin"));
  const place = join(folder, "several.tieout");
  const { exitCode, stderr } = await runCli(["import", "-w", place, bill, unclear]);
  expect(exitCode).toBe(3);
  expect(stderr).toContain('"unclear.csv", BillingCurrency: In which currency');
  expect(stderr).toContain("None of the 2 files was imported; without this one the others can");
});

test("findings that differ by their column alone are told once", async () => {
  const fine = join(folder, "fine.csv");
  const long = "1.0000000000001";
  await writeFile(fine, focusText([{ BilledCost: long, EffectiveCost: long }]));
  const { stderr } = await runCli(["import", "-w", join(folder, "fine.tieout"), fine]);
  const notes = stderr.split("\n").filter((line) => line.includes("more than 12 decimals"));
  expect(notes).toEqual([expect.stringMatching(/fine\.csv, \w+Cost, \w+Cost: .*alike in the/)]);
});
