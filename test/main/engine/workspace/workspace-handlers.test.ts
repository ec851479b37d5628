import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sql, statement } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges, seedTable } from "../../../support/seed.ts";

test("a new workspace goes by defaults until it is configured", async () => {
  const { client } = await openEngine();
  expect(unwrap(await client.workspace.status({}))).toMatchObject({
    entity: "My company",
    currency: "USD",
    periods: [],
    currencies: [],
    sourceCount: 0,
    chargeCount: 0,
  });
  const status = unwrap(await client.workspace.configure({ entity: "Example", currency: "EUR" }));
  expect(status).toMatchObject({ entity: "Example", currency: "EUR" });
  const { events, total, head } = unwrap(await client.workspace.audit({}));
  expect(total).toBe(1);
  expect(events[0]).toMatchObject({
    sequence: 1,
    action: "configure",
    actor: "tester",
    detail: '{"currency":"EUR","entity":"Example"}',
    hash: head,
  });
});

test("configuring what is already so records nothing", async () => {
  const { client } = await openEngine();
  await client.workspace.configure({ currency: "EUR" });
  await client.workspace.configure({ currency: "EUR" });
  expect(unwrap(await client.workspace.audit({})).total).toBe(1);
});

test("a currency outside ISO 4217 is refused", async () => {
  const { client } = await openEngine();
  expect(await client.workspace.configure({ currency: "XQZ" })).toMatchObject({
    ok: false,
    error: { code: "usage", message: '"XQZ" is not a currency of ISO 4217.' },
  });
});

test("the status counts charges and ledger lines by period", async () => {
  const { client, context } = await openEngine();
  await seedCharges(context, [
    { billed_period: "2026-09", effective_cost: "1" },
    { billed_period: "2026-10", effective_cost: "1", billing_currency: "EUR" },
    { billed_period: "2026-10", effective_cost: "1" },
  ]);
  await seedTable(context, "ledger_entry", [
    { entity: "E", ledger_account: "6100", period: "2026-11", amount: "3", currency: "GBP" },
  ]);
  const status = unwrap(await client.workspace.status({}));
  expect(status).toMatchObject({
    periods: [
      { period: "2026-09", charges: 1, ledgerLines: 0, isAllocated: false, isReconciled: false },
      { period: "2026-10", charges: 2, ledgerLines: 0 },
      { period: "2026-11", charges: 0, ledgerLines: 1 },
    ],
    currencies: ["EUR", "GBP", "USD"],
    sourceCount: 2,
    chargeCount: 3,
  });
});

const failed = (verified: { checks: { check: string; ok: boolean }[] }): string[] =>
  verified.checks.filter(({ ok }) => !ok).map(({ check }) => check);

/** A workspace with a bill whose file is kept, as an import leaves it. */
async function withKeptBill(): Promise<{ engine: Engine; file: string; kept: string }> {
  const engine = await openEngine();
  const { context, client } = engine;
  const file = await seedCharges(context, [{ billed_period: "2026-10", billed_cost: "1" }]);
  const sha256 = createHash("sha256").update(file).digest("hex");
  await context.change("keep", async ({ writer }) => {
    await writer.run(sql`update source_file set sha256 = ${sha256} where source_file_id = ${file}`);
    await writer.run(
      sql`insert into source_file_total values (${file}, 'BilledCost', 'USD', '2026-10', 1, 1)`,
    );
  });
  const kept = join(context.folder.sources, sha256);
  await writeFile(kept, file);
  await client.workspace.configure({ currency: "EUR" });
  await client.workspace.configure({ currency: "USD" });
  return { engine, file, kept };
}

test("an untouched workspace verifies", async () => {
  const { engine } = await withKeptBill();
  const verified = unwrap(await engine.client.workspace.verify({}));
  expect(verified).toMatchObject({ ok: true });
  expect(verified.checks.map(({ check }) => check)).toEqual([
    "audit-chain",
    "source-files",
    "control-totals",
    "records-accounted",
    "ledger-equals-trial-balance",
    "allocation-conserved",
    "accounts-mapped",
    "treatments-agree",
    "statement-adds-up",
    "variance-closes",
  ]);
  expect(verified.checks[2]?.detail).toContain("1 control totals and the records of 1 files");
});

type Damage = (engine: Engine, place: { file: string; kept: string }) => Promise<unknown>;
const edit =
  (text: string): Damage =>
  ({ context }, { file }) =>
    context.database.write({ id: "edit", kind: "edit" }, (writer) =>
      writer.run(statement(text.replace("FILE", `charge_${file}`))),
    );

/** What is done to the workspace behind its back, the check that fails, and what it says. */
const damages: readonly (readonly [string, Damage, string, RegExp])[] = [
  [
    "a changed event",
    edit("update audit_event set actor = 'someone else' where sequence = 1"),
    "audit-chain",
    /event 1 was changed/,
  ],
  [
    "a removed last event",
    edit("delete from audit_event where sequence = 2"),
    "audit-chain",
    /1 recorded events after event 1 are missing/,
  ],
  ["every event removed", edit("delete from audit_event"), "audit-chain", /2 recorded events/],
  [
    "a removed note of the chain's end",
    ({ context }) => rm(context.folder.headFile),
    "audit-chain",
    /head\.json/,
  ],
  ["a changed kept file", (_, { kept }) => writeFile(kept, "x"), "source-files", /is not what/],
  ["a removed kept file", (_, { kept }) => rm(kept), "source-files", /bill\.csv is gone/],
  [
    "a changed amount",
    edit("update FILE set billed_cost = 2"),
    "control-totals",
    /was 1 USD on import and is 2 now/,
  ],
  [
    "an amount without currency",
    edit("update FILE set billing_currency = 'EUR'"),
    "control-totals",
    /was 1 USD on import and is 0 now/,
  ],
  [
    "a row in another month",
    edit("update FILE set billed_period = '2026-09'"),
    "control-totals",
    /for 2026-10/,
  ],
  [
    "a removed row",
    edit("delete from FILE"),
    "control-totals",
    /had 1 records on import and has 0/,
  ],
  [
    "an allocation that lost cost",
    edit("insert into allocation_total values ('r', 'e', 'USD', 'billed', 3, 1, 1)"),
    "allocation-conserved",
    /gave out/,
  ],
];

test.each(damages)("%s is found", async (_, damage, check, says) => {
  const { engine, ...place } = await withKeptBill();
  await damage(engine, place);
  const verified = unwrap(await engine.client.workspace.verify({}));
  expect(failed(verified)).toEqual([check]);
  expect(verified.checks.find((one) => one.check === check)?.detail).toMatch(says);
});
