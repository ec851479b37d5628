import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { ALIAS_REASONS } from "../../../../shared/contract/identifiers.ts";
import { withAliases, withSource } from "../../../../shared/domain/identifier-edits.ts";
import type { Identifiers } from "../../../../shared/domain/identifiers.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges, seedTable } from "../../../support/seed.ts";

const MONTH = { period: "2026-10" };

const charge = (tags: Record<string, string>, cost: string, currency = "USD") => ({
  billed_period: "2026-10",
  effective_period: "2026-10",
  billed_cost: cost,
  effective_cost: cost,
  billing_currency: currency,
  tags: JSON.stringify(tags),
});

const tagged = (...names: readonly ("environment" | "owner" | "product" | "cost_centre")[]) =>
  Object.fromEntries(
    names.map((name) => [name, { sources: [{ attribute: `tag:${name}` }], aliases: {} }]),
  ) satisfies Identifiers;

async function opened(
  identifiers: Identifiers,
  charges: readonly Record<string, string>[],
): Promise<Engine> {
  const engine = await openEngine();
  unwrap(await engine.client.workspace.configure({ identifiers }));
  await seedCharges(engine.context, [...charges]);
  return engine;
}

async function suggested(engine: Engine) {
  return unwrap(await engine.client.identifiers.suggestions(MONTH));
}

async function pairs(engine: Engine): Promise<string[]> {
  const { aliases } = await suggested(engine);
  return aliases.flatMap(({ name, aliases: others }) =>
    others.map(({ value, reason }) => `${value} → ${name}: ${reason}`),
  );
}

/** Each value costs less than the one before, so that the first of a meaning is its name. */
function costing(name: string, values: readonly string[]) {
  return values.map((value, index) => charge({ [name]: value }, String(1000 - index)));
}

test.each([
  [
    "environment",
    ["production", "Prod", "PRODUCTION ", "prd", "Prod-EU"],
    [
      "PRODUCTION → production: spelling",
      "Prod → production: abbreviation",
      "prd → production: abbreviation",
    ],
  ],
  [
    "product",
    ["Amazon Web Services, Inc.", "AWS", "Amazon Web Services", "amazon-web services"],
    [
      "AWS → Amazon Web Services, Inc.: abbreviation",
      "Amazon Web Services → Amazon Web Services, Inc.: legal-form",
      "amazon-web services → Amazon Web Services, Inc.: legal-form",
    ],
  ],
  [
    "owner",
    ["Jane Doe", "jane.doe@example.com", "Doe, Jane", "JÁNE DOE", "John Doe"],
    [
      "jane.doe@example.com → Jane Doe: address",
      "Doe, Jane → Jane Doe: name-order",
      "JÁNE DOE → Jane Doe: spelling",
    ],
  ],
  [
    "cost_centre",
    ["4711", "0004711", "47-11", "CC4711", "cc 4711", "CC4712", "4,711"],
    ["0004711 → 4711: leading-zeros", "cc 4711 → CC4711: spelling"],
  ],
  [
    "product",
    ["Web payments", "Web paymets", "team-a", "team-b", "north", "forth", "?", "!"],
    ["Web paymets → Web payments: typing-error"],
  ],
] as const)("%s written in several ways is one name", async (name, values, expected) => {
  const engine = await opened(tagged(name), costing(name, values));
  expect((await pairs(engine)).toSorted()).toEqual(expected.toSorted());
});

test("a name the books know is the name, and two they know apart stay apart", async () => {
  const engine = await opened(tagged("cost_centre"), [
    ...costing("cost_centre", ["100", "cc-7", "CC7", "payments", "paymets"]),
  ]);
  await seedTable(engine.context, "ledger_entry", [
    ledger("00100", "5"),
    ledger("CC 7", "5"),
    ledger("CC-07", "1"),
    ledger("paymets", "1"),
  ]);
  expect((await suggested(engine)).aliases).toMatchObject([
    { name: "00100", knownFrom: "the ledger", aliases: [{ value: "100" }] },
    { name: "CC 7", knownFrom: "the ledger", aliases: [{ value: "cc-7" }, { value: "CC7" }] },
  ]);
  await seedTable(engine.context, "ledger_entry", [ledger("CC.7", "5")]);
  expect((await suggested(engine)).aliases.map(({ name }) => name)).toEqual(["00100"]);
});

