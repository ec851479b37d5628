import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { FOCUS_HEADER, focusText } from "../../../support/focus-text.ts";
import { grantBytes, importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";

const PERIOD = "2026-10";
const RULES = `
tieout: 1
targets:
  - { code: CC10, name: Search }
rules:
  - id: everything
    take: { where: [] }
    method: direct
    to: CC10
`;

/** A bill that does not say its currency, so that a mapping has to. */
const BILL = focusText([{ BilledCost: "40", EffectiveCost: "40" }])
  .split("\n")
  .map((line) => line.split(",").toSpliced(FOCUS_HEADER.indexOf("BillingCurrency"), 1).join(","))
  .join("\n");

const inCurrency = (code: string): Mapping =>
  Mapping.parse({ tieout: 1, dataset: "charge", constants: { BillingCurrency: code } });

async function importBill(engine: Engine, code: string) {
  const [file] = unwrap(await importText(engine, BILL, { mapping: inCurrency(code) })).files;
  return file;
}

async function allocate(engine: Engine) {
  return unwrap(await engine.runJob("allocate", { period: PERIOD, rules: RULES }));
}

test("a file withdrawn and read with another mapping is another input of a run", async () => {
  const engine = await openEngine();
  const first = await importBill(engine, "USD");
  const inDollars = await allocate(engine);
  unwrap(await engine.client.workspace.withdraw({ sourceFileId: first?.sourceFileId ?? "" }));
  await importBill(engine, "EUR");
  const { isStale } = unwrap(await engine.client.allocation.result({ period: PERIOD }));
  expect(isStale).toBe(true);
  const inEuros = await allocate(engine);
  expect([inDollars.currency, inEuros.currency]).toEqual(["USD", "EUR"]);
  expect(inEuros.runId).not.toBe(inDollars.runId);
});

test("an active file that comes with another mapping is read again", async () => {
  const engine = await openEngine();
  expect(await importBill(engine, "USD")).toMatchObject({ outcome: "imported" });
  expect(await importBill(engine, "USD")).toMatchObject({ outcome: "unchanged" });
  expect(await importBill(engine, "EUR")).toMatchObject({
    outcome: "replaced",
    controlTotals: [{ currency: "EUR" }, {}, {}, {}],
  });
  const { sources } = unwrap(await engine.client.workspace.sources({ includeInactive: true }));
  expect(sources.map(({ isActive }) => isActive).sort()).toEqual([false, true]);
  const answer = unwrap(await engine.client.charges.sums({ scope: { period: PERIOD } }));
  expect(answer).toMatchObject({ charges: 1 });
});

test("a file that cannot be read by its new mapping stays as it was", async () => {
  const engine = await openEngine();
  await importBill(engine, "USD");
  const other = Mapping.parse({
    tieout: 1,
    dataset: "ledger",
    columns: { amount: "Nowhere" },
  });
  const files = [
    { file: await grantBytes(engine, BILL), mapping: other },
    { file: await grantBytes(engine, focusText([{}]), "other.csv") },
  ];
  expect(await engine.runJob("import", { files })).toMatchObject({ ok: false });
  const { sources } = unwrap(await engine.client.workspace.sources({}));
  expect(sources).toMatchObject([{ dataset: "charge", isActive: true }]);
});
