import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { statement } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine } from "../../main/engine/engine.ts";
import { decidedText } from "../../main/engine/relations/decided-columns.ts";
import { nodeDecision } from "../../main/engine/relations/taxonomy-columns.ts";
import { addAmounts, fromUnits } from "../../shared/domain/amount.ts";
import { compareNodes, type MappedGroup } from "../../shared/domain/compare-nodes.ts";
import { nodePlaces, Taxonomy } from "../../shared/domain/taxonomy.ts";
import { lawRuns } from "../support/law-runs.ts";

/** Towers with sub-towers: each node is at the top or below one of those before it. */
const taxonomy = fc
  .array(fc.option(fc.nat({ max: 4 }), { nil: null }), { minLength: 1, maxLength: 8 })
  .map((parents) => {
    const tops: number[] = [];
    const nodes = parents.map((parent, index) => {
      const top = parent === null ? undefined : tops[parent];
      if (top === undefined) {
        tops.push(index);
        return { code: `n${index}`, name: `Node ${index}`, layer: "tower" };
      }
      return { code: `n${index}`, name: `Node ${index}`, parent: `n${top}` };
    });
    return Taxonomy.parse({ tieout: 1, nodes, rules: [] });
  });

const node = fc.option(
  fc.nat({ max: 7 }).map((index) => `n${index}`),
  { nil: null },
);
const groups = fc.array(
  fc.record({
    before: node,
    after: node,
    charges: fc.integer({ min: 1, max: 9 }),
    amount: fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }).map(fromUnits),
  }),
  { maxLength: 20 },
);

/** A group whose node a taxonomy has not is not mapped by it. */
function known(own: readonly MappedGroup[], before: Taxonomy, after: Taxonomy): MappedGroup[] {
  const [old, now] = [nodePlaces(before), nodePlaces(after)];
  return own.map((group) => ({
    ...group,
    before: old.has(group.before ?? "") ? group.before : null,
    after: now.has(group.after ?? "") ? group.after : null,
  }));
}

test("the top of a comparison adds up to the charges, before and after", () => {
  fc.assert(
    fc.property(taxonomy, taxonomy, groups, (before, after, drawn) => {
      const own = known(drawn, before, after);
      const total = addAmounts(own.map(({ amount }) => amount));
      const lines = compareNodes(own, "tower", before, after);
      expect(new Set(lines.map(({ code }) => code)).size).toBe(lines.length);
      for (const side of ["before", "after"] as const) {
        const places = nodePlaces(side === "before" ? before : after);
        const tops = lines.filter(
          ({ code }) => code === null || places.get(code)?.codes.length === 1,
        );
        expect(addAmounts(tops.map((line) => line[side]))).toBe(total);
      }
    }),
    { numRuns: lawRuns },
  );
});

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
afterAll(() => engine.close());

const VALUES = ["a", "A", "ab", "b'", "", "b"] as const;
const COLUMNS = ["service_name", "service_category"] as const;

const condition = fc.record({
  attribute: fc.constantFrom(...COLUMNS),
  op: fc.constantFrom("equals", "not-equals", "exists", "missing", "starts-with" as const),
  value: fc.constantFrom(...VALUES),
});
type Row = Readonly<Record<(typeof COLUMNS)[number], string | null>>;

const cell = fc.option(fc.constantFrom(...VALUES), { nil: null });
const rows = fc.array(fc.record({ service_name: cell, service_category: cell }), {
  minLength: 1,
  maxLength: 6,
});
const rules = fc.array(
  fc.record({
    to: fc.nat({ max: 3 }).map((index) => `n${index}`),
    where: fc.array(condition, { maxLength: 3 }),
  }),
  { maxLength: 5 },
);

/** The same by hand; an empty text is none. */
function holds(
  row: Row,
  { attribute, op, value }: { attribute: string; op: string; value: string },
) {
  const found = (attribute === "service_name" ? row.service_name : row.service_category) || null;
  switch (op) {
    case "exists":
      return found !== null;
    case "missing":
      return found === null;
    case "equals":
      return found === value;
    case "not-equals":
      return found !== value;
    default:
      return found?.startsWith(value) ?? false;
  }
}

test("a charge belongs to the node of the first rule that holds", async () => {
  const nodes = [0, 1, 2, 3].map((index) => ({
    code: `n${index}`,
    name: `Node ${index}`,
    layer: "tower",
  }));
  await fc.assert(
    fc.asyncProperty(rules, rows, async (drawn, charges) => {
      const read = Taxonomy.parse({ tieout: 1, nodes, rules: drawn });
      const decided = decidedText(nodeDecision(read, "tower"), { sourceFileId: "", entity: "''" });
      const found = await engine.context.database.read((reader) =>
        reader.rows(
          z.object({ node: z.string().nullable() }),
          statement(
            `select ${decided} as node from (select unnest(from_json(cast($rows as json),
              '[{"place":"BIGINT","service_name":"VARCHAR","service_category":"VARCHAR"}]'),
              recursive := true)) as t order by t.place`,
            { rows: JSON.stringify(charges.map((row, place) => ({ place, ...row }))) },
          ),
        ),
      );
      expect(found.map((row) => row.node)).toEqual(
        charges.map(
          (row) => drawn.find(({ where }) => where.every((one) => holds(row, one)))?.to ?? null,
        ),
      );
    }),
    { numRuns: lawRuns },
  );
});
