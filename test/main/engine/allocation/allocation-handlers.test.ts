import { beforeEach, expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import type { Condition } from "../../../../shared/domain/condition.ts";
import { charge, period, rules } from "../../../support/alpha-and-b.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges } from "../../../support/seed.ts";

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
});

const run = async (more: { rules?: string; currency?: string; period?: string } = {}) =>
  engine.runJob("allocate", { period, ...more });

test("a workspace without rules says so, and keeps the versions it is given", async () => {
  const { allocation } = engine.client;
  expect(unwrap(await allocation.rules({}))).toEqual({
    ruleSetId: null,
    version: 0,
    text: "",
    rules: null,
  });
  const first = unwrap(await allocation.save({ text: rules }));
  const same = unwrap(await allocation.save({ text: `# with a note\n${rules}` }));
  const second = unwrap(await allocation.save({ text: rules.replace("to: A", "to: B") }));
  expect([first.version, same.version, second.version]).toEqual([1, 1, 2]);
  expect(same.ruleSetId).toBe(first.ruleSetId);
  unwrap(await allocation.save({ text: rules }));
  const current = unwrap(await allocation.rules({}));
  expect(current).toMatchObject({ ruleSetId: first.ruleSetId, version: 1, text: rules });
});

test("rules are checked with line and remedy; wrong ones are not stored", async () => {
  const { allocation } = engine.client;
  const wrong = rules.replace("op: equals, value: Servers", 'op: matches, value: "Ser(vers"');
  expect(unwrap(await allocation.check({ text: rules }))).toEqual({ ok: true, problems: [] });
  expect(unwrap(await allocation.check({ text: wrong }))).toEqual({
    ok: false,
    problems: [
      {
        path: "rules[0].take.where[0].value",
        message:
          'The pattern "Ser(vers" of the rule "servers" cannot be read: missing ): Ser(vers.',
        remedy: "Write a regular expression (RE2) over the whole value, for example prod-.*",
        line: 6,
      },
    ],
  });
  expect(await allocation.save({ text: wrong })).toMatchObject({
    ok: false,
    error: { code: "rules-invalid", details: { line: 6, problems: 1 } },
  });
  expect(unwrap(await allocation.rules({})).version).toBe(0);
});

test("a run needs rules and charges, and says what it lacks", async () => {
  expect(await run()).toMatchObject({
    ok: false,
    error: { code: "rules-invalid", message: "There are no allocation rules yet." },
  });
  expect(await run({ rules })).toMatchObject({
    ok: false,
    error: { code: "period-empty", remedy: "Import the bills of the period first." },
  });
  await seedCharges(engine.context, [charge("5")]);
  expect(await run({ rules, period: "2026-11" })).toMatchObject({
    ok: false,
    error: {
      code: "period-empty",
      message: "No charge belongs to 2026-11.",
      remedy: "Choose a period from 2026-10 to 2026-10, or import the bills of 2026-11.",
    },
  });
  expect(await run({ rules, currency: "CHF" })).toMatchObject({
    ok: false,
    error: { code: "period-empty", message: "No charge of 2026-10 is billed in CHF." },
  });
  expect(unwrap(await engine.client.allocation.rules({})).version).toBe(0);
});

test("a result is stale once files or rules changed, and fresh after the next run", async () => {
  const { allocation } = engine.client;
  await seedCharges(engine.context, [charge("5")]);
  expect(unwrap(await allocation.result({ period }))).toEqual({ result: null, isStale: false });
  const first = unwrap(await run({ rules }));
  expect(unwrap(await allocation.result({ period }))).toEqual({ result: first, isStale: false });
  await seedCharges(engine.context, [charge("7", { service_name: "Storage" })]);
  expect(unwrap(await allocation.result({ period }))).toEqual({ result: first, isStale: true });
  const second = unwrap(await run());
  expect(second.totals).toEqual({ in: "12", allocated: "5", unallocated: "7" });
  expect(unwrap(await allocation.result({ period })).isStale).toBe(false);
  unwrap(await allocation.save({ text: rules.replace("to: A", "to: B") }));
  expect(unwrap(await allocation.result({ period })).isStale).toBe(true);
  const third = unwrap(await run());
  const repeated = unwrap(await run({ rules }));
  expect(third.runId).not.toBe(second.runId);
  expect(repeated).toEqual(second);
  expect(unwrap(await allocation.result({ period })).result).toEqual(second);
});

