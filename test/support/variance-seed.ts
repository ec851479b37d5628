import type { Engine } from "../../main/engine/engine.ts";
import { type SeedRow, seedCharges, seedTable } from "./seed.ts";

export const OPENING = "2026-09";
export const CLOSING = "2026-10";

/** A usage charge of one SKU: quantity × price, at list, contracted and effective alike. */
export function usage(period: string, sku: string, quantity: string, cost: string): SeedRow {
  return {
    billed_period: period,
    sku_id: sku,
    pricing_unit: "Hours",
    pricing_quantity: quantity,
    list_cost: cost,
    contracted_cost: cost,
    effective_cost: cost,
    billed_cost: cost,
  };
}

/** Average rates for the two periods. */
export async function seedRates(
  { context }: Engine,
  from: string,
  opening: string,
  closing: string,
): Promise<void> {
  const rate = (date: string, value: string): SeedRow => ({
    rate_date: date,
    from_currency: from,
    to_currency: "USD",
    rate: value,
    rate_type: "average",
  });
  await seedTable(context, "exchange_rate", [
    rate("2026-09-30", opening),
    rate("2026-10-31", closing),
  ]);
}

export async function seedBoth(engine: Engine, rows: readonly SeedRow[]): Promise<void> {
  await seedCharges(engine.context, rows);
}
