import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import type { SeedRow } from "../../../support/seed.ts";
import { CLOSING, OPENING, seedBoth, usage } from "../../../support/variance-seed.ts";

const seats = (period: string, vendor: string, quantity: string, cost: string): SeedRow => ({
  ...usage(period, "PRO", quantity, cost),
  pricing_unit: "Seat",
  provider_name: vendor,
});

test("one SKU of two vendors is two things with two prices", async () => {
  const engine = await openEngine();
  await seedBoth(engine, [
    seats(OPENING, "Example Boards", "10", "100"),
    seats(CLOSING, "Example Boards", "20", "200"),
    seats(OPENING, "Example Design", "5", "500"),
    seats(CLOSING, "Example Design", "5", "500"),
  ]);
  const question = { from: OPENING, to: CLOSING, by: ["entity"] } as const;
  const result = unwrap(await engine.runJob("variance", { ...question, by: [...question.by] }));
  expect(result).toMatchObject({ opening: "600", closing: "700", leaves: 2, residual: "0" });
  expect(result.effects).toEqual([{ effect: "volume", amount: "100" }]);
});