test("overlaps, dead rules and unused ones are reported", async () => {
  await seedCharges(engine.context, [charge("5"), charge("2", { service_name: "Storage" })]);
  const where = (op: string, value: string): string =>
    `take: { where: [{ attribute: service_name, op: ${op}, value: ${value} }] }`;
  const result = unwrap(
    await run({
      rules: `tieout: 1
targets: [{ code: A }, { code: P, isPool: true }]
rules:
  - { id: first, ${where("starts-with", "S")}, method: direct, to: A }
  - { id: dead, ${where("equals", "Storage")}, method: direct, to: A }
  - { id: never, ${where("equals", "Mail")}, method: direct, to: A }
  - { id: rest, take: { where: [] }, method: direct, to: A }
  - { id: pool, stage: 2, take: { pool: P }, method: direct, to: A }
`,
    }),
  );
  expect(result.findings).toEqual([
    {
      code: "rule-overlap",
      message:
        '"first" takes 1 charge (2 USD) that "dead" also matches; the first rule takes them.',
    },
    {
      code: "rule-dead",
      message: '"dead" took nothing: earlier rules take every charge it matches.',
    },
    { code: "rule-unused", message: '"never" matches no charge of the period.' },
    {
      code: "rule-dead",
      message: '"rest" took nothing: earlier rules take every charge it matches.',
    },
    { code: "rule-unused", message: '"pool" had nothing to pass on: the pool "P" was empty.' },
  ]);
});

test("rules apply from and to their periods, both included", async () => {
  await seedCharges(engine.context, [charge("5")]);
  const rule = (dates: string): string =>
    rules.replace("- id: servers", `- id: servers\n    ${dates}`);
  const allocated = async (dates: string): Promise<string> =>
    unwrap(await run({ rules: rule(dates) })).totals.allocated;
  expect(await allocated("validFrom: 2026-10")).toBe("5");
  expect(await allocated("validTo: 2026-10")).toBe("5");
  expect(await allocated("validFrom: 2026-11")).toBe("0");
  expect(await allocated("validTo: 2026-09")).toBe("0");
});

test("tags that are no JSON, and keys with quotes and slashes, are read as data", async () => {
  const key = `a/b~c."d'`;
  await seedCharges(engine.context, [
    charge("5", { tags: JSON.stringify({ [key]: "x'; drop table charge; --" }) }),
    charge("7", { tags: "not json" }),
    charge("11", { tags: '{"a":null}' }),
  ]);
  const result = unwrap(
    await run({
      rules: JSON.stringify({
        tieout: 1,
        targets: [{ code: "A" }, { code: "B" }],
        rules: [
          {
            id: "quoted",
            take: {
              where: [
                { attribute: `tag:${key}`, op: "equals", value: "x'; drop table charge; --" },
              ],
            },
            method: "direct",
            to: "A",
          },
          {
            id: "none",
            take: { where: [{ attribute: "tag:a", op: "missing" }] },
            method: "direct",
            to: "B",
          },
        ],
      }),
    }),
  );
  expect(result.targets.map(({ amount }) => amount)).toEqual(["5", "18", "0"]);
});

