import { expect, test } from "vitest";
import { z } from "zod";
import { statement } from "../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../main/engine/engine.ts";
import { PivotInput } from "../../../shared/contract/charges.ts";
import { openEngine } from "../../support/open-engine.ts";
import { seedCharges } from "../../support/seed.ts";

const PERIOD = "2026-10";

/** Cloud hosting is an expense; what has no provider named is on an account that says nothing. */
const MAP = `tieout: 1
accounts:
  - account: "650100"
    name: Cloud hosting
    treatment: opex
    basis: effective
    charges:
      - { attribute: provider_name, op: equals, value: Cloud }
  - account: "650200"
    name: Everything else
`;

const RULES = `tieout: 1
targets:
  - { code: CC1 }
  - { code: CC2 }
  - { code: POOL, isPool: true }
rules:
  - id: apollo
    name: Project Apollo
    treatment: capitalised-development
    take: { where: [{ attribute: "tag:project", op: equals, value: apollo }] }
    method: direct
    to: POOL
  - id: rest
    take: { where: [] }
    method: direct
    to: CC1
  - id: pool
    stage: 2
    take: { pool: POOL }
    method: even
    targets: [CC1, CC2]
`;

const charge = (provider: string, cost: string, project?: string) => ({
  provider_name: provider,
  billed_period: PERIOD,
  billed_cost: cost,
  effective_cost: cost,
  ...(project === undefined ? {} : { tags: JSON.stringify({ project }) }),
});

async function opened(map: string | null = MAP, rules = RULES): Promise<Engine> {
  const engine = await openEngine();
  await seedCharges(engine.context, [
    charge("Cloud", "70"),
    charge("Cloud", "100", "apollo"),
    charge("Desk", "9", "apollo"),
    charge("Desk", "5"),
  ]);
  if (map !== null) {
    unwrap(await engine.client.reconciliation.save({ text: map }));
  }
  unwrap(await engine.runJob("allocate", { period: PERIOD, rules }));
  return engine;
}

async function treated(engine: Engine, of: "charges" | "allocated", rows: string[]) {
  const input = PivotInput.parse({ of, period: PERIOD, rows });
  const { rows: lines, cells } = unwrap(await engine.client.charges.pivot(input));
  return Object.fromEntries(lines.map(({ path }, row) => [path.join(" "), cells[row]?.[0]]));
}

test("a charge is treated as its account says, and as nothing where none does", async () => {
  const engine = await opened();
  expect(await treated(engine, "charges", ["ledger_account"])).toEqual({
    "650100": "170",
    "650200": "14",
  });
  expect(await treated(engine, "charges", ["treatment"])).toEqual({ opex: "170", "": "14" });
});

test("a rule's treatment wins over the account's, and stays when a pool passes it on", async () => {
  const engine = await opened();
  expect(await treated(engine, "allocated", ["treatment"])).toEqual({
    "capitalised-development": "109",
    opex: "70",
    "": "5",
  });
});

test("what a rule puts on an account of another treatment is a finding", async () => {
  const engine = await opened();
  const { amounts, accounts } = unwrap(
    await engine.client.reconciliation.treatments({ period: PERIOD }),
  );
  expect(accounts.map(({ treatment }) => treatment)).toEqual(["opex", null]);
  expect(amounts.filter(({ isMisposted }) => isMisposted)).toEqual([
    {
      account: "650100",
      name: "Cloud hosting",
      ofAccount: "opex",
      treatment: "capitalised-development",
      rule: { id: "apollo", name: "Project Apollo", version: 1 },
      basis: "effective",
      currency: "USD",
      amount: "100",
      isMisposted: true,
    },
  ]);
  const { findings } = unwrap(await engine.client.workspace.findings({}));
  const rules = unwrap(await engine.client.allocation.rules({}));
  expect(findings.find(({ code }) => code === "treatment-differs")).toMatchObject({
    found:
      "Account 650100 takes the bills of 2026-10 as operating expense; the rule " +
      `"Project Apollo" (rules ${rules.ruleSetId?.slice(0, 12)}) treats part of them as ` +
      "capitalised development.",
    amountAtStake: "100",
    currency: "USD",
    severity: "warning",
  });
});

test("an explained figure cites the stored rules and says who states its treatment", async () => {
  const engine = await opened();
  const explained = unwrap(
    await engine.client.allocation.explain({
      period: PERIOD,
      basis: "effective",
      target: "CC1",
      where: [],
      filters: [],
    }),
  );
  const rules = unwrap(await engine.client.allocation.rules({}));
  expect(explained.ruleSet).toEqual({ ruleSetId: rules.ruleSetId, version: 1 });
  expect(explained.treatments).toEqual([
    {
      treatment: "capitalised-development",
      statedBy: "rule",
      name: "Project Apollo",
      amount: "54.5",
    },
    { treatment: "opex", statedBy: "account", name: "650100", amount: "70" },
    { treatment: null, statedBy: null, name: null, amount: "5" },
  ]);
});

