import { cellOf, copied, derived } from "./bill-fields.ts";
import type { BillHeader } from "./bill-header.ts";
import type { BillField, BillRecognition } from "./define-bill.ts";
import { exactText, multiplyExact, readExact } from "./exact-decimal.ts";
import { tagsText } from "./json-cell.ts";
import { monthEnd, monthStart, nextDay } from "./moment-text.ts";

/** Recognises a bill that has all of some columns, surely where it has more of its own. */
export function recogniseBy(
  header: BillHeader,
  format: string,
  marks: readonly string[],
  sure: readonly string[],
  whose: string,
): BillRecognition | null {
  return header.has(...marks)
    ? {
        format,
        confidence: header.has(...sure) ? "exact" : "likely",
        reasons: [`It has ${marks.join(", ")}, as ${whose} does.`],
      }
    : null;
}

/** A bill that gives days: each is a charge period, its month the billing period. */
export function dayFields(day: number): BillField[] {
  return [...monthFields(day), ...copied("ChargePeriodStart", day), ...endOfDay(day)];
}

/** The month of a charge as its billing period, where a bill states none. */
export function monthFields(day: number): BillField[] {
  return [
    ...derived("BillingPeriodStart", [day], "the month of the charge", (cells) =>
      monthStart(cellOf(cells, day)),
    ),
    ...derived("BillingPeriodEnd", [day], "the month after", (cells) =>
      monthEnd(cellOf(cells, day)),
    ),
  ];
}

function endOfDay(day: number): BillField[] {
  return derived("ChargePeriodEnd", [day], "the day after", (cells) => nextDay(cellOf(cells, day)));
}

/** Columns that are tags, each under a name of its own. */
export function tagColumns(
  columns: readonly { readonly key: string; readonly index: number }[],
): BillField[] {
  const present = columns.filter(({ index }) => index >= 0);
  return derived(
    "Tags",
    present.map(({ index }) => index),
    "one tag per column",
    (cells) => tagsText(present.map(({ key, index }) => [key, cellOf(cells, index)] as const)),
  );
}

const HUNDREDTH = { digits: 1n, scale: 2 };

/** An amount in hundredths as whole units; text that is no number stays as it is. */
export function ofCents(text: string): string {
  const cents = readExact(text);
  return cents === null ? text : exactText(multiplyExact(cents, HUNDREDTH));
}