const ledger = (costCentre: string, amount: string) => ({
  entity: "E",
  ledger_account: "650100",
  cost_centre: costCentre,
  period: "2026-10",
  amount,
  currency: "EUR",
});

test("an accepted alias is one name from then on, and a dismissed one stays away", async () => {
  const engine = await opened(
    tagged("environment"),
    costing("environment", ["Prod", "prod", "PRD"]),
  );
  const [first] = (await suggested(engine)).aliases;
  expect(first).toMatchObject({ name: "Prod", knownFrom: null });
  expect(first?.aliases[0]?.costs).toEqual([{ currency: "USD", charges: 1, amount: "999" }]);
  const { key = "" } = first?.aliases[1] ?? {};
  expect(unwrap(await engine.client.identifiers.dismiss({ keys: [key] })).dismissed).toBe(1);
  expect(await pairs(engine)).toEqual(["prod → Prod: spelling"]);
  const { identifiers } = unwrap(await engine.client.identifiers.dictionary({}));
  const accepted = withAliases(identifiers, "environment", "Prod", ["prod"]);
  unwrap(await engine.client.workspace.configure({ identifiers: accepted }));
  expect(await pairs(engine)).toEqual([]);
  unwrap(await engine.client.identifiers.dismiss({ keys: [] }));
  expect(await pairs(engine)).toEqual(["PRD → Prod: abbreviation"]);
  expect((await suggested(engine)).aliases[0]?.knownFrom).toBe("the dictionary");
});

test("tag keys and columns that are called so are proposed with what they would add", async () => {
  const engine = await opened(tagged("owner"), [
    charge({ owner: "Ann", "user:CostCenter": "100" }, "5"),
    charge({ "user:CostCenter": "200", "cost centre code": "7", "technical-owner": "Bea" }, "2.5"),
    charge({ "user:CostCenter": "200", Kostenstele: "9", unrelated: "x", Env: "" }, "-1", "EUR"),
  ]);
  const { sources } = await suggested(engine);
  expect(sources).toEqual([
    {
      key: '["source","cost_centre","tag:Kostenstele"]',
      identifier: "cost_centre",
      attribute: "tag:Kostenstele",
      reason: "typing-error",
      samples: ["9"],
      costs: [{ currency: "EUR", charges: 1, amount: "-1" }],
      gains: [{ currency: "EUR", charges: 1, amount: "-1" }],
    },
    expect.objectContaining({ attribute: "tag:cost centre code", reason: "name-with-addition" }),
    expect.objectContaining({
      attribute: "tag:user:CostCenter",
      reason: "name",
      samples: ["200", "100"],
      costs: [
        { currency: "EUR", charges: 1, amount: "-1" },
        { currency: "USD", charges: 2, amount: "7.5" },
      ],
    }),
    expect.objectContaining({
      identifier: "owner",
      attribute: "tag:technical-owner",
      gains: [{ currency: "USD", charges: 1, amount: "2.5" }],
    }),
  ]);
  const { identifiers } = unwrap(await engine.client.identifiers.dictionary({}));
  const wanted = withSource(identifiers, "owner", "tag:technical-owner");
  const { effects } = unwrap(
    await engine.client.identifiers.preview({ ...MONTH, identifiers: wanted }),
  );
  expect(effects).toMatchObject([
    { currency: "EUR", moved: { charges: 0, amount: "0" }, moves: [] },
    {
      identifier: "owner",
      currency: "USD",
      charges: 2,
      before: { found: 1, foundMagnitude: "5" },
      after: { found: 2, foundMagnitude: "7.5" },
      moved: { charges: 1, amount: "2.5" },
      moves: [{ from: null, to: "Bea", charges: 1, amount: "2.5" }],
      movesLeftOut: 0,
    },
  ]);
  unwrap(await engine.client.workspace.configure({ identifiers: wanted }));
  const { coverage } = unwrap(await engine.client.identifiers.coverage(MONTH));
  expect(
    coverage.find((one) => one.identifier === "owner" && one.currency === "USD"),
  ).toMatchObject({ found: 2, foundMagnitude: "7.5", agreed: 1, agreedMagnitude: "5" });
});

