import { checkColumn, textColumn } from "../column.ts";
import { LABELS } from "../content-digest.ts";
import { every } from "../formula.ts";
import type { RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";

export const cover = defineSheet({
  name: "Cover",
  holds: "The reconciled close of one month, re-performed by the formulas of this workbook.",
  isAboutAll: true,
  async load(input) {
    return { tables: [facts(input), checkList(input)] };
  },
});

function facts({ book, close }: SheetInput): Table {
  const splits = book.splits.map(({ sheet, parts }) => `${sheet} in ${parts} parts`).join("; ");
  const rows: RowCell[][] = [
    [
      LABELS.allChecks,
      () => ({
        formula: every(book.table("Checks").column("ok")).text,
        value: book.checks.every(({ ok }) => ok),
      }),
    ],
    ["Entity", close.entity],
    ["Period", close.period],
    ["Comparison", close.compare ?? "none"],
    ["Cost basis", close.basis],
    ["Currency", close.currency],
    ["Tolerance", `${close.reconciliation.tolerance} ${close.currency}`],
    ["Split sheets", splits === "" ? "none" : splits],
    [LABELS.preparedBy, close.actor],
    [LABELS.stateAt, close.stateAt],
    [LABELS.approvedBy, "not signed"],
    [LABELS.appVersion, `Tieout ${close.appVersion}`],
    [LABELS.digest, () => book.contentDigest],
    [LABELS.chainHead, close.chainHead],
  ];
  return {
    name: "Facts",
    isPlain: true,
    columns: [textColumn("label", "", { width: 26 }), textColumn("value", "", { width: 74 })],
    rows,
  };
}

function checkList({ book }: SheetInput): Table {
  return {
    name: "Checks",
    caption: "Checks",
    columns: [
      textColumn("sheet", "Sheet"),
      textColumn("check", "Check"),
      textColumn("detail", "As exported", { width: 44 }),
      checkColumn("ok", "Holds", { isNamed: true }),
    ],
    rows: Array.from({ length: book.checksPlanned }, (_, index): RowCell[] => [
      () => book.checks[index]?.sheet ?? "",
      () => book.checks[index]?.check ?? "",
      () => book.checks[index]?.detail ?? "",
      () => ({
        formula: book.checks[index]?.cell ?? "FALSE",
        value: book.checks[index]?.ok ?? false,
      }),
    ]),
  };
}
