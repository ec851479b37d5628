import { BASIS_COLUMN, type CostBasis } from "../../../shared/domain/charge.ts";
import type { Writer } from "../database/database.ts";
import { raw, sql } from "../database/sql.ts";
import { chargeGroups, type GroupedSum, type GroupKey } from "./charge-groups.ts";
import { activeChargeFiles, type ChargeScope, periodColumn } from "./charge-source.ts";

export interface LeafScope {
  readonly from: string;
  readonly to: string;
  readonly basis: CostBasis;
  readonly by: readonly string[];
}

/** Whose SKU: two vendors may sell "PRO" by the seat, at prices that have nothing in common. */
export const SKU_PROVIDER =
  "coalesce(f.provider_name, f.service_provider_name, f.invoice_issuer_name)";

/** The SKU; without one, what the provider calls the thing it meters. */
export const SKU_KEY = `coalesce(f.sku_id, f.sku_price_id,
  concat_ws(' ', f.service_name, coalesce(f.sku_meter, f.charge_description)))`;

/**
 * Fills the temporary table `variance_charge`: charges of two periods by path, kind, provider, SKU,
 * unit and billing currency, with the sums a price and volume need.
 * Units:   decimal(38, 12), billing currency   Sign: cost positive, credit negative
 * Law:     Σ cost = Σ charges of both periods (test/laws/variance.test.ts)
 */
export async function stageLeafCharges(writer: Writer, scope: LeafScope): Promise<void> {
  const files = await activeChargeFiles(writer);
  const cost = BASIS_COLUMN[scope.basis];
  const paths = [0, 1, 2].map((index): GroupKey => {
    const attribute = scope.by[index];
    const name = `path_${index + 1}`;
    return attribute === undefined
      ? { name, sql: raw("cast(null as varchar)") }
      : { name, attribute };
  });
  const keys: GroupKey[] = [
    ...paths,
    { name: "kind", sql: raw("f.variance_kind") },
    { name: "provider", sql: raw(SKU_PROVIDER) },
    { name: "leaf_key", sql: raw(SKU_KEY) },
    { name: "unit", sql: raw("f.pricing_unit") },
    { name: "currency", sql: raw("coalesce(f.billing_currency, '')") },
    { name: "is_closing", sql: sql`${periodColumn(scope.basis)} = ${scope.to}` },
  ];
  const missing = (name: string): GroupedSum => ({
    name: `${name}_missing`,
    sql: raw(`count(*) filter (where f.${name}_cost is null and f.${cost} <> 0)`),
    type: "bigint",
  });
  const amount = (name: string, column: string): GroupedSum => ({
    name,
    sql: raw(`sum(f.${column})`),
    type: "decimal(38, 12)",
  });
  const sums: GroupedSum[] = [
    { name: "charges", sql: raw("count(*)"), type: "bigint" },
    amount("cost", cost),
    amount("quantity", "pricing_quantity"),
    amount("list", "list_cost"),
    amount("contracted", "contracted_cost"),
    missing("list"),
    missing("contracted"),
  ];
  const charges: ChargeScope = { periods: [scope.from, scope.to], basis: scope.basis, filters: [] };
  const groups = chargeGroups(files, charges, keys, sums);
  await writer.run(sql`create or replace temp table variance_charge as
    select * exclude (provider) replace (concat_ws(' | ', provider, leaf_key) as leaf_key)
    from (${groups})`);
}
