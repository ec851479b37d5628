import { expect, test } from "vitest";
import { z } from "zod";
import { statement } from "../../../main/engine/database/sql.ts";
import { openEngine } from "../../support/open-engine.ts";
import { seedCharges } from "../../support/seed.ts";

test("charges of every active file are seen through one view, exactly", async () => {
  const { context } = await openEngine();
  await seedCharges(context, [{ billed_period: "2026-10", billed_cost: "0.100000000001" }]);
  await seedCharges(context, [{ billed_period: "2026-10", billed_cost: "99999999999999.2" }]);
  const row = await context.database.read((reader) =>
    reader.one(
      z.object({ charges: z.number(), billed: z.string(), period: z.string() }),
      statement(
        "select count(*) as charges, sum(billed_cost) as billed, min(effective_period) as period " +
          "from charge",
      ),
    ),
  );
  expect(row).toEqual({ charges: 2, billed: "99999999999999.300000000001", period: "2026-10" });
});
