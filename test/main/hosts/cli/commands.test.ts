import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createEngine } from "../../../../main/engine/engine.ts";
import { AllocationResult, Explanation } from "../../../../shared/contract/allocation.ts";
import { charges, PivotResult } from "../../../../shared/contract/charges.ts";
import { ReconciliationResult } from "../../../../shared/contract/reconciliation.ts";
import { VarianceResult } from "../../../../shared/contract/variance.ts";
import { workspace as workspaceContract } from "../../../../shared/contract/workspace.ts";
import { addAmounts } from "../../../../shared/domain/amount.ts";
import { ErrorShape } from "../../../../shared/errors.ts";
import { BASIC_CONFIG, loadCase } from "../../../support/reconcile-case.ts";
import { runCli } from "../../../support/run-cli.ts";
import { seedCharges } from "../../../support/seed.ts";

let folder = "";
let workspace = "";
let rules = "";
let file = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-commands-"));
  workspace = join(folder, "october.tieout");
  rules = join(folder, "allocation.yaml");
  const engine = await createEngine({ workspace });
  const common = { billing_period_start: "2026-10-01 00:00:00", invoice_id: "I-1" };
  file = await seedCharges(engine.context, [
    { ...common, ...amounts("1234.5"), tags: '{"cost_centre":"CC1"}', service_name: "Servers" },
    { ...common, ...amounts("-34.5"), charge_category: "Credit", service_name: "Servers" },
    { ...common, ...amounts("100"), service_name: "Storage" },
  ]);
  await engine.close();
  await writeFile(
    rules,
    [
      "tieout: 1",
      "targets: [{ code: CC1, name: Storefront }, { code: CC2, name: Payments }]",
      "rules:",
      "  - id: tagged",
      "    take: { where: [{ attribute: 'tag:cost_centre', op: exists }] }",
      "    method: direct",
      "    toAttribute: 'tag:cost_centre'",
      "  - id: storage",
      "    take: { where: [{ attribute: service_name, op: equals, value: Storage }] }",
      "    method: even",
      "    targets: [CC1, CC2]",
    ].join("\n"),
  );
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function amounts(cost: string): Record<string, string> {
  return { billed_cost: cost, effective_cost: cost, contracted_cost: cost, list_cost: cost };
}

async function answerOf<T extends z.ZodType>(schema: T, argv: string[]): Promise<z.output<T>> {
  const { exitCode, stdout, stderr } = await runCli([...argv, "--json"]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  return schema.parse(JSON.parse(stdout));
}

const allocate = (): string[] => [
  ...["allocate", "-w", workspace, "--rules", rules, "--period", "2026-10"],
];

test("allocate answers what the contract says, and conserves", async () => {
  const result = await answerOf(AllocationResult, allocate());
  expect(result.totals).toEqual({ in: "1300", allocated: "1334.5", unallocated: "-34.5" });
  expect(result.conserved).toBe(true);
});

test("allocate prints targets with what is unallocated as its own line", async () => {
  const { exitCode, stdout } = await runCli(allocate());
  expect(exitCode).toBe(0);
  expect(stdout.split("\n").map((line) => line.trimEnd())).toEqual(
    expect.arrayContaining([
      "Allocation, October 2026",
      "  CC1  Storefront            1,284.50    98.8 %",
      "  CC2  Payments                 50.00     3.8 %",
      "  Unallocated                  (34.50)   -2.7 %",
      "  In                         1,300.00   100.0 %",
      "  In = allocated + unallocated, on every basis and currency.",
    ]),
  );
});

test("allocation rules with a mistake end with exit code 3 and name the line", async () => {
  const wrong = join(folder, "wrong.yaml");
  await writeFile(wrong, "tieout: 1\ntargets: [{ code: A }]\nrules:\n  - id: x\n    methd: even\n");
  const { exitCode, stderr } = await runCli([
    ...["allocate", "-w", workspace, "--rules", wrong, "--period", "2026-10"],
  ]);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/wrong\.yaml, line 4, column 5: /);
});

