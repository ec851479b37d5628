import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { PivotInput } from "../../../../shared/contract/charges.ts";
import { PublicNames } from "../../../../shared/contract/taxonomy.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges, seedTable } from "../../../support/seed.ts";

const PERIOD = "2026-10";

const TEXT = `tieout: 1
name: Ours
nodes:
  - { code: cloud, layer: cost-pool, name: Cloud }
  - { code: compute, layer: tower, name: Compute }
  - { code: servers, parent: compute, name: Servers }
  - { code: gpu, parent: compute, name: Accelerators }
  - { code: data, layer: tower, name: Data }
rules:
  - { to: cloud, where: [{ attribute: ledger_account, op: equals, value: "650100" }] }
  - to: gpu
    where:
      - { attribute: service_category, op: equals, value: Compute }
      - { attribute: "tag:kind", op: equals, value: gpu }
  - { to: servers, where: [{ attribute: service_category, op: equals, value: Compute }] }
  - { to: data, where: [{ attribute: cost_centre, op: in, values: [CC7] }] }
`;

const MAP = `tieout: 1
accounts:
  - account: "650100"
    charges: [{ attribute: provider_name, op: equals, value: Cloud }]
`;

const charge = (category: string, cost: string, more: Record<string, string> = {}) => ({
  billed_period: PERIOD,
  service_category: category,
  provider_name: "Cloud",
  billed_cost: cost,
  effective_cost: cost,
  ...more,
});

async function opened(text: string | null = TEXT): Promise<Engine> {
  const engine = await openEngine();
  const cost_centre = { sources: [{ attribute: "tag:cc" }], aliases: {} };
  unwrap(await engine.client.workspace.configure({ identifiers: { cost_centre } }));
  await seedCharges(engine.context, [
    charge("Compute", "10"),
    charge("Compute", "7", { tags: '{"kind":"gpu"}' }),
    charge("Storage", "5", { tags: '{"cc":"CC7"}' }),
    charge("Storage", "-2", { provider_name: "Desk" }),
  ]);
  unwrap(await engine.client.reconciliation.save({ text: MAP }));
  if (text !== null) {
    unwrap(await engine.client.taxonomy.save({ text }));
  }
  return engine;
}

async function byNode(engine: Engine, ...rows: string[]) {
  const input = PivotInput.parse({ period: PERIOD, rows });
  const { rows: lines, cells } = unwrap(await engine.client.charges.pivot(input));
  return Object.fromEntries(lines.map(({ path }, row) => [path.join(" > "), cells[row]?.[0]]));
}

const compare = async (engine: Engine, more: object) =>
  unwrap(
    await engine.client.taxonomy.compare({
      period: PERIOD,
      basis: "effective",
      of: "charges",
      ...more,
    }),
  );

test("the first rule of a layer wins, and gives the names of its node and above", async () => {
  const engine = await opened();
  expect(await byNode(engine, "tower", "sub_tower")).toEqual({
    Compute: "17",
    "Compute > Servers": "10",
    "Compute > Accelerators": "7",
    Data: "5",
    "Data > ": "5",
    "": "-2",
    " > ": "-2",
  });
  expect(await byNode(engine, "cost_pool")).toEqual({ Cloud: "22", "": "-2" });
  const { attributes } = unwrap(await engine.client.charges.attributes({}));
  const names = attributes.map(({ attribute }) => attribute);
  expect(names).toEqual(expect.arrayContaining(["cost_pool", "tower", "sub_tower"]));
  expect(names).not.toContain("solution");
});

test("two versions stand side by side, with what moves and with equal totals", async () => {
  const engine = await opened();
  const changed = TEXT.replace("name: Servers", "name: Machines").replace(
    "  - { to: servers, where: [{ attribute: service_category, op: equals, value: Compute }] }\n",
    "  - { to: data, where: [{ attribute: service_category, op: equals, value: Compute }] }\n",
  );
  const draft = await compare(engine, { after: { text: changed } });
  expect([draft.before?.version, draft.after?.version]).toEqual([1, 2]);
  const tower = draft.layers.find(({ layer }) => layer === "tower");
  expect(tower).toMatchObject({
    total: "20",
    charges: 4,
    moved: { charges: 1, amount: "10" },
    moves: [{ from: ["Compute", "Servers"], to: ["Data"], charges: 1, amount: "10" }],
  });
  expect(
    tower?.lines.map(({ path, before, after, difference }) => [
      path.join(" > "),
      before,
      after,
      difference,
    ]),
  ).toEqual([
    ["Compute", "17", "7", "-10"],
    ["Compute > Machines", "10", "0", "-10"],
    ["Compute > Accelerators", "7", "7", "0"],
    ["Data", "5", "15", "10"],
    ["", "-2", "-2", "0"],
  ]);
  expect((await engine.client.taxonomy.current({})).ok).toBe(true);
  expect(await byNode(engine, "tower")).toMatchObject({ Compute: "17" });

  unwrap(await engine.client.taxonomy.save({ text: changed }));
  const stored = await compare(engine, { before: 1, after: 2 });
  expect(stored.layers).toEqual(draft.layers);
  const again = unwrap(await engine.client.taxonomy.save({ text: TEXT }));
  expect(again.version).toBe(1);
  const { version, versions } = unwrap(await engine.client.taxonomy.current({}));
  expect([version, versions.map((one) => one.version)]).toEqual([1, [1, 2]]);
});

