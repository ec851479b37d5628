import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { statement } from "../../main/engine/database/sql.ts";
import { unwrap } from "../../main/engine/engine.ts";
import { IDENTIFIERS } from "../../shared/domain/identifier-names.ts";
import { comparable, type Identifier } from "../../shared/domain/identifiers.ts";
import { lawRuns } from "../support/law-runs.ts";
import { openEngine } from "../support/open-engine.ts";
import { seedCharges } from "../support/seed.ts";

const MONTHS = ["2026-08", "2026-09", "2026-10"];
const value = fc.constantFrom("a", "A ", "b", " b", "c", "", "0100", "é", "'", '"', "x,y");
const key = fc.constantFrom("team", "cost centre", "o'x", 'q"', "a/b", "~t");

const charge = fc.record({
  tags: fc.option(fc.dictionary(key, value, { maxKeys: 3 }), { nil: null }),
  account: fc.option(value, { nil: null }),
  month: fc.constantFrom(...MONTHS),
});
type Charge = typeof charge extends fc.Arbitrary<infer T> ? T : never;

/** One entry per value, or two that follow one another. */
const map = fc
  .uniqueArray(
    value.filter((text) => text.trim() !== ""),
    {
      selector: comparable,
      minLength: 1,
      maxLength: 4,
    },
  )
  .chain((values) =>
    fc.tuple(...values.map((is) => fc.boolean().map((isSplit) => ({ is, isSplit })))),
  )
  .map((entries) =>
    entries.flatMap(({ is, isSplit }) =>
      isSplit
        ? [
            { is, gives: `${is}1`, to: "2026-08" },
            { is, gives: `${is}2`, from: "2026-09", to: "2026-09" },
          ]
        : [{ is, gives: `to ${is}` }],
    ),
  );
const source = fc.record(
  {
    attribute: fc.oneof(
      key.map((name) => `tag:${name}`),
      fc.constant("sub_account_id"),
    ),
    map,
  },
  { requiredKeys: ["attribute"] },
);
const identifier = fc.record({
  sources: fc.array(source, { minLength: 1, maxLength: 3 }),
  aliases: fc.constantFrom<Identifier["aliases"]>({}, { Alpha: ["a", "to a"], "0100": ["b"] }),
});

/** What the definition says of one charge, read word for word. */
function expected({ sources, aliases }: Identifier, one: Charge): string | null {
  for (const { attribute, map: entries } of sources) {
    const raw = attribute === "sub_account_id" ? one.account : one.tags?.[attribute.slice(4)];
    const text = (raw ?? "").trim();
    const entry = entries?.find(
      ({ is, from = "0000-01", to = "9999-12" }) =>
        comparable(is) === comparable(text) && one.month >= from && one.month <= to,
    );
    const found = text === "" ? null : entries === undefined ? text : (entry?.gives.trim() ?? null);
    if (found !== null) {
      const meant = Object.entries(aliases).find(([name, others]) =>
        [name, ...others].some((other) => comparable(other) === comparable(found)),
      );
      return meant?.[0] ?? found;
    }
  }
  return null;
}

/** Each case defines all identifiers at once, so that many definitions are tried in one change. */
test("an identifier is on every charge what its definition says", async () => {
  const engine = await openEngine();
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(...IDENTIFIERS.map(() => identifier)),
      fc.array(charge, { minLength: 1, maxLength: 20 }),
      async (definitions, charges) => {
        const entries = IDENTIFIERS.map((name, index) => [name, definitions[index]] as const);
        const identifiers = Object.fromEntries(entries);
        unwrap(await engine.client.workspace.configure({ identifiers }));
        const file = await seedCharges(engine.context, charges.map(seedOf));
        const rows = await engine.context.database.read((reader) =>
          reader.rows(
            z.record(z.string(), z.string().nullable()),
            statement(
              `select ${IDENTIFIERS.join(", ")} from charge
               where source_file_id = $file order by row_index`,
              { file },
            ),
          ),
        );
        const wanted = charges.map((one) =>
          Object.fromEntries(
            entries.map(([name, definition]) => [
              name,
              definition === undefined ? null : expected(definition, one),
            ]),
          ),
        );
        expect(rows).toEqual(wanted);
        unwrap(await engine.client.workspace.withdraw({ sourceFileId: file }));
      },
    ),
    { numRuns: Math.ceil(lawRuns / IDENTIFIERS.length) },
  );
});

function seedOf({ tags, account, month }: Charge) {
  return {
    billed_period: month,
    effective_period: month,
    billed_cost: "1",
    ...(tags === null ? {} : { tags: JSON.stringify(tags) }),
    ...(account === null ? {} : { sub_account_id: account }),
  };
}