test("pivot answers and prints the same cells", async () => {
  const argv = ["pivot", "-w", workspace, "--of", "charges", "--period", "2026-10"];
  const cells = [...argv, "--rows", "service_name", "--values", "billed,charges"];
  const result = await answerOf(PivotResult.extend({ values: z.array(z.string()) }), cells);
  expect(result.values).toEqual(["billed", "charges"]);
  expect(result.totals.grand).toEqual({ billed: "1300", charges: "3" });
  const { stdout } = await runCli(cells);
  expect(stdout).toMatch(/Servers +1,200\.00 +2\n/);
  expect(stdout).toMatch(/Total +1,300\.00 +3\n/);
});

test("a pivot keeps only what the filter names", async () => {
  const argv = ["pivot", "-w", workspace, "--period", "2026-10", "--rows", "charge_category"];
  const filtered = [...argv, "--filter", "service_name=Storage", "--values", "billed"];
  const result = await answerOf(PivotResult, filtered);
  expect(result.totals.grand).toEqual({ billed: "100" });
});

test("trace walks an allocated amount back to its file", async () => {
  await runCli(allocate());
  const argv = ["trace", "-w", workspace, "--target", "CC2", "--period", "2026-10"];
  const result = await answerOf(Explanation, argv);
  expect({ amount: result.amount, ties: result.ties }).toEqual({ amount: "50", ties: true });
  expect(result.files.map(({ sourceFileId }) => sourceFileId)).toEqual([file]);
  const { stdout } = await runCli(argv);
  expect(stdout).toContain("50.00");
});

test("trace walks a charge to its row and its targets", async () => {
  await runCli(allocate());
  const argv = ["trace", "-w", workspace, "--charge", `${file}:2`];
  const result = await answerOf(charges.trace.output, argv);
  expect(result.row).toBe(2);
  expect((await runCli(argv)).stdout).toContain("row 2");
});

test("figures of an outdated allocation, and currencies left out, are said on stderr", async () => {
  const place = join(folder, "stale.tieout");
  const engine = await createEngine({ workspace: place });
  const charge = (period: string, cost: string, currency = "USD") => ({
    ...amounts(cost),
    billed_period: period,
    billing_currency: currency,
    service_name: "Storage",
  });
  await seedCharges(engine.context, [charge("2026-09", "6"), charge("2026-10", "10")]);
  await engine.close();
  for (const period of ["2026-09", "2026-10"]) {
    await runCli(["allocate", "-w", place, "--rules", rules, "--period", period]);
  }
  const pivot = ["pivot", "-w", place, "--period", "2026-10", "--rows", "service_name"];
  const allocated = [...pivot, "--of", "allocated"];
  const trace = ["trace", "-w", place, "--target", "CC1", "--period", "2026-10"];
  const variance = [
    ...["variance", "-w", place, "--of", "allocated", "--from", "2026-09", "--to", "2026-10"],
  ];
  for (const argv of [pivot, allocated, trace, variance]) {
    expect((await runCli(argv)).stderr).not.toMatch(/older|is shown/);
  }
  const moved = await answerOf(VarianceResult, variance);
  expect([moved.by, moved.opening, moved.closing]).toEqual([["target"], "6", "10"]);
  expect(moved.effects).toEqual([{ effect: "not-decomposable", amount: "4" }]);
  const again = await createEngine({ workspace: place });
  await seedCharges(again.context, [charge("2026-10", "7", "EUR")]);
  await again.close();
  for (const argv of [allocated, trace, variance]) {
    expect((await runCli(argv)).stderr).toContain("The allocation is older than its inputs");
  }
  const { stderr, stdout } = await runCli(pivot);
  expect(stderr).toContain("Only USD is shown; EUR is billed too.");
  expect(stdout).toMatch(/Total +10\.00/);
  const pounds = await runCli([...pivot, "--currency", "GBP"]);
  expect(pounds.stderr).toContain("Ask for EUR or USD");
});