test("rules may read the treatment, and the account map may not read what it decides", async () => {
  const rules = RULES.replace(
    "take: { where: [] }",
    "take: { where: [{ attribute: treatment, op: equals, value: opex }] }",
  );
  const engine = await opened(MAP, rules);
  expect(await treated(engine, "allocated", ["target", "rule"])).toMatchObject({
    "CC1 rest": "70",
    unallocated: "5",
  });
  const circle = MAP.replace("attribute: provider_name", "attribute: treatment");
  const { problems } = unwrap(await engine.client.reconciliation.check({ text: circle }));
  expect(problems).toMatchObject([
    {
      line: 8,
      message: "The condition on treatment reads what the account map itself decides.",
    },
  ]);
});

test("a run is out of date after the treatment changed only where it kept one", async () => {
  const stale = async (engine: Engine): Promise<boolean> => {
    const asked = { period: PERIOD, basis: "effective" as const };
    return unwrap(await engine.client.allocation.result(asked)).isStale;
  };
  const silent = MAP.replace("    treatment: opex\n", "");
  const without = await opened(silent);
  expect(await stale(without)).toBe(false);
  unwrap(await without.client.reconciliation.save({ text: silent.replace("Cloud }", "Desk }") }));
  expect(await stale(without)).toBe(false);

  const engine = await opened();
  expect(await stale(engine)).toBe(false);
  unwrap(await engine.client.reconciliation.save({ text: MAP.replace("opex", "capex") }));
  expect(await stale(engine)).toBe(true);
});

test("without a treatment, segments keep what they always kept", async () => {
  const engine = await opened(null, RULES.replace("    treatment: capitalised-development\n", ""));
  const kept = await engine.context.database.read((reader) =>
    reader.rows(
      z.object({ attribute_values: z.string().nullable() }),
      statement("select distinct attribute_values from allocation_segment"),
    ),
  );
  expect(kept).toEqual([{ attribute_values: null }]);
  const input = PivotInput.parse({ of: "allocated", period: PERIOD, rows: ["treatment"] });
  const refused = await engine.client.charges.pivot(input);
  expect(refused).toMatchObject({ ok: false, error: { code: "usage" } });
});

test("one number in two entities is two accounts, each on the basis of its own", async () => {
  const engine = await openEngine();
  const accountEntities = [
    { account: "a", entity: "A" },
    { account: "b", entity: "B" },
  ];
  unwrap(await engine.client.workspace.configure({ accountEntities }));
  await seedCharges(engine.context, [
    { ...charge("Cloud", "70"), billing_account_id: "a", effective_cost: "60" },
    { ...charge("Cloud", "5"), billing_account_id: "b", effective_cost: "4" },
  ]);
  const map = `tieout: 1
accounts:
  - { account: "7000", entity: A, treatment: capex, basis: billed, charges: [] }
  - { account: "7000", entity: B, treatment: opex, basis: effective, charges: [] }
`;
  unwrap(await engine.client.reconciliation.save({ text: map }));
  const rules = "tieout: 1\ntargets: [{ code: CC1 }]\nrules: []\n";
  unwrap(await engine.runJob("allocate", { period: PERIOD, rules }));
  const { amounts } = unwrap(await engine.client.reconciliation.treatments({ period: PERIOD }));
  expect(amounts.map(({ treatment, basis, amount }) => [treatment, basis, amount])).toEqual([
    ["capex", "billed", "70"],
    ["opex", "effective", "4"],
  ]);
});

test("quotes, pointers and null characters in conditions stay text", async () => {
  const engine = await openEngine();
  const tags = JSON.stringify({ "a/b~'c": 'it\'s "so"' });
  await seedCharges(engine.context, [{ billed_period: PERIOD, effective_cost: "3", tags }]);
  const map = {
    tieout: 1,
    accounts: [
      {
        account: "1'); drop",
        treatment: "capex",
        charges: [
          { attribute: "tag:a/b~'c", op: "in", values: ["x\u0000y", 'it\'s "so"'] },
          { attribute: "entity", op: "missing" },
          { attribute: "billing_account_id", op: "matches", value: "payer-\\d+" },
        ],
      },
    ],
  };
  unwrap(await engine.client.reconciliation.save({ text: JSON.stringify(map) }));
  expect(await treated(engine, "charges", ["ledger_account", "treatment"])).toMatchObject({
    "1'); drop capex": "3",
  });
});
