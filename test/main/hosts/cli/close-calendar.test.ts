import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRecipe } from "../../../../main/hosts/cli/read-recipe.ts";
import { type Close, runClose } from "../../../../main/hosts/cli/run-close.ts";
import { periodsOfYear } from "../../../../shared/domain/fiscal-calendar.ts";
import { runCli, silentTerminal } from "../../../support/run-cli.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-close-calendar-"));
  await cp("resources/sample-company", join(folder, "company"), { recursive: true });
  await writeFile(join(folder, "company/calendar.csv"), calendarFile());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The years around the close as a finance system lists them, closing periods included. */
function calendarFile(): string {
  const weeks = {
    kind: "weeks",
    pattern: "4-4-5",
    yearStart: 1,
    named: "start",
    weekEnd: "saturday",
    yearEnd: "last",
  } as const;
  const rows = [2025, 2026].flatMap((year) => {
    const periods = periodsOfYear(weeks, year);
    const last = periods.at(-1)?.lastDay ?? "";
    return [
      ...periods.map(({ period, firstDay, lastDay }) => [period.slice(5), firstDay, lastDay]),
      ["13", last, last],
    ].map(([number, first, end]) => `Weeks,${year},${number},${first},${end}`);
  });
  return ["calendar,fiscal year,fiscal period,start date,end date", ...rows, ""].join("\n");
}

async function closeInto(name: string, calendar: string, file = ""): Promise<Close> {
  const recipe = join(folder, "company", `${name}.yaml`);
  const text = await readFile(join(folder, "company/close.yaml"), "utf8");
  await writeFile(recipe, `${text.replace("sources:\n", `sources:\n${file}`)}\n${calendar}`);
  const loaded = { ...(await readRecipe(recipe)), accepted: [] };
  return runClose(silentTerminal, loaded, { folder: join(folder, name), name: "close" });
}

const amounts = ({ reconcile, allocate, variance }: Close) => ({
  accounts: reconcile.accounts.map(({ account, ledger, billing, items, unidentified }) => ({
    account,
    ledger,
    billing,
    unidentified,
    items: items.map(({ type, amount }) => `${type} ${amount}`),
  })),
  targets: allocate.targets,
  effects: variance?.effects,
});

test("a close follows 4-4-5 weeks, computed or imported, and is made again from it", async () => {
  const weeks = await closeInto("weeks", "calendar: { kind: weeks, pattern: 4-4-5 }\n");
  expect(weeks.allocate.conserved).toBe(true);
  expect(weeks.variance?.residual).toBe("0");
  const hosting = weeks.reconcile.accounts.find(({ account }) => account === "61100");
  expect(hosting).toMatchObject({
    ledger: "86845.74",
    billing: "83577.792381044048",
    unidentified: "0",
  });
  expect(hosting?.items.find(({ type }) => type === "cut-off")?.amount).toBe("-79816.004009712559");
  const imported = await closeInto(
    "imported",
    "calendar: { kind: file, calendar: Weeks }\n",
    "  - file: calendar.csv\n",
  );
  expect(amounts(imported)).toEqual(amounts(weeks));
  const verify = ["verify", imported.workbook, "--sources", join(folder, "company"), "--json"];
  const { stdout } = await runCli(verify);
  const { checks } = JSON.parse(stdout) as { checks: { check: string; ok: boolean }[] };
  expect(checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual([
    "Tie-out: Every account ties, tolerance 0 USD",
  ]);
}, 180_000);
