import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine } from "../../../../main/engine/engine.ts";
import { commands } from "../../../../main/hosts/cli/commands.ts";
import { workspace } from "../../../../shared/contract/workspace.ts";
import { ErrorShape } from "../../../../shared/errors.ts";
import { runCli } from "../../../support/run-cli.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-cli-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const RECIPE = [
  "tieout: 1",
  "entity: Example Group",
  "currency: USD",
  "period: 2026-10",
  "sources:",
  "  - file: bill.csv",
  "rules: allocation.yaml",
  "reconciliation: reconciliation.yaml",
  "workbook: close.xlsx",
];

async function recipe(change: (lines: string[]) => string[]): Promise<string> {
  const path = join(folder, "close.yaml");
  await writeFile(path, `${change([...RECIPE]).join("\n")}\n`);
  return path;
}

describe("help", () => {
  test.each(commands.map(({ name }) => name))("%s shows examples first", async (name) => {
    const { exitCode, stdout } = await runCli([name, "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout.startsWith(`Examples:\n  tieout ${name}`)).toBe(true);
  });

  test("names every command", async () => {
    const { stdout } = await runCli(["--help"]);
    for (const { name } of commands) {
      expect(stdout).toContain(`  ${name} `);
    }
  });
});

describe("usage", () => {
  test.each([
    [["clos"], "Did you mean close?"],
    [["allocate", "--period", "2026-10"], "--workspace"],
    [["allocate", "-w", "x", "--period", "2026-14"], "--period: a period is written YYYY-MM"],
    [
      ["reconcile", "-w", "x", "--period", "2026-10", "--currency", "usd"],
      "--currency: a currency",
    ],
    [["variance", "-w", "x", "--from", "2026-09", "--to", "2026-10", "--by", "colour"], "--by:"],
    [
      ["pivot", "-w", "x", "--period", "2026-10", "--rows", "service_name", "--filter", "a"],
      "--filter",
    ],
    [["trace", "-w", "x"], "--charge and --target"],
    [["withdraw", "-w", "x", "17"], "ID:"],
  ])("%j is refused with exit code 2", async (argv, says) => {
    const { exitCode, stdout, stderr } = await runCli(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(says);
  });

  test("is told to machines as JSON", async () => {
    const { exitCode, stdout } = await runCli(["allocate", "--json"]);
    expect(exitCode).toBe(2);
    expect(ErrorShape.parse(JSON.parse(stdout).error).code).toBe("usage");
  });
});

describe("a workspace", () => {
  test("that does not exist is named, and not made", async () => {
    const path = join(folder, "none.tieout");
    const { exitCode, stderr } = await runCli(["sources", "-w", path]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`There is no workspace at "${path}".`);
  });

  test("that is open elsewhere ends with exit code 5 and names the process", async () => {
    const path = join(folder, "open.tieout");
    const engine = await createEngine({ workspace: path });
    try {
      const { exitCode, stdout, stderr } = await runCli(["sources", "-w", path, "--json"]);
      expect(exitCode).toBe(5);
      expect(ErrorShape.parse(JSON.parse(stdout).error).code).toBe("workspace-in-use");
      expect(stderr).toContain(`process ${process.pid}`);
    } finally {
      await engine.close();
    }
  });

  test("is left alone when Ctrl+C comes first, with exit code 130", async () => {
    const path = join(folder, "interrupted.tieout");
    await (await createEngine({ workspace: path })).close();
    const argv = ["reconcile", "-w", path, "--period", "2026-10"];
    const { exitCode, stderr } = await runCli(argv, { interrupted: AbortSignal.abort() });
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Interrupted");
  });

  test("answers the list of its files as the contract says", async () => {
    const path = join(folder, "empty.tieout");
    await (await createEngine({ workspace: path })).close();
    const { exitCode, stdout } = await runCli(["sources", "-w", path, "--json"]);
    expect(exitCode).toBe(0);
    expect(workspace.sources.output.parse(JSON.parse(stdout))).toEqual({ sources: [] });
  });
});

describe("a recipe", () => {
  test("with an unknown key names the line and the nearest key", async () => {
    const path = await recipe((lines) => lines.map((line) => line.replace("period:", "perid:")));
    const { exitCode, stderr } = await runCli(["close", path, "--out", folder]);
    expect(exitCode).toBe(3);
    expect(stderr).toBe(
      `${path}, line 4, column 1: perid: is not a known key.\nThe nearest key is "period".\n`,
    );
  });

  test("with an unknown key inside a source names its line", async () => {
    const path = await recipe((lines) => lines.toSpliced(6, 0, "    maping: ledger.yaml"));
    const { exitCode, stderr } = await runCli(["close", path, "--out", folder]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("line 7, column 5: sources.0.maping: is not a known key.");
    expect(stderr).toContain('The nearest key is "mapping".');
  });

  test("without a key says which is missing", async () => {
    const path = await recipe((lines) => lines.filter((line) => !line.startsWith("rules")));
    const { stderr } = await runCli(["close", path, "--out", folder]);
    expect(stderr).toContain("rules: is missing.");
  });

  test("with a value out of form says what is expected", async () => {
    const path = await recipe((lines) => lines.map((line) => line.replace("2026-10", "Oct 2026")));
    const { stderr } = await runCli(["close", path, "--out", folder]);
    expect(stderr).toContain(
      "line 4, column 9: period: a period is written YYYY-MM, for example 2026-10, " +
        'found "Oct 2026".',
    );
  });

  test("that is no YAML names the line", async () => {
    const path = await recipe((lines) => lines.toSpliced(2, 0, "currency: [USD"));
    const { exitCode, stderr } = await runCli(["close", path, "--out", folder]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/line \d+, column \d+: /);
  });

  test("that names a file nobody has says which", async () => {
    const path = await recipe((lines) => lines);
    const { exitCode, stderr } = await runCli(["close", path, "--out", folder]);
    expect(exitCode).toBe(3);
    expect(stderr).toBe(
      `${path}, line 6, column 11: there is no file "bill.csv".\n` +
        "Correct the path; it is relative to the recipe.\n",
    );
  });

  test("that is absent is named", async () => {
    const { exitCode, stderr } = await runCli(["close", "none.yaml", "--out", folder]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('The file "none.yaml" cannot be read.');
  });
});
