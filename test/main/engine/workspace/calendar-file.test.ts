import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { statement } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { WorkspaceCalendar } from "../../../../shared/domain/fiscal-calendar.ts";
import { openEngine } from "../../../support/open-engine.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-calendar-file-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const RETAIL = WorkspaceCalendar.parse({ calendar: { kind: "file", calendar: "Retail" } });
const HEADER = "calendar,fiscal year,fiscal period,start date,end date";

async function load(engine: Engine, name: string, text: string) {
  const path = join(folder, name);
  await writeFile(path, text);
  return engine.runJob("import", { files: [{ file: engine.grantFile(path) }] });
}

/** A bill of fees of 31, each with the periods it states. */
function bill(...periods: readonly string[]): string {
  return [
    "BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,ChargeCategory," +
      "ProviderName,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart," +
      "ChargePeriodEnd",
    ...periods.map((of) => `31,31,31,31,USD,Usage,Example Cloud,payer-1,${of}`),
    "",
  ].join("\n");
}

async function preview(...rows: readonly string[]) {
  const engine = await openEngine();
  unwrap(await load(engine, "calendar.csv", [HEADER, ...rows, ""].join("\n")));
  return engine.client.calendar.preview({ calendar: RETAIL });
}

test.each([
  [
    "a gap",
    ["Retail,2026,1,2026-02-01,2026-02-28", "Retail,2026,2,2026-03-02,2026-04-04"],
    "row 2: 2026-02 begins on 2026-03-02, but the period before it, 2026-01, ends on 2026-02-28.",
  ],
  [
    "an overlap",
    ["Retail,2026,1,2026-02-01,2026-02-28", "Retail,2026,2,2026-02-28,2026-04-04"],
    "row 2: 2026-02 begins on 2026-02-28, but the period before it, 2026-01, ends on 2026-02-28.",
  ],
  [
    "no order",
    ["Retail,2026,2,2026-02-01,2026-02-28", "Retail,2026,1,2026-03-01,2026-04-04"],
    "row 2: 2026-01 follows 2026-02 in days, but not in number.",
  ],
  [
    "a year without a number",
    ["Retail,this,1,2026-02-01,2026-02-28"],
    'row 2: the fiscal year reads "this".',
  ],
])("a calendar of a file per period with %s is refused with its row", async (_, rows, says) => {
  const engine = await openEngine();
  for (const [at, row] of rows.entries()) {
    unwrap(await load(engine, `calendar-${at + 1}.csv`, `${HEADER}\n${row}\n`));
  }
  const answer = await engine.client.calendar.preview({ calendar: RETAIL });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: "calendar-invalid", message: `"calendar-${rows.length}.csv", ${says}` },
  });
});

test("closing periods take no day, years and periods are read as written", async () => {
  const answer = unwrap(
    await preview(
      "Retail,FY2026,P01,2026-02-01,2026-02-28",
      "Retail,FY2026,P02,2026-03-01,2026-04-04",
      "Retail,FY2026,P13,2026-04-04,2026-04-04",
    ),
  );
  expect(answer.periods.map(({ period, firstDay }) => `${period} ${firstDay}`)).toEqual([
    "2026-01 2026-02-01",
    "2026-02 2026-03-01",
  ]);
});

test("an imported bill is cut in the same step, a day outside it refuses it", async () => {
  const engine = await openEngine();
  const rows = ["Retail,2026,1,2026-09-27,2026-10-24", "Retail,2026,2,2026-10-25,2026-11-28"];
  unwrap(await load(engine, "calendar.csv", [HEADER, ...rows, ""].join("\n")));
  unwrap(await engine.client.workspace.configure({ calendar: RETAIL }));
  const october = "2026-10-01T00:00:00Z,2026-11-01T00:00:00Z";
  unwrap(await load(engine, "bill.csv", bill(`${october},${october}`, `${october},${october}`)));
  const Row = z.object({ period: z.string(), cost: z.string() });
  const found = await engine.context.database.read((reader) =>
    reader.rows(
      Row,
      statement(
        "select billed_period as period, sum(billed_cost) as cost from charge " +
          "group by all order by period",
      ),
    ),
  );
  expect(found).toEqual([
    { period: "2026-01", cost: "48" },
    { period: "2026-02", cost: "14" },
  ]);
  const december = "2026-12-01T00:00:00Z,2027-01-01T00:00:00Z";
  const day = "2026-12-01T00:00:00Z,2026-12-02T00:00:00Z";
  const refused = await load(engine, "later.csv", bill(`${december},${day}`));
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: "calendar-invalid",
      message:
        "The calendar of the workspace has no period for 2026-12-01, which the charges of " +
        '"later.csv" are of.',
    },
  });
  const { sources } = unwrap(await engine.client.workspace.sources({ includeInactive: true }));
  expect(sources.map(({ file }) => file).sort()).toEqual(["bill.csv", "calendar.csv"]);
});
