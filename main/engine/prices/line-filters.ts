import { z } from "zod";
import type { PriceLineKey } from "../../../shared/contract/prices.ts";
import type { Condition } from "../../../shared/domain/condition.ts";

const text = z.string().nullable();
export const NameRow = z.object({
  provider_name: text,
  service_name: text,
  sku_id: text,
  sku_meter: text,
  charge_description: text,
  region_id: text,
});

const is = (attribute: string, value: string | null): Condition =>
  value === null ? { attribute, op: "missing" } : { attribute, op: "equals", value };
/** The conditions that keep a line's charges in the list of charges. */
export function lineFilters(
  [, service, , priceId, region, category, unit, kind]: PriceLineKey,
  names: z.infer<typeof NameRow>,
  detail: { readonly isDetailed: boolean; readonly unitTexts: readonly (string | null)[] },
): Condition[] {
  const meter =
    names.sku_meter === null
      ? is("charge_description", names.charge_description)
      : is("sku_meter", names.sku_meter);
  const texts = detail.unitTexts.filter((one) => one !== null);
  return [
    ...(names.provider_name === null ? [] : [is("provider_name", names.provider_name)]),
    is("service_name", service),
    is("sku_id", names.sku_id),
    ...(names.sku_id === null && priceId === null ? [meter] : []),
    ...(detail.isDetailed
      ? [is("sku_price_id", priceId), regionOf(region, names), is("pricing_category", category)]
      : []),
    texts.length > 1
      ? { attribute: "pricing_unit", op: "in", values: texts }
      : is("pricing_unit", texts[0] ?? unit),
    is("variance_kind", kind),
  ];
}

/** A region goes by its code; by its name where the bill gives no code. */
function regionOf(region: string | null, { region_id: code }: z.infer<typeof NameRow>): Condition {
  return region === null || code !== null ? is("region_id", code) : is("region_name", region);
}
