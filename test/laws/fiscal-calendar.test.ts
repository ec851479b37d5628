import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { raw, statement } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { chargeTableName } from "../../main/engine/relations/charge-columns.ts";
import { amortise } from "../../shared/domain/amortise.ts";
import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { dateOfDay, dayNumber, workdays } from "../../shared/domain/day-number.ts";
import {
  type FiscalCalendar,
  type FiscalPeriod,
  periodsOfYear,
  periodsPerYear,
  WEEK_PATTERNS,
  WEEKDAYS,
} from "../../shared/domain/fiscal-calendar.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { insertRows } from "../support/insert-rows.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";
import { type SeedRow, seedCharges } from "../support/seed.ts";

type Computed = Exclude<FiscalCalendar, { kind: "file" }>;

const year = {
  yearStart: fc.integer({ min: 1, max: 12 }),
  named: fc.constantFrom("start", "end"),
};
const calendars: fc.Arbitrary<Computed> = fc.oneof(
  fc.record({ kind: fc.constant("months" as const), ...year }),
  fc.record({
    kind: fc.constant("weeks" as const),
    pattern: fc.constantFrom(...WEEK_PATTERNS),
    ...year,
    weekEnd: fc.constantFrom(...WEEKDAYS),
    yearEnd: fc.constantFrom("last", "nearest"),
  }),
);

test("periods follow each other without a gap or an overlap, and weeks end on their day", () => {
  fc.assert(
    fc.property(calendars, fc.integer({ min: 1950, max: 2150 }), (calendar, first) => {
      const periods = [first, first + 1, first + 2].flatMap((of) => periodsOfYear(calendar, of));
      expect(periods).toHaveLength(3 * periodsPerYear(calendar));
      let next: number | null = null;
      for (const { firstDay, lastDay, period } of periods) {
        const [begin, end] = [dayNumber(firstDay), dayNumber(lastDay)];
        expect(begin).toBe(next ?? begin);
        expect(end - begin).toBeGreaterThanOrEqual(27);
        expect(end - begin).toBeLessThanOrEqual(period.endsWith("-12") ? 41 : 34);
        expect(workdays(begin, end)).toBe(countWorkdays(begin, end));
        next = end + 1;
      }
    }),
    { numRuns: lawRuns },
  );
});

function countWorkdays(first: number, last: number): number {
  let count = 0;
  for (let day = first; day <= last; day += 1) {
    count += [2, 3].includes(((day % 7) + 7) % 7) ? 0 : 1;
  }
  return count;
}

let engine: Engine;
let file = "";
beforeAll(async () => {
  engine = await createEngine({ clock: standingClock, threads: 2 });
  file = await seedCharges(engine.context, []);
});
afterAll(() => engine.close());

const BILLED = { first: dayNumber("2026-10-01"), end: dayNumber("2026-11-01") };
const AMOUNTS = ["billed_cost", "effective_cost", "list_cost", "pricing_quantity"] as const;
const units = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const charge = fc.record({
  first: fc.integer({ min: BILLED.first, max: BILLED.end - 1 }),
  days: fc.integer({ min: 1, max: 400 }),
  amounts: fc.tuple(units, units, fc.option(units), fc.option(units)),
});
type Charge = typeof charge extends fc.Arbitrary<infer T> ? T : never;

function row({ first, days, amounts }: Charge): SeedRow {
  return {
    billing_currency: "USD",
    billing_period_start: "2026-10-01 00:00:00",
    billing_period_end: "2026-11-01 00:00:00",
    charge_period_start: `${dateOfDay(first)} 00:00:00`,
    charge_period_end: `${dateOfDay(first + days)} 00:00:00`,
    billed_period: "2026-10",
    effective_period: "2026-10",
    ...Object.fromEntries(
      AMOUNTS.map((name, index) => {
        const amount = amounts[index] ?? null;
        return [name, amount === null ? null : fromUnits(amount)];
      }),
    ),
  };
}

/** What a charge gives by the reference: its days within its bill, a part per period. */
function expectedParts({ first, days, amounts }: Charge, periods: readonly FiscalPeriod[]) {
  const last = Math.min(first + days, BILLED.end) - 1;
  const slices = periods.flatMap(({ period, firstDay, lastDay }) => {
    const length = Math.min(last, dayNumber(lastDay)) - Math.max(first, dayNumber(firstDay)) + 1;
    return length > 0 ? [{ period, length: BigInt(length) }] : [];
  });
  const lengths = slices.map(({ length }) => length);
  const cut = amounts.map((amount) => (amount === null ? null : amortise(amount, lengths)));
  return slices.map(({ period }, index) =>
    [period, period, ...cut.map((parts) => text(parts?.[index] ?? null))].join(" "),
  );
}

const text = (amount: bigint | null): string => (amount === null ? "-" : fromUnits(amount));

/** Puts charges in the place of those there are, and has the calendar place the file again. */
async function load(rows: readonly SeedRow[]): Promise<void> {
  const table = chargeTableName(file);
  const fields = [...new Set(rows.flatMap((one) => Object.keys(one)))];
  await engine.context.change("load", async ({ writer }) => {
    await writer.run(raw(`delete from ${table}`));
    await insertRows(writer, table, fields, rows);
  });
  await engine.context.change("place", ({ writer }) =>
    writer.run(raw("delete from file_placement")),
  );
}

const Part = z.object({ row: z.number(), said: z.string() });

async function foundParts(): Promise<string[][]> {
  const amounts = AMOUNTS.map((name) => `coalesce(cast(${name} as varchar), '-')`).join(", ");
  const rows = await engine.context.database.read((reader) =>
    reader.rows(
      Part,
      statement(
        "select cast(dense_rank() over (order by row_index) as integer) - 1 as row, " +
          `concat_ws(' ', billed_period, effective_period, ${amounts}) as said ` +
          "from charge order by row_index, effective_period",
      ),
    ),
  );
  const found: string[][] = [];
  for (const { row: index, said } of rows) {
    const parts = found[index] ?? [];
    found[index] = [...parts, said.replace(/(\.\d*?)0+(?= |$)/g, "$1").replace(/\.(?= |$)/g, "")];
  }
  return found;
}

const CHARGES_AT_ONCE = 100;

test("the parts of a charge are those of the reference and sum to it", async () => {
  await fc.assert(
    fc.asyncProperty(calendars, batchOf(charge, CHARGES_AT_ONCE), async (calendar, charges) => {
      unwrap(await engine.client.workspace.configure({ calendar: { calendar, timeZone: "UTC" } }));
      await load(charges.map(row));
      const periods = [2025, 2026, 2027].flatMap((of) => periodsOfYear(calendar, of));
      const expected = charges.map((one) => expectedParts(one, periods));
      expect(await foundParts()).toEqual(expected);
      const { rows } = await engine.context.database.read((reader) =>
        reader.table(
          statement(
            "select cast(sum(billed_cost) as varchar), cast(sum(effective_cost) as varchar) " +
              "from charge",
          ),
        ),
      );
      const total = (index: 0 | 1): bigint =>
        charges.reduce((sum, { amounts }) => sum + amounts[index], 0n);
      expect(rows[0]?.map((sum) => toUnits(String(sum)))).toEqual([total(0), total(1)]);
    }),
    { numRuns: batchesOf(CHARGES_AT_ONCE) },
  );
});
