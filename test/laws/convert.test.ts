import fc from "fast-check";
import { expect, test } from "vitest";
import type { Writer } from "../../main/engine/database/database.ts";
import { statement } from "../../main/engine/database/sql.ts";
import convertSql from "../../main/engine/money/convert.sql?raw";
import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { convertAmounts, impliedRate } from "../../shared/domain/convert.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { lawRuns } from "../support/law-runs.ts";
import { openEngine } from "../support/open-engine.ts";

const amountUnits = fc.oneof(
  fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
  fc.constantFrom(0n, 1n, -1n, 5n * 10n ** 11n, -5n * 10n ** 11n, 10n ** 23n),
  fc.bigInt({ min: -1000n, max: 1000n }),
);
const rateUnits = fc.oneof(
  fc.bigInt({ min: 1n, max: 10n ** 14n }),
  fc.constantFrom(1n, 10n ** 12n, 1_082_100_000_000n, 5n * 10n ** 11n, 3n),
);
const part = fc.record({ amounts: fc.array(amountUnits, { maxLength: 12 }), rate: rateUnits });

function codes(amounts: readonly bigint[]): { code: string; units: bigint }[] {
  return amounts.map((units, index) => ({ code: `row-${index}`, units }));
}

function roundHalfAway(dividend: bigint): bigint {
  const one = 10n ** 12n;
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = magnitude / one + (magnitude % one >= one / 2n ? 1n : 0n);
  return dividend < 0n ? -rounded : rounded;
}

test("converted rows re-add to the converted total, each within one unit of its own value", () => {
  fc.assert(
    fc.property(part, ({ amounts, rate }) => {
      const converted = convertAmounts(codes(amounts), rate);
      const total = amounts.reduce((sum, units) => sum + units, 0n);
      expect(converted.reduce((sum, units) => sum + units, 0n)).toBe(roundHalfAway(total * rate));
      for (const [index, units] of converted.entries()) {
        const exact = (amounts[index] ?? 0n) * rate;
        const gap = units * 10n ** 12n - exact;
        expect(gap < 10n ** 12n && gap > -(10n ** 12n)).toBe(true);
      }
    }),
    { numRuns: lawRuns },
  );
});

const PARTS_AT_ONCE = 20;

test("convert.sql equals the reference on any input", async () => {
  const { context } = await openEngine();
  const parts = batchOf(part, PARTS_AT_ONCE);
  await fc.assert(
    fc.asyncProperty(parts, async (cases) => {
      const rows = cases.flatMap(({ amounts, rate }, index) =>
        codes(amounts).map(({ code, units }) => ({
          part: `part-${index}`,
          code,
          amount: fromUnits(units),
          rate: fromUnits(rate),
        })),
      );
      const table = await context.change("law", ({ writer }) => convertInSql(writer, rows));
      const found = new Map(table.map(([name, code, amount]) => [`${name}:${code}`, amount]));
      for (const [index, { amounts, rate }] of cases.entries()) {
        const reference = convertAmounts(codes(amounts), rate);
        for (const [row, units] of reference.entries()) {
          expect(toUnits(String(found.get(`part-${index}:row-${row}`)))).toBe(units);
        }
      }
    }),
    { numRuns: batchesOf(PARTS_AT_ONCE) },
  );
});

type Rows = readonly Readonly<Record<string, string>>[];

async function convertInSql(writer: Writer, rows: Rows): Promise<readonly (readonly unknown[])[]> {
  await writer.run(
    statement(
      "create or replace temp table conversion_input as select r.part, r.code, " +
        "cast(r.amount as decimal(38, 12)) as amount, cast(r.rate as decimal(38, 12)) as rate " +
        "from (select unnest(from_json(cast($rows as json), " +
        '\'[{"part":"VARCHAR","code":"VARCHAR","amount":"VARCHAR","rate":"VARCHAR"}]\')) as r)',
      { rows: JSON.stringify(rows) },
    ),
  );
  await writer.run(statement(convertSql));
  const { rows: converted } = await writer.table(
    statement("select part, code, cast(amount as varchar) from conversion_output"),
  );
  return converted;
}

test("an implied rate is for words and has six decimals", () => {
  expect(impliedRate(toUnits("10821"), toUnits("10000"))).toBe(toUnits("1.0821"));
  expect(impliedRate(toUnits("-2"), toUnits("-3"))).toBe(toUnits("0.666667"));
  expect(impliedRate(1n, 0n)).toBeNull();
  expect(() => convertAmounts([], 0n)).toThrow(RangeError);
});