test("sources and withdraw: exactly one file's rows leave", async () => {
  const copy = join(folder, "copy.tieout");
  const engine = await createEngine({ workspace: copy });
  const id = await seedCharges(engine.context, [{ billed_period: "2026-10", ...amounts("1") }]);
  await engine.close();
  const listed = await answerOf(workspaceContract.sources.output, ["sources", "-w", copy]);
  expect(listed.sources.map(({ sourceFileId }) => sourceFileId)).toEqual([id]);
  await answerOf(workspaceContract.withdraw.output, ["withdraw", id, "-w", copy]);
  const after = await answerOf(workspaceContract.sources.output, ["sources", "-w", copy]);
  expect(after.sources).toEqual([]);
  const all = await runCli(["sources", "-w", copy, "--all"]);
  expect(all.stdout).toContain("withdrawn");
});

test("verify names every check of a workspace", async () => {
  const { stdout } = await runCli(["verify", workspace]);
  expect(stdout).toMatch(/^check/);
});

test("a closed period without bills is said to be one", async () => {
  const { exitCode, stderr } = await runCli([
    ...["allocate", "-w", workspace, "--rules", rules, "--period", "2031-01"],
  ]);
  expect(exitCode).toBe(3);
  expect(stderr).toContain("2031");
});

async function seededBooks(name: string, currency: string, ledgerAmount: string) {
  const place = join(folder, name);
  const engine = await createEngine({ workspace: place });
  const invoice = { invoice_id: "I-1", billed_period: "2026-10", billing_currency: currency };
  await loadCase(engine, {
    charges: [{ ...invoice, ...amounts("1300") }],
    ledger: [{ period: "2026-10", amount: ledgerAmount, reference: "I-1" }],
  });
  await engine.close();
  const config = join(folder, "reconciliation.yaml");
  await writeFile(config, BASIC_CONFIG);
  return ["reconcile", "-w", place, "--config", config, "--period", "2026-10", "--currency", "USD"];
}

test("reconcile answers a statement that ties, with exit code 0", async () => {
  const result = await answerOf(
    ReconciliationResult,
    await seededBooks("ties.tieout", "USD", "1300"),
  );
  expect(result.totals).toEqual({
    ledger: "1300",
    billing: "1300",
    items: "0",
    unidentified: "0",
  });
});

test("an amount nobody can explain ends with exit code 4, and the statement says so", async () => {
  const argv = await seededBooks("open.tieout", "USD", "1312.5");
  const { exitCode, stdout } = await runCli(argv);
  expect(exitCode).toBe(4);
  expect(stdout).toMatch(/Unidentified +12\.50 +does not tie/);
});

test("a missing exchange rate is named with exit code 3, never taken as one", async () => {
  const argv = await seededBooks("euro.tieout", "EUR", "1400");
  const { exitCode, stdout, stderr } = await runCli([...argv, "--json"]);
  expect(exitCode).toBe(3);
  expect(ErrorShape.parse(JSON.parse(stdout).error).code).toBe("exchange-rate-missing");
  expect(stderr).toContain("EUR");
});

test("a reconciliation with a mistake names its file", async () => {
  const argv = await seededBooks("wrong.tieout", "USD", "1300");
  await writeFile(join(folder, "reconciliation.yaml"), "tieout: 1\naccount: []\n");
  const { exitCode, stderr } = await runCli(argv);
  expect(exitCode).toBe(3);
  expect(stderr).toContain("reconciliation.yaml, line 1, column 1: ");
});

test("variance answers effects that add up, rows by their dimension", async () => {
  const place = join(folder, "variance.tieout");
  const engine = await createEngine({ workspace: place });
  const day = { sku_id: "S", pricing_unit: "Hours", consumed_unit: "Hours" };
  await seedCharges(engine.context, [
    { ...day, billed_period: "2026-09", ...amounts("100"), pricing_quantity: "10" },
    { ...day, billed_period: "2026-10", ...amounts("180"), pricing_quantity: "15" },
  ]);
  await engine.close();
  const argv = ["variance", "-w", place, "--from", "2026-09", "--to", "2026-10"];
  const rows = z.array(z.looseObject({ service_name: z.string(), closing: z.string() }));
  const result = await answerOf(VarianceResult.extend({ rows }), argv);
  expect({ opening: result.opening, closing: result.closing, residual: result.residual }).toEqual({
    opening: "100",
    closing: "180",
    residual: "0",
  });
  expect(addAmounts(result.effects.map(({ amount }) => amount))).toBe("80");
  expect((await runCli(argv)).stdout).toMatch(/Residual +0\.00/);
});
