import fc from "fast-check";
import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../main/engine/engine.ts";
import { addAmounts } from "../../shared/domain/amount.ts";
import { withAliases, withSource } from "../../shared/domain/identifier-edits.ts";
import type { Identifiers } from "../../shared/domain/identifiers.ts";
import { lawRuns } from "../support/law-runs.ts";
import { openEngine } from "../support/open-engine.ts";
import { seedCharges } from "../support/seed.ts";

const MONTH = { period: "2026-10" };
const KEYS = ["env", "Environment", "owner", "cost-center", "CostCentre", "o'x"] as const;
const value = fc.constantFrom(
  ...["prod", "Prod ", "production", "PRD", "prodution", "dev", "", "?", "0100", "100"],
  ...["Jane Doe", "jane.doe@example.com", "AWS", "Amazon Web Services, Inc.", "x'y"],
);
const charge = fc.record({
  tags: fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 4 }),
  cost: fc.constantFrom("0", "1", "-1", "0.000000000001", "1234567.89", "-0.5"),
  currency: fc.constantFrom("EUR", "USD"),
  month: fc.constantFrom("2026-10", "2026-09"),
});
type Charge = typeof charge extends fc.Arbitrary<infer T> ? T : never;

const START: Identifiers = {
  environment: { sources: [{ attribute: "tag:env" }], aliases: { prod: ["p"] } },
  owner: { sources: [{ attribute: "tag:owner" }], aliases: {} },
};

/** What the dictionary becomes when everything that is suggested is accepted. */
async function accepted(engine: Engine, before: Identifiers): Promise<Identifiers> {
  const { aliases, sources } = unwrap(await engine.client.identifiers.suggestions(MONTH));
  const named = aliases.reduce(
    (all, { identifier, name, aliases: others }) =>
      withAliases(
        all,
        identifier,
        name,
        others.map((one) => one.value),
      ),
    before,
  );
  return sources.reduce(
    (all, { identifier, attribute }) => withSource(all, identifier, attribute),
    named,
  );
}

async function coverage(engine: Engine) {
  return unwrap(await engine.client.identifiers.coverage(MONTH)).coverage;
}

function totals(charges: readonly Charge[], currency: string) {
  const own = charges.filter((one) => one.month === "2026-10" && one.currency === currency);
  return {
    charges: own.length,
    amount: addAmounts(own.map(({ cost }) => cost)),
    magnitude: addAmounts(own.map(({ cost }) => cost.replace("-", ""))),
  };
}

test("accepting what is suggested moves cost between values, never in or out", async () => {
  const engine = await openEngine();
  await fc.assert(
    fc.asyncProperty(fc.array(charge, { maxLength: 16 }), async (charges) => {
      unwrap(await engine.client.workspace.configure({ identifiers: START }));
      const file = await seedCharges(engine.context, charges.map(seedOf));
      const before = await coverage(engine);
      const identifiers = await accepted(engine, START);
      const question = { ...MONTH, identifiers };
      const { effects } = unwrap(await engine.client.identifiers.preview(question));
      unwrap(await engine.client.workspace.configure({ identifiers }));
      const after = await coverage(engine);
      for (const row of after) {
        const { identifier, currency, found, agreed, foundMagnitude } = row;
        const first = before.find((o) => o.identifier === identifier && o.currency === currency);
        const effect = effects.find((o) => o.identifier === identifier && o.currency === currency);
        expect(row).toMatchObject(totals(charges, currency));
        expect(found).toBeGreaterThanOrEqual(first?.found ?? 0);
        expect(agreed).toBeLessThanOrEqual(found);
        expect(effect?.after ?? { found, foundMagnitude }).toEqual({ found, foundMagnitude });
        expect(effect ?? row).toMatchObject(totals(charges, currency));
        expect(addAmounts(effect?.moves.map(({ amount }) => amount) ?? [])).toBe(
          effect?.moved.amount ?? "0",
        );
      }
      const again = unwrap(await engine.client.identifiers.suggestions(MONTH));
      expect(again.sources).toEqual([]);
      unwrap(await engine.client.workspace.withdraw({ sourceFileId: file }));
    }),
    { numRuns: Math.ceil(lawRuns / 40) },
  );
});

function seedOf({ tags, cost, currency, month }: Charge) {
  return {
    billed_period: month,
    effective_period: month,
    billed_cost: cost,
    effective_cost: cost,
    billing_currency: currency,
    tags: JSON.stringify(tags),
  };
}
