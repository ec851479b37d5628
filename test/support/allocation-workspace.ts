import { raw, statement } from "../../main/engine/database/sql.ts";
import type { Engine } from "../../main/engine/engine.ts";
import { chargeTableName } from "../../main/engine/relations/charge-columns.ts";
import { insertRows } from "./insert-rows.ts";
import { type SeedRow, seedCharges, seedTable } from "./seed.ts";

/** A workspace whose charges and drivers are replaced from case to case. */
export interface AllocationWorkspace {
  readonly engine: Engine;
  readonly files: readonly string[];
  /** Puts one list of rows into each file, and new quantities into the driver file. */
  load(files: readonly (readonly SeedRow[])[], drivers: readonly SeedRow[]): Promise<void>;
}

const CHARGE_FIELDS = [
  "billing_account_id",
  "sub_account_id",
  "billing_currency",
  "provider_name",
  "service_category",
  "service_name",
  "charge_category",
  "region_id",
  "tags",
  "custom",
  "billed_cost",
  "effective_cost",
  "contracted_cost",
  "list_cost",
  "billing_period_start",
  "billed_period",
  "effective_period",
];
/** Emptied from case to case, so that the last one costs no more than the first. */
const RUN_TABLES = [
  "allocation_run",
  "allocation_total",
  "allocation_segment",
  "allocation_move",
  "allocation_treatment",
  "allocation_rule_set",
];
const DRIVER_FIELDS = ["source_row", "driver", "target", "period", "quantity", "unit"];

export async function openAllocationWorkspace(
  engine: Engine,
  fileCount: number,
): Promise<AllocationWorkspace> {
  const files: string[] = [];
  for (let index = 0; index < fileCount; index += 1) {
    files.push(await seedCharges(engine.context, [], `bill-${index}.csv`));
  }
  const driverFile = await seedTable(engine.context, "driver_quantity", []);
  await engine.context.change("seed", async ({ writer }) => {
    await writer.run(
      statement("insert into billing_account_entity values ('account-b', 'Beta', null, null)"),
    );
    await writer.run(statement("insert into workspace_setting values ('entity', 'Alpha')"));
  });
  let serial = 0;
  return {
    engine,
    files,
    load: (rows, drivers) =>
      engine.context.change("seed", async ({ writer }) => {
        serial += 1;
        for (const [index, file] of files.entries()) {
          await writer.run(raw(`delete from ${chargeTableName(file)}`));
          await insertRows(writer, chargeTableName(file), CHARGE_FIELDS, rows[index] ?? []);
        }
        await writer.run(raw("delete from driver_quantity"));
        const quantities = drivers.map((row, index) => ({ source_row: `${index + 2}`, ...row }));
        await insertRows(writer, "driver_quantity", DRIVER_FIELDS, quantities, driverFile);
        for (const table of RUN_TABLES) {
          await writer.run(raw(`truncate ${table}`));
        }
        // Other content is another file, as an import would see it.
        const sha = String(serial).padStart(64, "0");
        await writer.run(statement("update source_file set sha256 = $sha", { sha }));
      }),
  };
}
