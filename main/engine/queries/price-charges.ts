import { z } from "zod";
import { BASIS_COLUMN } from "../../../shared/domain/charge.ts";
import { isCurrency, minorUnitDigits } from "../../../shared/domain/currency.ts";
import type { Reader, Writer } from "../database/database.ts";
import { join, raw, type Statement, sql } from "../database/sql.ts";
import { activeChargeFiles, type ChargeScope, fileTable, scopeSql } from "./charge-source.ts";
import { SKU_KEY, SKU_PROVIDER } from "./leaf-charges.ts";
import { unitPrices } from "./unit-prices.ts";

/** Which charges a price list is made of, and which of its months is the later one. */
export interface PriceScope extends ChargeScope {
  readonly closing: string;
}

/** With how many decimals a file writes its costs and its quantities. */
export interface FileDecimals {
  readonly cost: number;
  readonly quantity: number;
}

/** The prices a bill states itself; of what was paid in the end it states none. */
const STATED: Readonly<Record<string, string>> = {
  list: "f.list_unit_price",
  contracted: "f.contracted_unit_price",
};

/** What tells the prices of a SKU apart. */
export const PRICE_KEYS: readonly (readonly [name: string, sql: string])[] = [
  ["provider", SKU_PROVIDER],
  ["service", "f.service_name"],
  ["sku", SKU_KEY],
  ["price_id", "f.sku_price_id"],
  ["region", "coalesce(f.region_id, f.region_name)"],
  ["category", "f.pricing_category"],
  ["unit_text", "f.pricing_unit"],
  ["kind", "f.variance_kind"],
];

/** A row's price as its file allows it: both ends, each a cost and a quantity above zero. */
export function rowRange({ basis }: Pick<ChargeScope, "basis">, file: FileDecimals): string {
  const stated = STATED[basis] ?? "cast(null as decimal(38, 12))";
  const half = (decimals: number): string =>
    decimals >= 12 ? "0.000000000001" : `0.${"0".repeat(decimals)}5`;
  const quantity = half(Math.max(file.quantity, 6));
  return `abs(cast(f.${BASIS_COLUMN[basis]} as decimal(38, 12))) as size_cost,
    abs(cast(f.pricing_quantity as decimal(38, 12))) as size_quantity,
    cast(${stated} as decimal(38, 12)) as stated,
    cast(${half(file.cost)} as decimal(38, 12)) as cost_half,
    cast(${quantity} as decimal(38, 12)) as quantity_half,
    f.pricing_quantity <> 0 and sign(f.pricing_quantity) * sign(f.${BASIS_COLUMN[basis]}) >= 0
      as has_price`;
}

export const rowEnds = `case when stated >= 0 then stated
    else greatest(size_cost - cost_half, 0) end as low_cost,
  case when stated >= 0 then 1 else size_quantity + quantity_half end as low_quantity,
  case when stated >= 0 then stated else size_cost + cost_half end as high_cost,
  case when stated >= 0 then 1
    when size_quantity > quantity_half then size_quantity - quantity_half end as high_quantity`;

/**
 * Fills the temporary table `price_charge`: charges of the scope by price, file and month, with
 * costs on every basis, the quantity, and the prices that all of them allow.
 * Units:   decimal(38, 12), billing currency   Sign: cost positive, credit negative
 * Law:     Σ cost = Σ charges of the scope (test/laws/price-list.test.ts)
 */
export async function stagePriceCharges(writer: Writer, scope: PriceScope): Promise<void> {
  const files = await activeChargeFiles(writer);
  const decimals = await fileDecimals(writer, files, scope);
  const branches = files.map((file) =>
    fileBranch(file, scope, decimals.get(file) ?? { cost: 12, quantity: 12 }),
  );
  const union = branches.length === 0 ? noCharges() : join(branches, " union all ");
  await writer.run(sql`create or replace temp table price_charge as ${union}`);
}

