import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { commands } from "../../../main/hosts/cli/commands.ts";
import { AllocationResult, Explanation } from "../../../shared/contract/allocation.ts";
import { calendar } from "../../../shared/contract/calendar.ts";
import { charges, PivotResult } from "../../../shared/contract/charges.ts";
import { identifiers as identifierCalls } from "../../../shared/contract/identifiers.ts";
import { jobContract } from "../../../shared/contract/jobs.ts";
import { PriceSummary } from "../../../shared/contract/prices.ts";
import { quality } from "../../../shared/contract/quality.ts";
import { ReconciliationResult } from "../../../shared/contract/reconciliation.ts";
import { sources } from "../../../shared/contract/sources.ts";
import { taxonomy as taxonomyCalls } from "../../../shared/contract/taxonomy.ts";
import { VarianceResult } from "../../../shared/contract/variance.ts";
import { WorkbookResult } from "../../../shared/contract/workbook.ts";
import { workspace } from "../../../shared/contract/workspace.ts";
import { ErrorShape } from "../../../shared/errors.ts";
import { focusText } from "../../support/focus-text.ts";
import { type CliOutcome, runCli } from "../../support/run-cli.ts";

const COMPANY = "resources/sample-company";
const bill = (name: string): string => `${COMPANY}/billing/${name}`;
const BILLS = [
  "aws-2026-09.csv.gz",
  "aws-2026-10.csv.gz",
  "azure-2026-09.csv",
  "azure-2026-10.csv",
];
const AWS = "fe10e3511712cce6";
const MONTH = ["--period", "2026-10"];
/** The row that stands twice in the bill of AWS. */
const FAILURE = "ae8af8ccc9b49e5e";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-cli-golden-"));
  await mkdir(join(folder, "exports"));
  for (const [name, content] of await exports()) {
    await writeFile(join(folder, "exports", name), content);
    await utimes(join(folder, "exports", name), 1_700_000_000, 1_700_000_000);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A folder as exports fill it: a bill that is imported, one that is not, rates that changed. */
async function exports(): Promise<[name: string, content: string][]> {
  const rates = await readFile(`${COMPANY}/fx/rates.csv`, "utf8");
  const november = { BillingPeriodStart: "2026-11-01T00:00:00Z", BilledCost: "12.5" };
  const day = { ChargePeriodStart: "2026-11-02T00:00:00Z" };
  return [
    ["desk-2026-10.csv", await readFile(bill("desk-2026-10.csv"), "utf8")],
    ["cloud-2026-11.csv", focusText([{ ...november, ...day }])],
    ["rates.csv", rates.replace(/1[.]0825,closing/, "1.0835,closing")],
    ["notes.txt", "To do before the close\n"],
    ["~$ledger.xlsx", "lock"],
  ];
}

/** Arguments with W for the workspace and OUT/ for the test's own folder. */
function placed(argv: readonly string[]): string[] {
  return argv.map((arg) =>
    arg === "W" ? join(folder, "october.tieout") : arg.replace(/^OUT\//, `${folder}/`),
  );
}

const ledger = (company: string, files: readonly string[]): string[] => [
  ...["import", "-w", "W", ...files.map((file) => `${COMPANY}/ledger/${file}`)],
  ...["--mapping", `${COMPANY}/ledger/mapping-${company}.yaml`],
];
const procurement = (name: string): string[] => [
  ...["import", "-w", "W", `${COMPANY}/procurement/${name}.csv`],
  ...["--mapping", `${COMPANY}/procurement/mapping-${name}.yaml`],
];
const identifiers = ["identifiers", "-w", "W", ...MONTH];
const DICTIONARY = "test/golden/cli/identifiers.yaml";
const TAXONOMY = "test/golden/cli/taxonomy.yaml";
const named = ["taxonomy", "-w", "W"];
const pivot = ["pivot", "-w", "W", ...MONTH];
const trace = ["trace", "-w", "W"];
const prices = ["prices", "-w", "W", ...MONTH];
const pricesMoved = [...prices, "--against", "2026-09", "--currency", "USD"];
const setCalendar = ["calendar", "set", "-w", "W"];
const variance = ["variance", "-w", "W", "--from", "2026-09", "--to", "2026-10"];
const exported = ["export", "-w", "W", ...MONTH, "--compare", "2026-09", "--out", "OUT/o.xlsx"];
const RULES = ["--rules", `${COMPANY}/allocation.yaml`];
const ACCEPT = ["--currency", "USD", "--accept", `${COMPANY}/accepted-items.yaml`];
const CONFIG = ["--config", `${COMPANY}/reconciliation.yaml`];

type Run = readonly [name: string, exitCode: number, argv: readonly string[]];

/** A month closed by hand, one command after the other, and the mistakes one makes on the way. */
const runs: readonly Run[] = [
  ["help", 0, ["--help"]],
  ["inspect", 0, ["inspect", bill("azure-2026-10.csv")]],
  ["inspect-unknown", 3, ["inspect", `${COMPANY}/README.md`]],
  ["inspect-absent", 3, ["inspect", "absent.csv"]],
  ["sources-absent", 1, ["sources", "-w", "OUT/absent.tieout"]],
  ["import-absent", 3, ["import", "-w", "OUT/absent.tieout", "absent.csv"]],
  ["import-bills", 0, ["import", "-w", "W", ...BILLS.map(bill), bill("desk-2026-09.csv")]],
  ["configure", 0, ["configure", "-w", "W", "--currency", "USD"]],
  ["import-desk", 0, ["import", "-w", "W", bill("desk-2026-10.csv")]],
  ["import-again", 0, ["import", "-w", "W", bill("desk-2026-10.csv")]],
  ["import-ledger-inc", 0, ledger("inc", ["inc-2026-09.xlsx", "inc-2026-10.xlsx"])],
  ["import-ledger-gmbh", 0, ledger("gmbh", ["gmbh-2026-09.csv", "gmbh-2026-10.csv"])],
  ["import-orders", 0, procurement("purchase-orders")],
  ["import-invoices", 0, procurement("supplier-invoices")],
  ["import-drivers", 0, ["import", "-w", "W", `${COMPANY}/drivers/quantities.csv`]],
  ["reconcile-no-rate", 3, ["reconcile", "-w", "W", ...CONFIG, ...MONTH, "--currency", "USD"]],
  ["import-rates", 0, ["import", "-w", "W", `${COMPANY}/fx/rates.csv`]],
  ["sources", 0, ["sources", "-w", "W"]],
  ["conformance", 0, ["conformance", "-w", "W", AWS]],
  ["conformance-unknown", 1, ["conformance", "-w", "W", "0123456789abcdef"]],
  ["quality", 4, ["quality", "-w", "W", ...MONTH]],
  ["quality-file", 4, ["quality", "-w", "W", "--file", AWS]],
  ["quality-no-reason", 2, ["quality", "-w", "W", ...MONTH, "--accept", FAILURE]],
  ["identifiers", 0, [...identifiers]],
  ["identifiers-suggestions", 0, [...identifiers, "--suggestions"]],
  ["identifiers-try", 0, [...identifiers, "--try", DICTIONARY]],
  ["identifiers-try-absent", 3, [...identifiers, "--try", "absent.yaml"]],
  ["identifiers-no-percent", 2, [...identifiers, "--at-least", "many"]],
  ["taxonomy-none", 0, [...named, "show"]],
  ["taxonomy-start", 0, [...named, "start"]],
  ["taxonomy-check", 3, [...named, "check", DICTIONARY]],
  ["taxonomy-try", 0, [...named, "compare", ...MONTH, "--try", TAXONOMY]],
  ["taxonomy-misspelt", 2, [...named, "shew"]],
  ["allocate-no-rules", 3, ["allocate", "-w", "W", ...MONTH]],
  ["allocate", 0, ["allocate", "-w", "W", ...RULES, ...MONTH]],
  ["export-too-early", 1, exported],
  ["reconcile", 4, ["reconcile", "-w", "W", ...CONFIG, ...MONTH, "--currency", "USD"]],
  ["reconcile-accept", 0, ["reconcile", "-w", "W", ...CONFIG, ...MONTH, ...ACCEPT]],
  ["quality-accepted", 0, ["quality", "-w", "W", ...MONTH]],
  ["schedules", 0, ["schedules", "-w", "W", ...MONTH]],
  ["treatments", 0, ["treatments", "-w", "W", ...MONTH]],
  ["variance", 0, variance],
  ["variance-by", 0, [...variance, "--by", "provider_name", "--basis", "billed"]],
  ["pivot", 0, [...pivot, "--rows", "provider_name,charge_category", "--values", "billed,charges"]],
  ["pivot-allocated", 0, [...pivot, "--of", "allocated", "--rows", "target", "--currency", "USD"]],
  ["pivot-misspelt", 2, [...pivot, "--rows", "provider_nam"]],
  ["pivot-no-measure", 2, [...pivot, "--rows", "provider_name", "--values", "bill"]],
  ["prices", 0, [...prices, "--detail", "sku"]],
  ["prices-moved", 0, pricesMoved],
  ["prices-csv", 0, [...pricesMoved, "--basis", "list", "--status", "re-priced", "--csv"]],
  ["prices-misspelt", 2, [...prices, "--basis", "lst"]],
  ["trace-charge", 0, [...trace, "--charge", `${AWS}:17`]],
  ["trace-target", 0, [...trace, "--target", "CC2300", ...MONTH]],
  ["trace-no-rule", 2, [...trace, "--target", "CC2300", ...MONTH, "--rule", "nosuch"]],
  ["trace-no-period", 2, [...trace, "--target", "CC2300"]],
  ["export", 0, exported],
  ["verify-workbook", 0, ["verify", "OUT/o.xlsx"]],
  ["verify-workspace", 0, ["verify", "W"]],
  ["verify-again", 0, ["verify", "OUT/o.xlsx", "--sources", COMPANY]],
  ["verify-absent", 3, ["verify", "OUT/absent.xlsx"]],
  ["verify-no-workbook", 1, ["verify", `${COMPANY}/ledger/inc-2026-10.xlsx`]],
  ["withdraw", 0, ["withdraw", "-w", "W", AWS]],
  ["withdraw-unknown", 1, ["withdraw", "-w", "W", "0123456789abcdef"]],
  ["restore", 0, ["import", "-w", "W", bill("aws-2026-10.csv.gz")]],
  ["configure-identifiers", 0, ["configure", "-w", "W", "--identifiers", DICTIONARY]],
  ["identifiers-set", 0, [...identifiers, "--at-least", "2.5"]],
  ["identifiers-aliases", 0, [...identifiers, "--suggestions"]],
  ["identifiers-too-little", 3, [...identifiers, "--at-least", "99.9", "--basis", "billed"]],
  ["taxonomy-set", 0, [...named, "set", TAXONOMY]],
  ["taxonomy-show", 0, [...named, "show", ...MONTH]],
  ["taxonomy-ledger", 0, [...named, "show", ...MONTH, "--of", "ledger"]],
  ["pivot-tower", 0, [...pivot, "--rows", "tower,sub_tower", "--currency", "USD"]],
  ["watch", 0, ["watch", "-w", "W", "OUT/exports"]],
  ["watch-import", 3, ["watch", "-w", "W", "--import", "--all"]],
  ["watch-replace", 3, ["watch", "-w", "W", "--import", "--replace"]],
  ["watch-again", 3, ["watch", "-w", "W", "--import"]],
  ["watch-absent", 3, ["watch", "-w", "W", "OUT/absent"]],
  ["watch-forget-unknown", 2, ["watch", "-w", "W", "--forget", "absent"]],
  ["watch-forget-elsewhere", 2, ["watch", "-w", "W", "--forget", "absent/exports"]],
  ["watch-forget", 0, ["watch", "-w", "W", "--forget", "exports"]],
  ["calendar", 0, ["calendar", "-w", "W"]],
  ["calendar-try", 0, [...setCalendar, "--weeks", "4-4-5", "--try"]],
  ["calendar-set", 0, [...setCalendar, "--months", "--year-start", "4", "--named", "end"]],
  ["calendar-pivot", 0, ["pivot", "-w", "W", "--period", "2027-07", "--rows", "provider_name"]],
  ["calendar-months", 0, [...setCalendar, "--months"]],
  ["calendar-misspelt", 2, [...setCalendar, "--weeks", "4-4-4"]],
  ["calendar-none", 2, setCalendar],
  ["calendar-not-imported", 2, [...setCalendar, "--imported"]],
  ["serve-port", 2, ["serve", "W", "--port", "99999"]],
  ["close-absent", 3, ["close", "absent.yaml", "--out", "OUT/"]],
];

function shown({ exitCode, stdout, stderr }: CliOutcome, argv: readonly string[]): string {
  return [`$ tieout ${argv.join(" ")}`, stdout, "--- messages", stderr, `--- exit code ${exitCode}`]
    .join("\n")
    .replaceAll(join(folder, "october.tieout"), "W")
    .replaceAll(folder, "OUT")
    .concat("\n");
}

describe("a month closed by hand", () => {
  test.each(runs)(
    "%s ends with exit code %i and says what is expected",
    async (name, code, argv) => {
      const outcome = await runCli(placed(argv));
      expect(outcome.exitCode).toBe(code);
      const file = join(import.meta.dirname, "expected", `${name}.txt`);
      await expect(shown(outcome, argv)).toMatchFileSnapshot(file);
    },
  );

  test("every command but the whole closes and the server is among them", () => {
    const missing = commands
      .map(({ name }) => name)
      .filter((name) => !runs.some(([, code, [word]]) => word === name && code === 0));
    expect(missing).toEqual(["close", "demo", "serve"].sort((a, b) => order(a) - order(b)));
  });
});

function order(name: string): number {
  return commands.findIndex((command) => command.name === name);
}

const withValues = PivotResult.extend({ values: z.array(z.string()) });

/** What a machine reads: the command and the schema its answer must fit. */
const answers: readonly (readonly [argv: readonly string[], schema: z.ZodType])[] = [
  [["inspect", bill("azure-2026-10.csv")], workspace.inspect.output],
  [["import", "-w", "W", bill("azure-2026-10.csv")], jobContract.import.output],
  [["sources", "-w", "W"], workspace.sources.output],
  [["quality", "-w", "W", ...MONTH], quality.report.output],
  [["calendar", "-w", "W"], calendar.get.output],
  [[...setCalendar, "--weeks", "5-4-4", "--try"], calendar.preview.output],
  [identifiers, identifierCalls.coverage.output],
  [[...identifiers, "--suggestions"], identifierCalls.suggestions.output],
  [[...identifiers, "--try", DICTIONARY], identifierCalls.preview.output],
  [[...named, "show", ...MONTH], taxonomyCalls.compare.output],
  [["watch", "-w", "W", "OUT/exports"], sources.watched.output],
  [["allocate", "-w", "W", ...RULES, ...MONTH], AllocationResult],
  [["reconcile", "-w", "W", ...CONFIG, ...MONTH, "--currency", "USD"], ReconciliationResult],
  [variance, VarianceResult],
  [[...pivot, "--rows", "provider_name"], withValues],
  [pricesMoved, PriceSummary],
  [[...trace, "--charge", `${AWS}:17`], charges.trace.output],
  [[...trace, "--target", "CC2300", ...MONTH], Explanation],
  [exported, WorkbookResult],
  [["verify", "OUT/o.xlsx"], workspace.verify.output],
  [["verify", "W"], workspace.verify.output],
];

describe("--json", () => {
  test.each(answers)("%j answers what the contract says, on stdout alone", async (argv, schema) => {
    const { exitCode, stdout } = await runCli([...placed(argv), "--json"]);
    expect(exitCode).toBe(0);
    expect(schema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
  });

  const failures = runs.filter(([, code]) => code !== 0);
  const still = failures.filter(([name]) =>
    /absent|misspelt|no-measure|no-rule$|no-period/.test(name),
  );
  test.each(still)("%s is an error with its code, %i, and nothing else", async (_, code, argv) => {
    const { exitCode, stdout, stderr } = await runCli([...placed(argv), "--json"]);
    expect(exitCode).toBe(code);
    const { error } = z.strictObject({ error: ErrorShape }).parse(JSON.parse(stdout));
    expect(stderr).toBe(`${error.message}\n${error.remedy}\n`);
  });
});
