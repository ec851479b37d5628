import { raw } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { chargeTableName } from "../../main/engine/relations/charge-columns.ts";
import { measurePair, type PairMeasurement } from "./measure-pair.ts";
import { MONTHS, monthFile, seedTwoMonths } from "./seed-two-months.ts";

/** Two months at SKU × resource grain with four factors, against the two groupings it needs. */
export async function benchVariance(rows: number, rounds = 5): Promise<PairMeasurement> {
  const engine = await createEngine();
  try {
    await seedTwoMonths(engine.context, rows);
    return await measurePair({
      name: "variance, SKU × resource",
      rows,
      target: 2,
      rounds,
      measured: () => explainOnce(engine),
      against: () => groupBoth(engine),
    });
  } finally {
    await engine.close();
  }
}

/** A kept run answers at once, so each round forgets the one before. */
async function explainOnce(engine: Engine): Promise<void> {
  await engine.context.change("forget", async ({ writer }) => {
    for (const table of ["variance_run", "variance_leaf", "variance_effect"]) {
      await writer.run(raw(`truncate ${table}`));
    }
  });
  const [from, to] = MONTHS;
  unwrap(await engine.runJob("variance", { from, to, by: ["resource_id"], currency: "USD" }));
}

async function groupBoth({ context }: Engine): Promise<void> {
  await context.change("group", async ({ writer }) => {
    for (const month of [0, 1] as const) {
      await writer.run(
        raw(`create or replace temp table bench_group_${month} as
          select resource_id, sku_id, pricing_unit, billing_currency, sum(pricing_quantity),
            sum(list_cost), sum(contracted_cost), sum(effective_cost)
          from ${chargeTableName(monthFile(month))}
          where effective_period = '${MONTHS[month]}' group by all`),
      );
    }
  });
}
