import type { ChargePlan } from "./bills/charge-plan.ts";
import type { ChargeShapes } from "./bills/charge-shapes.ts";
import { readAmount } from "./cells/read-amount.ts";
import type { Layout } from "./finance/finance-layout.ts";
import type { FinanceRow } from "./finance/finance-row.ts";
import type { Reject } from "./loaded-file.ts";
import type { FileRow } from "./readers/file-row.ts";

const FOUND_MAX = 200;
/** Of a record of a bill, which may have hundreds of columns. */
const RAW_TEXT_MAX = 4_000;

/** What stands in the cell that keeps a record out, and what the record says it costs. */
export function rejectFacts(
  { header }: Layout,
  row: FileRow,
  column: string | null,
  read: FinanceRow | null,
): Pick<Reject, "found" | "atStake"> {
  const index = column === null ? -1 : header.names.indexOf(column);
  const units = read?.units("amount") ?? null;
  return {
    ...(index === -1 ? {} : { found: foundIn(row, index) }),
    ...(units === null ? {} : { atStake: { units, currency: read?.text("currency") ?? "" } }),
  };
}

/** The same of a bill, whose rejects name the field they fill. */
export function chargeRejectFacts(
  plan: ChargePlan | null,
  { convention }: Pick<ChargeShapes, "convention">,
  row: FileRow,
  focus: string | null,
): Pick<Reject, "rawText" | "found" | "atStake"> {
  const rawText = row.raw.slice(0, RAW_TEXT_MAX);
  if (row.cells.length !== plan?.header.length) {
    return { rawText };
  }
  const indexOf = (name: (column: ChargePlan["columns"][number]["column"]) => boolean): number => {
    const planned = plan.columns.find(({ column }) => name(column));
    return planned?.source.kind === "column" ? planned.source.index : -1;
  };
  const index = indexOf((column) => column.focus === focus);
  const cost = indexOf((column) => column.name === "billed_cost");
  const currency = indexOf((column) => column.name === "billing_currency");
  const amount = cost === -1 ? null : readAmount(foundIn(row, cost), convention);
  return {
    rawText,
    ...(index === -1 ? {} : { found: foundIn(row, index) }),
    ...(amount?.kind === "value"
      ? { atStake: { units: amount.units, currency: foundIn(row, currency) } }
      : {}),
  };
}

export function foundIn({ cells }: Pick<FileRow, "cells">, index: number): string {
  return (cells[index] ?? "").trim().slice(0, FOUND_MAX);
}
