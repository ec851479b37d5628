import fc from "fast-check";
import { expect, test } from "vitest";
import { chargeIds, rowIndexOf } from "../../main/engine/charges/source-row.ts";
import { sql } from "../../main/engine/database/sql.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { openEngine } from "../support/open-engine.ts";

/** Files told apart in one workspace; each case is one. */
const FILES = 25;

/** How many charges each record of a file became; none where it was left out or rejected. */
const records = fc.array(fc.oneof(fc.constant(1), fc.nat(4)), { minLength: 1, maxLength: 30 });

interface Place {
  readonly row: number;
  readonly part: number;
}

/** The gaps an import notes, and the record and part of every row, record by record. */
function placesOf(file: readonly number[]): { gaps: [number, number][]; places: Place[] } {
  const gaps: [number, number][] = [];
  const places: Place[] = [];
  let missing = 0;
  for (const [index, charges] of file.entries()) {
    if (charges === 0) {
      missing += 1;
      continue;
    }
    if (missing > 0) {
      gaps.push([places.length, missing]);
      missing = 0;
    }
    for (let part = 1; part <= charges; part += 1) {
      if (part > 1) {
        gaps.push([places.length, -1]);
      }
      places.push({ row: index + 2, part });
    }
  }
  return { gaps, places };
}

test("a row is named by its record and part, and found by them, whatever stands between", async () => {
  const engine = await openEngine();
  let count = 0;
  const property = fc.asyncProperty(batchOf(records, FILES), async (files) => {
    const cases = files.map((file) => {
      count += 1;
      return { ...placesOf(file), file, id: `rows-${count}` };
    });
    await engine.context.change("seed", async ({ writer }) => {
      for (const { gaps, id } of cases) {
        await writer.run(sql`insert into row_gap
          select ${id}, cast(from_text as bigint), cast(skipped_text as bigint) from (
            select unnest(${gaps.map(([from]) => String(from))}) as from_text,
              unnest(${gaps.map(([, skipped]) => String(skipped))}) as skipped_text)`);
      }
    });
    await engine.context.database.read(async (reader) => {
      for (const { id, places, file } of cases) {
        const first = Math.floor(places.length / 3);
        const shown = places.slice(first);
        // Sorted pages ask for rows in any order.
        const ids = await chargeIds(reader, id, shown.map((_, index) => first + index).reverse());
        expect(ids.reverse()).toEqual(
          shown.map(({ row, part }) => `${id}:${row}${part === 1 ? "" : `.${part}`}`),
        );
        const [pick] = shown;
        if (pick !== undefined) {
          expect(await rowIndexOf(reader, id, pick.row, pick.part)).toBe(first);
        }
        // Beyond its last charge a file notes no gap; there the table has no row either.
        const last = file.findLastIndex((charges) => charges > 0);
        const none = file.slice(0, last + 1).indexOf(0);
        const parts = file[0] ?? 0;
        expect(none === -1 ? null : await rowIndexOf(reader, id, none + 2, 1)).toBeNull();
        expect(parts === 0 ? null : await rowIndexOf(reader, id, 2, parts + 1)).toBeNull();
      }
    });
  });
  try {
    await fc.assert(property, { numRuns: batchesOf(FILES) });
  } finally {
    await engine.close();
  }
});
