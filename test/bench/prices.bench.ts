import { raw } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { chargeViewName } from "../../main/engine/relations/charge-columns.ts";
import { measurePair, type PairMeasurement } from "./measure-pair.ts";
import { MONTHS, monthFile, seedTwoMonths } from "./seed-two-months.ts";

/** The prices of two months side by side, against the two groupings they need. */
export async function benchPrices(rows: number, rounds = 5): Promise<PairMeasurement> {
  const engine = await createEngine();
  try {
    await seedTwoMonths(engine.context, rows);
    return await measurePair({
      name: "prices, two months",
      rows,
      target: 10,
      rounds,
      measured: () => listOnce(engine),
      against: () => groupBoth(engine),
    });
  } finally {
    await engine.close();
  }
}

/** A list is kept until the data changes, so each round changes it first. */
async function listOnce(engine: Engine): Promise<void> {
  await engine.context.change("forget", async () => undefined);
  const [against, period] = MONTHS;
  unwrap(await engine.client.prices.summary({ period, against, currency: "USD" }));
}

async function groupBoth({ context }: Engine): Promise<void> {
  await context.change("group", async ({ writer }) => {
    for (const month of [0, 1] as const) {
      await writer.run(
        raw(`create or replace temp table bench_price_${month} as
          select provider_name, service_name, sku_id, sku_price_id, region_id, pricing_category,
            pricing_unit, sum(pricing_quantity), sum(billed_cost), sum(effective_cost),
            sum(contracted_cost), sum(list_cost)
          from ${chargeViewName(monthFile(month))}
          where effective_period = '${MONTHS[month]}' group by all`),
      );
    }
  });
}
