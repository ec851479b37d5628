import type { PriceLineKey } from "../../../shared/contract/prices.ts";
import { BASIS_COLUMN } from "../../../shared/domain/charge.ts";
import type { Reader } from "../database/database.ts";
import { join, raw, type Statement, sql } from "../database/sql.ts";
import { activeChargeFiles, fileTable, scopeSql } from "./charge-source.ts";
import { fileDecimals, PRICE_KEYS, type PriceScope, rowEnds, rowRange } from "./price-charges.ts";

/** A line's name and the pricing units it stands for, each with its share of the line's unit. */
export interface LineScope extends PriceScope {
  readonly line: PriceLineKey;
  readonly isDetailed: boolean;
  /** Texts of pricing units to the block each quantity is multiplied by; null is no unit. */
  readonly units: readonly { readonly text: string | null; readonly block: string }[];
}

/**
 * The charges of one line by month, cost and quantity, with the days they run over and the prices
 * each allows; charges alike in all of these are counted in one row.
 */
export async function linePoints(reader: Reader, scope: LineScope): Promise<Statement> {
  const files = await activeChargeFiles(reader);
  const decimals = await fileDecimals(reader, files, scope);
  const tests = lineTests(scope);
  const branches = files.map((file) =>
    branch(file, scope, tests, decimals.get(file) ?? { cost: 12, quantity: 12 }),
  );
  return sql`select period, cost, quantity, first_day, last_day, cast(sum(charges) as bigint)
    as charges, has_price, low_cost, low_quantity, high_cost, high_quantity
    from (${join(branches, " union all ")}) as p
    group by all order by period, low_cost, low_quantity, cost, quantity, first_day, last_day`;
}

/** What the charges of a line have in common, beside their unit. */
function lineTests({ line, isDetailed }: LineScope): Statement[] {
  return PRICE_KEYS.flatMap(([name, text], place) =>
    name === "unit_text" || !isAsked(name, isDetailed)
      ? []
      : [sql`(${raw(text)}) is not distinct from ${line[place] ?? null}`],
  );
}

/** How the charges of a line name it themselves: the first of each, in order of their texts. */
export async function lineNames(reader: Reader, scope: LineScope): Promise<Statement> {
  const files = await activeChargeFiles(reader);
  const tests = join(lineTests(scope), " and ");
  const columns = raw(NAMED.map((name) => `min(f.${name}) as ${name}`).join(", "));
  const all = raw(NAMED.map((name) => `min(${name}) as ${name}`).join(", "));
  const branches = files.map(
    (file) => sql`select ${columns} from ${fileTable(file)}
      where ${scopeSql(scope, file)} and ${tests}`,
  );
  return sql`select ${all} from (${join(branches, " union all ")}) as n`;
}

const NAMED = [
  "provider_name",
  "service_name",
  "sku_id",
  "sku_meter",
  "charge_description",
  "region_id",
];

function isAsked(name: string, isDetailed: boolean): boolean {
  return isDetailed || !["price_id", "region", "category"].includes(name);
}

function branch(
  file: string,
  scope: LineScope,
  tests: readonly Statement[],
  decimals: { readonly cost: number; readonly quantity: number },
): Statement {
  const period = scope.basis === "billed" ? "f.billed_period" : "f.effective_period";
  const unit = scope.units.map(
    ({ text, block }) =>
      sql`when f.pricing_unit is not distinct from ${text} then ${raw(BigInt(block).toString())}`,
  );
  return sql`select period, cost, cast(quantity * block as decimal(38, 12)) as quantity,
      day as first_day, day as last_day, count(*) as charges,
      has_price, low_cost, cast(low_quantity * block as decimal(38, 12)) as low_quantity,
      high_cost, cast(high_quantity * block as decimal(38, 12)) as high_quantity
    from (
      select *, ${raw(rowEnds)} from (
        select ${raw(period)} as period,
          cast(f.${raw(BASIS_COLUMN[scope.basis])} as decimal(38, 12)) as cost,
          cast(f.pricing_quantity as decimal(38, 12)) as quantity,
          cast(cast(f.charge_period_start as date) as varchar) as day,
          case ${join(unit, " ")} end as block,
          ${raw(rowRange(scope, decimals))}
        from ${fileTable(file)}
        where ${scopeSql(scope, file)} and ${join([...tests], " and ")}
      ) as r
    ) as r
    where block is not null
    group by all`;
}
