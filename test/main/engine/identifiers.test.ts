import { expect, test } from "vitest";
import { z } from "zod";
import { statement } from "../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../main/engine/engine.ts";
import type { Identifiers } from "../../../shared/domain/identifiers.ts";
import { openEngine } from "../../support/open-engine.ts";
import { seedCharges } from "../../support/seed.ts";

const DEFINED = {
  cost_centre: {
    sources: [
      { attribute: "tag:cost-centre" },
      { attribute: "tag:CostCenter" },
      {
        attribute: "sub_account_id",
        map: [
          { is: "acc-1", gives: "CC1100", to: "2026-09" },
          { is: "acc-1", gives: "CC1200", from: "2026-10" },
        ],
      },
    ],
    aliases: { CC1100: ["1100", "cc-1100"] },
  },
  owner: { sources: [{ attribute: "tag:o'w\"ner;--" }], aliases: {} },
} satisfies Identifiers;

const charge = (tags: string | null, more: Record<string, string> = {}) => ({
  billed_period: "2026-10",
  effective_period: "2026-10",
  billed_cost: "1",
  effective_cost: "1",
  sub_account_id: "acc-9",
  ...(tags === null ? {} : { tags }),
  ...more,
});

async function found(engine: Engine, column: string): Promise<(string | null)[]> {
  const rows = await engine.context.database.read((reader) =>
    reader.rows(
      z.object({ value: z.string().nullable() }),
      statement(`select ${column} as value from charge order by row_index`),
    ),
  );
  return rows.map(({ value }) => value);
}

async function opened(charges: readonly Record<string, string>[]): Promise<Engine> {
  const engine = await openEngine();
  unwrap(await engine.client.workspace.configure({ identifiers: DEFINED }));
  await seedCharges(engine.context, [...charges]);
  return engine;
}

test("the first source with a value wins, and an alias becomes what it stands for", async () => {
  const engine = await opened([
    charge('{"cost-centre":" cc-1100 ","CostCenter":"CC9"}'),
    charge('{"CostCenter":"CC9"}'),
    charge('{"cost-centre":"","CostCenter":"1100"}', { sub_account_id: "acc-1" }),
    charge("{}", { sub_account_id: "ACC-1" }),
    charge("no json"),
    charge(null, { sub_account_id: "acc-1", effective_period: "2026-09" }),
  ]);
  expect(await found(engine, "cost_centre")).toEqual([
    "CC1100",
    "CC9",
    "CC1100",
    "CC1200",
    null,
    "CC1100",
  ]);
});

test("a tag of any name is found, and an identifier without a definition is empty", async () => {
  const engine = await opened([charge(JSON.stringify({ "o'w\"ner;--": "Platform" }))]);
  expect(await found(engine, "owner")).toEqual(["Platform"]);
  expect(await found(engine, "project")).toEqual([null]);
});

test("identifiers are offered once defined, pivoted, filtered and named by rules", async () => {
  const engine = await opened([charge('{"cost-centre":"1100"}'), charge("{}"), charge("{}")]);
  const { attributes } = unwrap(await engine.client.charges.attributes({}));
  const offered = attributes.map(({ attribute }) => attribute);
  expect(offered).toContain("cost_centre");
  expect(offered).not.toContain("project");
  const page = unwrap(
    await engine.client.charges.page({
      scope: {
        period: "2026-10",
        basis: "effective",
        filters: [{ attribute: "cost_centre", op: "equals", value: "CC1100" }],
      },
      offset: 0,
      limit: 10,
    }),
  );
  expect(page.total).toBe(1);
  const rules = `tieout: 1
dimension: cost_centre
targets:
  - { code: CC1100 }
rules:
  - id: tagged
    take: { where: [ { attribute: cost_centre, op: exists } ] }
    method: direct
    toAttribute: cost_centre
`;
  const result = await engine.runJob("allocate", { period: "2026-10", basis: "effective", rules });
  expect(unwrap(result).targets).toMatchObject([
    { target: "CC1100", amount: "1" },
    { target: "unallocated", amount: "2" },
  ]);
  unwrap(await engine.client.workspace.configure({ identifiers: {} }));
  const again = unwrap(await engine.client.allocation.result({ period: "2026-10" }));
  expect(again.isStale).toBe(true);
});

test("the cost an identifier finds an owner for is counted to the last digit", async () => {
  const engine = await opened([
    charge('{"cost-centre":"1100"}', { effective_cost: "0.000000000001" }),
    charge("{}", { effective_cost: "-5" }),
    charge('{"CostCenter":"CC9"}', { effective_cost: "7.25" }),
  ]);
  const { coverage } = unwrap(await engine.client.identifiers.coverage({ period: "2026-10" }));
  expect(coverage.find(({ identifier }) => identifier === "cost_centre")).toEqual({
    identifier: "cost_centre",
    isDefined: true,
    currency: "USD",
    charges: 3,
    found: 2,
    agreed: 0,
    values: 2,
    amount: "2.250000000001",
    foundAmount: "7.250000000001",
    magnitude: "12.250000000001",
    foundMagnitude: "7.250000000001",
    agreedMagnitude: "0",
  });
  expect(coverage.find(({ identifier }) => identifier === "project")).toMatchObject({
    isDefined: false,
    found: 0,
    foundAmount: "0",
  });
});

test.each([
  [{ cost_centre: { sources: [{ attribute: "owner" }] } }, "not from another identifier"],
  [
    {
      cost_centre: {
        sources: [
          {
            attribute: "sub_account_id",
            map: [
              { is: "a", gives: "X", to: "2026-05" },
              { is: "A", gives: "Y", from: "2026-05" },
            ],
          },
        ],
      },
    },
    'gives \\"X\\" and \\"Y\\" in 2026-05',
  ],
  [
    { cost_centre: { sources: [{ attribute: "tag:a" }], aliases: { X: ["x1"], Y: ["X1"] } } },
    'is an alias of \\"X\\" and of \\"Y\\"',
  ],
])("a definition that says two things is refused", async (identifiers, says) => {
  const engine = await openEngine();
  const answer = await engine.call("workspace.configure", { identifiers });
  expect(JSON.stringify(answer)).toContain(says);
});
