import { toUnits } from "../../../../shared/domain/amount.ts";
import { CurrencyCode } from "../../../../shared/domain/currency.ts";
import type { Reader } from "../../database/database.ts";
import type { RowValue } from "../../database/read-value.ts";
import { chargeTotals } from "../readers/charge-staging.ts";
import { type ChargeTypes, decimalSentinel, TIME_SENTINEL } from "../readers/charge-values.ts";
import { type ChargePlan, decimalColumns, timeColumns } from "./charge-plan.ts";

/** One currency and billed period of a charge table. */
export interface ChargeGroup {
  readonly currency: string;
  readonly period: string;
  readonly records: number;
  /** Σ and number of filled cells per column of numbers. */
  readonly sums: ReadonlyMap<string, { readonly amount: string; readonly cells: number }>;
}

/** What a charge table holds, read back from it. */
export interface ChargeTable {
  readonly records: number;
  readonly groups: readonly ChargeGroup[];
  /** Every charge has a billed cost, a currency and a billed period. */
  readonly hasAllRequired: boolean;
  /** Columns with cells that could not be read. */
  readonly unreadDecimals: readonly string[];
  readonly unreadTimes: readonly string[];
  /** Σ of a column in units of 10^-12, over every currency; for comparison, not as an amount. */
  sumUnits(column: string): bigint;
}

export async function readChargeTable(
  reader: Reader,
  name: string,
  plan: ChargePlan,
  types: ChargeTypes,
): Promise<ChargeTable> {
  const { columns, rows } = await reader.table(chargeTotals(name, plan));
  const position = new Map(columns.map((column, index) => [column, index]));
  const cell = (row: readonly RowValue[], column: string): RowValue =>
    row[position.get(column) ?? -1] ?? null;
  const decimals = decimalColumns(plan).map(({ column }) => column.name);
  const times = timeColumns(plan).map(({ column }) => column.name);
  const groups = rows.map((row): ChargeGroup => {
    const sums = decimals.map((column) => {
      const sum = cell(row, `${column}_sum`);
      const cells = cell(row, `${column}_count`);
      return [column, { amount: text(sum) ?? "0", cells: count(cells) }] as const;
    });
    return {
      currency: text(cell(row, "billing_currency")) ?? "",
      period: text(cell(row, "billed_period")) ?? "",
      records: count(cell(row, "records")),
      sums: new Map(sums),
    };
  });
  const isUnread = (column: string, sentinel: string | undefined): boolean =>
    sentinel !== undefined && rows.some((row) => text(cell(row, `${column}_min`)) === sentinel);
  return {
    records: groups.reduce((sum, { records }) => sum + records, 0),
    groups,
    hasAllRequired: groups.every((group) => isComplete(group, plan)),
    unreadDecimals: decimals.filter((column) => {
      const type = types.decimals.get(column);
      return isUnread(column, type === undefined ? undefined : decimalSentinel(type));
    }),
    unreadTimes: times.filter((column) => isUnread(column, TIME_SENTINEL)),
    sumUnits: (column) =>
      groups.reduce((sum, group) => sum + toUnits(group.sums.get(column)?.amount ?? "0"), 0n),
  };
}

function isComplete({ currency, period, records, sums }: ChargeGroup, plan: ChargePlan): boolean {
  const billed = sums.get("billed_cost");
  const hasColumn = plan.columns.some(({ column }) => column.name === "billed_cost");
  return (
    CurrencyCode.safeParse(currency).success &&
    /^\d{4}-\d\d$/.test(period) &&
    (!hasColumn || billed?.cells === records)
  );
}

function text(value: RowValue): string | null {
  return typeof value === "string" ? value : null;
}

function count(value: RowValue): number {
  return typeof value === "number" ? value : 0;
}