function fileBranch(file: string, scope: PriceScope, decimals: FileDecimals): Statement {
  const keys = PRICE_KEYS.map(([name, text]) => `${text} as ${name}`);
  const period = scope.basis === "billed" ? "f.billed_period" : "f.effective_period";
  const rows = sql`select *, ${raw(rowEnds)} from (
      select ${raw(keys.join(", "))}, ${raw(period)} = ${scope.closing} as is_closing,
        coalesce(f.sku_meter, f.charge_description) as meter,
        f.${raw(BASIS_COLUMN[scope.basis])} as cost,
        f.billed_cost, f.effective_cost, f.contracted_cost, f.list_cost, f.pricing_quantity,
        ${raw(rowRange(scope, decimals))}
      from ${fileTable(file)} where ${scopeSql(scope, file)}
    ) as r`;
  const priced = unitPrices(rows, ["low", "high"]);
  return sql`select ${raw(NAMES)}, is_closing, ${raw(SUMS)} from (${priced}) as r group by all`;
}

const NAMES = "provider, service, sku, price_id, region, category, unit_text, kind";

const PRICED = "kind = 'regular' and has_price";
const amountSum = (column: string, name: string): string =>
  `cast(coalesce(sum(${column}), 0) as decimal(38, 12)) as ${name}`;
const end = (side: string, pick: string): string =>
  `${pick}(struct_pack(c := ${side}_cost, q := ${side}_quantity),
    [${side}_price, ${side}_cost, ${side}_quantity])
    filter (where ${PRICED} and ${side}_price is not null)`;

const SUMS = `min(meter) as name, count(*) as charges,
  count(*) filter (where cost < 0) as negative_charges,
  ${amountSum("cost", "cost")},
  ${amountSum("billed_cost", "billed")},
  ${amountSum("effective_cost", "effective")},
  ${amountSum("contracted_cost", "contracted")},
  ${amountSum("list_cost", "list")},
  ${amountSum("pricing_quantity", "quantity")},
  count(*) filter (where contracted_cost is null and cost <> 0) as contracted_missing,
  count(*) filter (where list_cost is null and cost <> 0) as list_missing,
  ${end("low", "arg_max")} as low,
  ${end("high", "arg_min")} as high`;

function noCharges(): Statement {
  const end = "null::struct(c decimal(38, 12), q decimal(38, 12))";
  const names = [...PRICE_KEYS.map(([name]) => name), "name"];
  const counts = ["charges", "negative_charges", "contracted_missing", "list_missing"];
  const amounts = ["cost", "billed", "effective", "contracted", "list", "quantity"];
  return raw(
    `select ${[
      ...names.map((name) => `null::varchar as ${name}`),
      "false as is_closing",
      ...counts.map((name) => `0::bigint as ${name}`),
      ...amounts.map((name) => `null::decimal(38, 12) as ${name}`),
      `${end} as low`,
      `${end} as high`,
    ].join(", ")} where false`,
  );
}

const Decimals = z.object({ file: z.string(), cost: z.number(), quantity: z.number() });

/**
 * Parts of a charge that a calendar cut are written by no file and allow what their charge does.
 * The most decimals a cost and a quantity of the scope is written with in each file, in steps of
 * two, and from none on where the currency has no minor unit. Filters change nothing of it.
 */
export async function fileDecimals(
  reader: Reader,
  files: readonly string[],
  scope: PriceScope,
): Promise<Map<string, FileDecimals>> {
  if (files.length === 0) {
    return new Map();
  }
  const { currency } = scope;
  const isWhole = currency !== undefined && isCurrency(currency) && minorUnitDigits(currency) === 0;
  const most = (column: string, least: number): Statement =>
    raw(`cast(coalesce(max(case when ${column} is null then ${least}
      ${[0, 2, 4, 6, 8, 10]
        .filter((decimals) => decimals >= least)
        .map((decimals) => `when ${column} = round(${column}, ${decimals}) then ${decimals}`)
        .join(" ")}
      else 12 end), ${least}) as integer)`);
  const branches = files.map(
    (file) => sql`select ${file} as file,
      ${most(`f.${BASIS_COLUMN[scope.basis]}`, isWhole ? 0 : 2)} as cost,
      ${most("f.pricing_quantity", 2)} as quantity
      from ${fileTable(file)}
      where f.period_part is null and ${scopeSql({ ...scope, filters: [] }, file)}`,
  );
  const rows = await reader.rows(Decimals, sql`${join(branches, " union all ")}`);
  return new Map(rows.map(({ file, ...decimals }) => [file, decimals]));
}
