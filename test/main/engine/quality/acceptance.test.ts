import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { cleanBill, dayOfUsage, MONTH, reportOf } from "../../../support/quality-estate.ts";
import { seedCharges } from "../../../support/seed.ts";

async function repeatedIn(engine: Engine) {
  const { results, blocking } = await reportOf(engine);
  const result = results.find((one) => one.test === "repeated-charges");
  return { state: result?.state, failures: result?.failures ?? [], blocking };
}

async function engineWithRepeated(): Promise<Engine> {
  const engine = await openEngine();
  await seedCharges(engine.context, [...cleanBill(), dayOfUsage(7)], "october.csv");
  return engine;
}

test("an accepted failure blocks no longer, is in the audit trail, can be taken back", async () => {
  const engine = await engineWithRepeated();
  const before = await repeatedIn(engine);
  expect(before).toMatchObject({ state: "failed", blocking: 1 });
  const key = before.failures[0]?.key ?? "";
  const accept = { period: MONTH, failures: [key], comment: "The invoice is right" };
  expect(unwrap(await engine.client.quality.accept(accept))).toEqual({ accepted: 1 });
  expect(unwrap(await engine.client.quality.accept(accept))).toEqual({ accepted: 0 });
  const after = await repeatedIn(engine);
  expect(after).toMatchObject({ state: "accepted", blocking: 0 });
  expect(after.failures[0]?.accepted).toEqual({
    comment: "The invoice is right",
    actor: "tester",
  });
  expect(unwrap(await engine.client.quality.unaccept({ failures: [key] }))).toEqual({
    unaccepted: 1,
  });
  expect(await repeatedIn(engine)).toMatchObject({ state: "failed", blocking: 1 });
  const { events } = unwrap(await engine.client.workspace.audit({}));
  const own = events.filter(({ subject }) => subject === key).map(({ action }) => action);
  expect(own.sort()).toEqual(["failure-accepted", "failure-unaccepted"]);
});

test("a decision ends where more fails than was accepted, and outlives an import", async () => {
  const engine = await engineWithRepeated();
  const [failure] = (await repeatedIn(engine)).failures;
  const file = failure?.files[0]?.sourceFileId ?? "";
  const accept = { period: MONTH, failures: [failure?.key ?? ""], comment: "known" };
  unwrap(await engine.client.quality.accept(accept));
  unwrap(await engine.client.workspace.withdraw({ sourceFileId: file }));
  expect(await repeatedIn(engine)).toMatchObject({ state: "not-applicable", blocking: 0 });
  await seedCharges(engine.context, [...cleanBill(), dayOfUsage(7)], "again.csv");
  expect(await repeatedIn(engine)).toMatchObject({ state: "accepted", blocking: 0 });
  unwrap(await engine.client.workspace.restore({ sourceFileId: file }));
  // The charge repeated in both files, and two files with the same charges.
  expect(await repeatedIn(engine)).toMatchObject({ state: "failed", blocking: 2 });
});

test("a key that no test fails with, and no reason, are refused in words", async () => {
  const engine = await engineWithRepeated();
  const accept = (failures: string[], comment: string) =>
    engine.client.quality.accept({ period: MONTH, failures, comment });
  expect(await accept(["0000"], "known")).toMatchObject({
    ok: false,
    error: { code: "item-not-found" },
  });
  const [failure] = (await repeatedIn(engine)).failures;
  expect(await accept([failure?.key ?? ""], " ")).toMatchObject({
    ok: false,
    error: { code: "usage" },
  });
  expect(await repeatedIn(engine)).toMatchObject({ blocking: 1 });
});

test("a file shows its own failures, with the keys of its month", async () => {
  const engine = await engineWithRepeated();
  const [failure] = (await repeatedIn(engine)).failures;
  const own = failure?.files[0]?.sourceFileId ?? "";
  const other = await seedCharges(engine.context, [
    { ...dayOfUsage(3), resource_id: "x", billing_account_id: "payer-2" },
  ]);
  const keysOf = async (sourceFileId: string) => {
    const { results } = unwrap(await engine.client.quality.report({ sourceFileId }));
    return results.flatMap(({ failures }) => failures.map(({ key }) => key));
  };
  expect(await keysOf(own)).toEqual([failure?.key]);
  expect(await keysOf(other)).toEqual([]);
  const unknown = await engine.client.quality.report({ sourceFileId: "f".repeat(16) });
  expect(unknown).toMatchObject({ ok: false, error: { code: "source-file-not-found" } });
});
