import { raw } from "../../main/engine/database/sql.ts";
import { createEngine, unwrap } from "../../main/engine/engine.ts";
import { chargeTableName } from "../../main/engine/relations/charge-columns.ts";
import { measurePair, type PairMeasurement } from "./measure-pair.ts";
import { MONTHS, monthFile, seedTwoMonths } from "./seed-two-months.ts";

/** Two row dimensions by one column dimension, against the bare statement on the same tables. */
export async function benchPivot(rows: number, rounds = 9): Promise<PairMeasurement[]> {
  const engine = await createEngine();
  try {
    await seedTwoMonths(engine.context, rows);
    const period = MONTHS[1];
    const question = (dimensions: string[], column: string) => () =>
      engine.client.charges
        .pivot({ period, rows: dimensions, columns: [column], currency: "USD" })
        .then(unwrap);
    const bare = (dimensions: string) => () =>
      engine.context.database.read((reader) =>
        reader.table(
          raw(`select ${dimensions}, sum(effective_cost) from ${chargeTableName(monthFile(1))}
            where effective_period = '${period}' and billing_currency = 'USD'
            group by all order by all`),
        ),
      );
    const attributes = await measurePair({
      name: "pivot, service × region by account",
      rows,
      target: 1.2,
      rounds,
      measured: question(["service_name", "sub_account_id"], "region_id"),
      against: bare("service_name, sub_account_id, region_id"),
    });
    const tags = await measurePair({
      name: "pivot, service × team by region",
      rows,
      target: 1.2,
      rounds,
      measured: question(["service_name", "tag:Team"], "region_id"),
      against: bare("service_name, json_extract_string(tags, '/Team'), region_id"),
    });
    return [attributes, tags];
  } finally {
    await engine.close();
  }
}
