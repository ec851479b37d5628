import { expect, test } from "vitest";
import { checks } from "../../../../main/engine/checks/index.ts";
import { statement } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges } from "../../../support/seed.ts";

const rules = `
tieout: 1
targets: [{ code: A }, { code: B }]
rules: [{ id: half, take: { where: [] }, method: fixed-shares, shares: { A: 0.5, B: 0.25 } }]
`;

async function allocated(): Promise<Engine> {
  const engine = await openEngine();
  await seedCharges(engine.context, [{ billed_period: "2026-10", effective_cost: "10" }]);
  unwrap(await engine.runJob("allocate", { period: "2026-10", rules }));
  return engine;
}

async function findings({ context }: Engine): Promise<string[]> {
  const found = await Promise.all(
    checks.map((check) => context.database.read((reader) => check.find(reader, null))),
  );
  return found.flat().map(({ found: text, amountAtStake }) => `${text} ${amountAtStake}`);
}

async function tamper({ context }: Engine, text: string): Promise<void> {
  await context.change("tamper", ({ writer }) => writer.run(statement(text)));
}

test("a stored run keeps what it was given", async () => {
  expect(await findings(await allocated())).toEqual([]);
});

test("what is found is a blocking finding of its own code", async () => {
  const engine = await allocated();
  await tamper(engine, "delete from allocation_move where target = 'B'");
  const found = await Promise.all(checks.map(({ find }) => engine.context.database.read(find)));
  expect(found.flat()).toMatchObject([{ code: "allocation-not-conserved", severity: "blocking" }]);
});

test.each([
  "update allocation_move set effective_cost = effective_cost + 1 where target = 'A'",
  "update allocation_move set effective_cost = effective_cost + 1 where target = 'unallocated'",
  "insert into allocation_move select * from allocation_move where target = 'A' limit 1",
])("an amount that was made is found: %s", async (text) => {
  const engine = await allocated();
  await tamper(engine, text);
  const [first] = await findings(engine);
  expect(first).toMatch(
    /^The allocation of 2026-10 took in 10 USD \(effective\) of "" and gave out/,
  );
});

test.each([
  "delete from allocation_move where target = 'B'",
  "delete from allocation_total",
  "update allocation_segment set effective_cost = 9",
  "update allocation_total set amount_in = 9 where basis = 'effective'",
])("an amount that was lost or changed is found: %s", async (text) => {
  const engine = await allocated();
  await tamper(engine, text);
  expect(await findings(engine)).toHaveLength(1);
});
