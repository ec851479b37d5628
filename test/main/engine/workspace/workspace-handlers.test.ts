import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sql } from "../../../../main/engine/database/sql.ts";
import { unwrap } from "../../../../main/engine/engine.ts";
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

test("an untouched workspace verifies", async () => {
  const { client, context } = await openEngine();
  await seedCharges(context, [{ billed_period: "2026-10", billed_cost: "1" }]);
  await client.workspace.configure({ currency: "EUR" });
  const verified = unwrap(await client.workspace.verify({}));
  expect(verified.ok).toBe(true);
  expect(verified.checks.map(({ check }) => check)).toEqual([
    "audit-chain",
    "source-files",
    "control-totals",
    "records-accounted",
    "allocation-conserved",
    "accounts-mapped",
    "statement-adds-up",
    "variance-closes",
  ]);
});

test("a changed event, kept file, amount or allocation fails its own check", async () => {
  const { client, context } = await openEngine();
  const file = await seedCharges(context, [{ billed_period: "2026-10", billed_cost: "1" }]);
  await client.workspace.configure({ currency: "EUR" });
  const kept = join(context.folder.sources, file.padEnd(64, "0"));
  await writeFile(kept, "not what was imported");
  expect(failed(unwrap(await client.workspace.verify({})))).toEqual(["source-files"]);
  await context.change("tamper", async ({ writer }) => {
    await writer.run(sql`update audit_event set actor = 'someone else'`);
    await writer.run(
      sql`insert into source_file_total values (${file}, 'BilledCost', 'USD', null, 1, 2)`,
    );
    await writer.run(sql`insert into allocation_total values ('r', 'e', 'USD', 'billed', 3, 1, 1)`);
  });
  expect(failed(unwrap(await client.workspace.verify({})))).toEqual([
    "audit-chain",
    "source-files",
    "control-totals",
    "allocation-conserved",
  ]);
});

test("a kept file with its own hash passes", async () => {
  const { client, context } = await openEngine();
  const file = await seedCharges(context, [{ billed_period: "2026-10", billed_cost: "1" }]);
  const sha256 = createHash("sha256").update("bill").digest("hex");
  await context.change("hash", ({ writer }) =>
    writer.run(sql`update source_file set sha256 = ${sha256} where source_file_id = ${file}`),
  );
  await writeFile(join(context.folder.sources, sha256), "bill");
  const { checks } = unwrap(await client.workspace.verify({}));
  expect(checks[1]).toMatchObject({ ok: true, detail: expect.stringContaining("1 of 1") });
});