test("an explanation walks from the cell over rules to the rows of its files", async () => {
  await seedCharges(engine.context, [charge("5"), charge("2"), charge("9", { service_name: "X" })]);
  unwrap(await run({ rules }));
  const cell = await engine.client.allocation.explain({
    period,
    target: "A",
    where: [{ attribute: "service_name", value: "Servers" }],
  });
  expect(unwrap(cell)).toMatchObject({
    title: "Servers → Alpha, effective cost, 2026-10",
    amount: "7",
    currency: "USD",
    ties: true,
    steps: [
      { kind: "charges", label: "2 charges", detail: 'taken by "servers"', amount: "7" },
      { kind: "rule", label: "servers", amount: "0", share: "1/1" },
    ],
    files: [{ file: "bill.csv", rows: "2–3", charges: 2, amount: "7" }],
  });
  const ask = async (attribute: string, target: string): Promise<unknown> =>
    engine.client.allocation.explain({ period, target, where: [{ attribute, value: "x" }] });
  expect(await ask("constructor", "A")).toMatchObject({ ok: false, error: { code: "usage" } });
  expect(await ask("service_name", "Z")).toMatchObject({
    ok: false,
    error: { code: "target-missing", message: '"Z" is no target of the run.' },
  });
  const other = await engine.client.allocation.explain({ period: "2026-09", where: [] });
  expect(other).toMatchObject({ ok: false, error: { code: "run-not-found" } });
});

test("an explanation keeps what the filters of its pivot keep", async () => {
  const byRegion = `${rules}
  - id: region
    take: { where: [] }
    method: direct
    toAttribute: region_id
    map: { eu: B, us: B, asia: B }
`;
  await seedCharges(engine.context, [
    charge("5", { service_name: "Storage", region_id: "eu" }),
    charge("2", { service_name: "Storage", region_id: "us" }),
    charge("1", { service_name: "Archive", region_id: "asia" }),
    charge("9", { service_name: "Archive" }),
  ]);
  unwrap(await run({ rules: byRegion }));
  const ask = (filters: Condition[]) =>
    engine.client.allocation.explain({ period, where: [], filters });
  const amountOf = async (filter: Condition): Promise<string> => {
    const cell = unwrap(await ask([filter]));
    expect(cell).toMatchObject({ ties: true, isStale: false });
    const asPivot = { period, rows: [], filters: [filter] };
    const pivot = unwrap(await engine.client.charges.pivot({ of: "allocated", ...asPivot }));
    expect(pivot.cells).toEqual([[cell.amount]]);
    return cell.amount;
  };
  const [service, region] = ["service_name", "region_id"] as const;
  expect(await amountOf({ attribute: service, op: "starts-with", value: "Sto" })).toBe("7");
  expect(await amountOf({ attribute: service, op: "not-equals", value: "Storage" })).toBe("10");
  expect(await amountOf({ attribute: region, op: "in", values: ["eu", "asia"] })).toBe("6");
  expect(await amountOf({ attribute: region, op: "not-in", values: ["eu"] })).toBe("12");
  expect(await amountOf({ attribute: region, op: "missing" })).toBe("9");
  expect(await amountOf({ attribute: region, op: "exists" })).toBe("8");
  expect(await amountOf({ attribute: region, op: "matches", value: "[eu]." })).toBe("7");
  const upper = { attribute: service, op: "contains", value: "STOR", ignoreCase: true } as const;
  expect(await amountOf(upper)).toBe("7");
  const impossible: Condition[] = [
    { attribute: "resource_id", op: "exists" },
    { attribute: service, op: "matches", value: "(" },
    { attribute: service, op: "equals" },
    { attribute: service, op: "in", values: [] },
  ];
  for (const filter of impossible) {
    expect(await ask([filter])).toMatchObject({ ok: false, error: { code: "usage" } });
  }
});

test("a run that is cancelled leaves nothing behind", async () => {
  await seedCharges(engine.context, [charge("5")]);
  const { jobs } = engine.context;
  const jobId = jobs.start("allocate", { period, rules });
  jobs.cancel(jobId);
  expect(await jobs.wait(jobId)).toMatchObject({ ok: false, error: { code: "cancelled" } });
  const { allocation } = engine.client;
  expect(unwrap(await allocation.rules({})).version).toBe(0);
  expect(unwrap(await allocation.result({ period })).result).toBeNull();
  expect(unwrap(await run({ rules })).totals.in).toBe("5");
});
