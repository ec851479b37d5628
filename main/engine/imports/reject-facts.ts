import { readDecimal } from "../../../shared/domain/amount.ts";
import { exactText } from "./bills/exact-decimal.ts";
import type { RecordCost } from "./bills/left-out-records.ts";
import type { Layout } from "./finance/finance-layout.ts";
import type { FinanceRow } from "./finance/finance-row.ts";
import type { Reject } from "./loaded-file.ts";
import type { FileRow } from "./readers/file-row.ts";

const FOUND_MAX = 200;
/** Of a record of a bill, which may have hundreds of columns. */
const RAW_TEXT_MAX = 4_000;

/** What stands in the cell that keeps a record out, and what the record says it costs. */
export function rejectFacts(
  layout: Layout,
  row: FileRow,
  column: string | null,
  read: FinanceRow | null,
): Pick<Reject, "found" | "atStake"> {
  const units = read?.units("amount") ?? null;
  return {
    ...foundOf(layout, row, column),
    ...(units === null ? {} : { atStake: { units, currency: read?.text("currency") ?? "" } }),
  };
}

/** What stands in the column at fault. */
export function foundOf(
  { header }: Layout,
  row: FileRow,
  column: string | null,
): Pick<Reject, "found"> {
  const index = column === null ? -1 : header.names.indexOf(column);
  return index === -1 ? {} : { found: foundIn(row, index) };
}

/** What a record of a bill says it costs, where that can be read. */
export function chargeRejectFacts(
  row: FileRow,
  cost: RecordCost | null,
): Pick<Reject, "rawText" | "atStake"> {
  const rawText = row.raw.slice(0, RAW_TEXT_MAX);
  if (cost === null) {
    return { rawText };
  }
  const amount = cost.amount === null ? null : readDecimal(exactText(cost.amount));
  return {
    rawText,
    ...(amount?.kind === "value"
      ? { atStake: { units: amount.units, currency: cost.currency } }
      : {}),
  };
}

export function foundIn({ cells }: Pick<FileRow, "cells">, index: number): string {
  return (cells[index] ?? "").trim().slice(0, FOUND_MAX);
}
