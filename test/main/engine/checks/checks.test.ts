import { expect, test } from "vitest";
import { statement } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { CLOSED, COMPARED, seedClose } from "../../../support/seed-close.ts";

const SCOPE = { period: CLOSED, compare: COMPARED } as const;

async function closed(change?: string): Promise<Engine> {
  const engine = await openEngine();
  await seedClose(engine);
  if (change !== undefined) {
    await engine.context.change("tamper", ({ writer }) => writer.run(statement(change)));
  }
  return engine;
}

async function broken({ client }: Engine): Promise<string[]> {
  const { checks } = unwrap(await client.workspace.checks({}));
  return checks.filter(({ ok }) => !ok).map(({ check }) => check);
}

/** One edit behind the engine's back, and the law that notices it. */
const edits: readonly (readonly [string, string])[] = [
  ["records-accounted", "update source_file set records_loaded = records_loaded + 1"],
  [
    "records-accounted",
    "update source_file set records_rejected = 1, records_blank = records_blank - 1",
  ],
  [
    "allocation-conserved",
    "update allocation_total set amount_in = amount_in + 1 where basis = 'effective'",
  ],
  ["statement-adds-up", "update reconciliation_account set unidentified = unidentified + 1"],
  ["statement-adds-up", "delete from reconciliation_line where side = 'ledger'"],
  ["statement-adds-up", "update reconciling_item set amount = amount + 1"],
  ["variance-closes", "update variance_effect set amount = amount + 1"],
  ["variance-closes", "update variance_run set closing = closing + 1"],
  ["variance-closes", "delete from variance_leaf"],
];

test("an untouched close keeps every law", async () => {
  expect(await broken(await closed())).toEqual([]);
});

test.each(edits)("%s notices: %s", async (law, change) => {
  const engine = await closed(change);
  const { client } = engine;
  expect(await broken(engine)).toEqual([law]);
  const verified = unwrap(await client.workspace.verify({}));
  expect(verified.checks.find(({ check }) => check === law)?.ok).toBe(false);
  const { findings } = unwrap(await client.workspace.findings({}));
  expect(findings[0]).toMatchObject({ severity: "blocking" });
  const preview = unwrap(await client.workbook.preview(SCOPE));
  const stated = preview.checks.find(({ check }) => check === "Every law of the stored data holds");
  expect(stated).toMatchObject({ sheet: "Findings", ok: false });
  expect(preview.ties).toBe(false);
});

test("ledger lines on accounts nobody compares are a note with their amount", async () => {
  const engine = await closed(
    "update reconciliation_account set account = 'gone' where account = '61200'",
  );
  const { findings } = unwrap(await engine.client.workspace.findings({}));
  const [note] = findings.filter(({ code }) => code === "unmapped-account");
  expect(note).toMatchObject({ severity: "note", sourceFileId: null });
  expect(note?.found).toContain("61200");
  expect(Number.parseFloat(note?.amountAtStake ?? "0")).not.toBe(0);
});

test("a law of another month does not stand in the way of this one", async () => {
  const { client } = await closed(
    "update reconciliation_account set unidentified = unidentified + 1",
  );
  const { checks } = unwrap(await client.workspace.checks({ period: COMPARED }));
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
});