test("ledger lines are mapped by the rules that name nothing they have not", async () => {
  const engine = await opened();
  const line = { period: PERIOD, currency: "USD", entity: "" };
  await seedTable(engine.context, "ledger_entry", [
    { ...line, ledger_account: "650100", amount: "40", cost_centre: "CC7" },
    { ...line, ledger_account: "700000", amount: "3" },
  ]);
  const { layers } = await compare(engine, { of: "ledger" });
  expect(
    layers.map(({ layer, lines }) => [layer, lines.map(({ path, after }) => [path[0], after])]),
  ).toEqual([
    [
      "cost-pool",
      [
        ["Cloud", "40"],
        [undefined, "3"],
      ],
    ],
    [
      "tower",
      [
        ["Data", "40"],
        [undefined, "3"],
      ],
    ],
    ["solution", [[undefined, "43"]]],
  ]);
});

test.each([
  ["code: servers, parent: compute", "code: servers, parent: none", 6, "is no node"],
  ["code: servers, parent: compute", "code: compute, parent: data", 6, "used twice"],
  ["code: compute, layer: tower", "code: compute, parent: servers", 5, "not below any node"],
  ["name: Accelerators", "name: servers", 7, "side by side"],
  ["to: data", "to: date", 16, "is no node"],
  ["attribute: cost_centre", "attribute: tower", 16, "itself decides"],
  ["values: [CC7]", "values: []", 16, "lists no values"],
  ['op: equals, value: "650100"', 'op: matches, value: "("', 10, "cannot be read"],
  ["layer: cost-pool", "layr: cost-pool", 4, "not a known key"],
])("%s written as %s is named with its line", async (from, to, line, says) => {
  const engine = await opened(null);
  const { ok, problems } = unwrap(
    await engine.client.taxonomy.check({ text: TEXT.replace(from, to) }),
  );
  expect(ok).toBe(false);
  expect(problems[0]).toMatchObject({ line, message: expect.stringContaining(says) });
  const refused = await engine.client.taxonomy.save({ text: TEXT.replace(from, to) });
  expect(refused).toMatchObject({ ok: false, error: { code: "taxonomy-invalid" } });
});

test.each(PublicNames.options)(
  "the text of %s begins sound and is used once saved",
  async (names) => {
    const engine = await opened(null);
    const { text } = unwrap(await engine.client.taxonomy.starting({ names }));
    expect(unwrap(await engine.client.taxonomy.check({ text })).problems).toEqual([]);
    expect(unwrap(await engine.client.taxonomy.current({})).version).toBeNull();
    expect(await byNode(engine, "tower")).toEqual({ "": "20" });
    unwrap(await engine.client.taxonomy.save({ text }));
    expect(await byNode(engine, "tower")).toEqual({ Compute: "17", Storage: "3" });
  },
);

test("names and keys that read like parts of a statement are texts", async () => {
  const hostile = `tieout: 1
name: "$v1 '); drop table source_file;--"
nodes:
  - { code: constructor, layer: cost-pool, name: "O'Brien \\"$v2\\" -- $v1" }
  - { code: data, layer: tower, name: "__proto__" }
rules:
  - { to: constructor, where: [{ attribute: "tag:$v1'/~", op: equals, value: "$v2" }] }
  - { to: data, where: [{ attribute: "tag:$v9", op: missing }] }
`;
  const engine = await opened(hostile);
  await seedCharges(engine.context, [charge("Other", "3", { tags: `{"$v1'/~":"$v2"}` })]);
  expect(await byNode(engine, "cost_pool")).toEqual({ "": "20", 'O\'Brien "$v2" -- $v1': "3" });
  expect(await byNode(engine, "tower")).toEqual(JSON.parse('{"__proto__":"23"}'));
  const { layers } = await compare(engine, { after: { text: hostile.replace("$v9", "$v1'/~") } });
  expect(layers.map(({ total, moved }) => [total, moved.amount])).toEqual([
    ["23", "0"],
    ["23", "3"],
    ["23", "0"],
  ]);
});

test("a run is out of date after the taxonomy changed only where its rules read it", async () => {
  const rules = (attribute: string) => `tieout: 1
targets: [{ code: CC1 }]
rules:
  - id: all
    take: { where: [{ attribute: ${attribute}, op: exists }] }
    method: direct
    to: CC1
`;
  const engine = await opened();
  const staleAfter = async (attribute: string, text: string): Promise<boolean> => {
    unwrap(await engine.runJob("allocate", { period: PERIOD, rules: rules(attribute) }));
    unwrap(await engine.client.taxonomy.save({ text }));
    const asked = { period: PERIOD, basis: "effective" as const };
    return unwrap(await engine.client.allocation.result(asked)).isStale;
  };
  expect(await staleAfter("service_name", TEXT.replace("Ours", "Theirs"))).toBe(false);
  expect(await staleAfter("tower", TEXT)).toBe(true);
});
