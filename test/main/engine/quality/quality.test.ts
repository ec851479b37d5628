import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { seedCharges } from "../../../support/seed.ts";

test("runs", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [{ billed_period: "2026-10", billed_cost: "1" }]);
  const report = unwrap(await engine.client.quality.report({ period: "2026-10" }));
  console.log(JSON.stringify(report, null, 1).slice(0, 6000));
  expect(report.blocking).toBe(0);
});