test("hostile tag keys and values pass through every question", async () => {
  const key = "cost'cen\"ter; drop table charge;-- $v1 $1";
  const identifiers: Identifiers = {
    cost_centre: { sources: [{ attribute: `tag:${key}` }], aliases: { "__proto__ '": ["x'y"] } },
  };
  const engine = await opened(identifiers, [
    charge({ [key]: "x'y", "cost_center'$v1": "$v2" }, "1"),
    charge({ [key]: "X'Y " }, "1"),
    charge({ "Cost'Center$v1": "$period" }, "1"),
  ]);
  const { coverage } = unwrap(await engine.client.identifiers.coverage(MONTH));
  expect(coverage[0]).toMatchObject({ found: 2, agreed: 0, values: 1 });
  expect((await suggested(engine)).sources).toEqual([]);
  const { text } = unwrap(await engine.client.identifiers.dictionary({}));
  const read = unwrap(await engine.client.identifiers.check({ text }));
  expect(read).toEqual({ ok: true, problems: [], identifiers, gaps: [] });
});

test("the books say how much of them carries an identifier, each in its currency", async () => {
  const engine = await opened(
    { cost_centre: { sources: [{ attribute: "tag:a" }], aliases: { CC1: ["1"] } } },
    [],
  );
  await seedTable(engine.context, "ledger_entry", [
    { ...ledger("CC1", "10"), project: "P" },
    ledger("1", "-4"),
    ledger(" ", "6"),
  ]);
  await seedTable(engine.context, "procurement_line", [order("CC1", "3"), order("", "1")]);
  const { points } = unwrap(await engine.client.identifiers.coverage(MONTH));
  expect(points).toMatchObject([
    {
      point: "ledger",
      identifier: "cost_centre",
      currency: "EUR",
      charges: 3,
      found: 2,
      agreed: 1,
      values: 1,
      amount: "12",
      foundAmount: "6",
      magnitude: "20",
      foundMagnitude: "14",
      agreedMagnitude: "10",
    },
    { point: "purchase-orders", charges: 2, found: 1, magnitude: "4", foundMagnitude: "3" },
    { point: "ledger", identifier: "project", charges: 3, found: 1 },
  ]);
});

const order = (costCentre: string, amount: string) => ({
  kind: "order",
  entity: "E",
  document_number: "4500",
  document_date: "2026-10-05",
  cost_centre: costCentre,
  amount,
  currency: "EUR",
});

test("a text that cannot be a dictionary is refused with its line and what to do", async () => {
  const engine = await openEngine();
  const problems = async (text: string) =>
    unwrap(await engine.client.identifiers.check({ text })).problems;
  expect(await problems("")).toMatchObject([{ message: "The text is empty.", line: null }]);
  expect(await problems("a: [")).toMatchObject([{ line: 1 }]);
  expect(
    await problems("tieout: 1\nidentifiers:\n  owner:\n    sources:\n      - atribute: tag:x\n"),
  ).toMatchObject([
    { path: "identifiers.owner.sources[1].attribute", message: expect.stringContaining("missing") },
    { remedy: 'Did you mean "attribute"?', line: 5 },
  ]);
  expect(
    await problems(
      "tieout: 1\nidentifiers:\n  owner:\n    sources:\n      - attribute: tag:x\n        map:\n" +
        "          - { is: a, gives: B, to: 2026-05 }\n          - { is: A, gives: C }\n",
    ),
  ).toMatchObject([{ line: 8, message: expect.stringContaining('"A" gives "B" and "C"') }]);
});

test("every reason is explained", () => {
  expect(new Set(ALIAS_REASONS).size).toBe(8);
});
