import canonicalize from "canonicalize";
import { proseColumn, textColumn } from "../column.ts";
import type { RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";

export const about = defineSheet({
  name: "About",
  holds: "How to re-perform this workbook, what it leaves out, and what its columns mean.",
  isAboutAll: true,
  async load(input) {
    return { tables: [notes(input), definitions(input)] };
  },
});

function notes(input: SheetInput): Table {
  const { close } = input;
  const rows: RowCell[][] = [
    [
      "Re-perform",
      "Recalculate the workbook: every total is a formula over the lines of another sheet, and " +
        "“All checks” on Cover turns FALSE where any of them no longer agrees.",
    ],
    [
      "Trace",
      "Follow an amount by its account, match or rule to Ledger, Billing or Allocation detail; " +
        "there each row names its file and the records in it. Sources has the file's SHA-256.",
    ],
    [
      "Verify",
      "tieout verify FILE.xlsx evaluates every formula and check again with exact decimals. " +
        "With --sources DIR it makes the close again, from the files in that folder and the " +
        "recipe at the end of Rules, and compares every total, every cell and the digest.",
    ],
    [
      "Signs",
      "Cost and debit positive, credit negative; differences are ledger − bills; effects are " +
        "closing − opening.",
    ],
    [
      "Rounding",
      `Amounts are rounded to the currency's minor unit, in ${close.currency} to ${close.digits} ` +
        "decimals, by largest remainder, so that lines re-add to their total; exact amounts " +
        "stay in the workspace.",
    ],
    [
      "Limits",
      `Excel keeps 1,048,576 rows of a sheet; longer sheets go on ` +
        "in “Name (2)”, named on Cover. It keeps 15 digits of a number: longer ones are text " +
        "that says so. Text beyond 32,767 characters is shortened with a note.",
    ],
    [
      "Currencies",
      "Tie-out and Variance are in the reporting currency. Allocation is in billing currency, " +
        "as the charges are; its totals never mix two currencies.",
    ],
    ["Parameters", parameters(input)],
  ];
  return {
    name: "Notes",
    isPlain: true,
    columns: [textColumn("label", "", { width: 22 }), proseColumn("value", "", { width: 110 })],
    rows,
  };
}

function parameters({ close }: SheetInput): string {
  return (
    canonicalize({
      period: close.period,
      compare: close.compare,
      basis: close.basis,
      currency: close.currency,
      allocationRun: close.allocation.run_id,
      ruleSet: close.allocation.rule_set_id,
      reconciliationRun: close.reconciliation.run_id,
      accountMap: close.reconciliation.config_id,
      tolerance: close.reconciliation.tolerance,
      varianceRun: close.variance?.run_id ?? null,
    }) ?? ""
  );
}

function definitions({ book }: SheetInput): Table {
  const rows = book.allTables.flatMap(({ sheet, table }) => {
    const headers = new Map<string, string[]>();
    for (const { header, note } of table.columns) {
      if (note !== undefined) {
        headers.set(note, [...(headers.get(note) ?? []), header]);
      }
    }
    return [...headers].map(([note, same]): RowCell[] => [`${sheet}: ${same.join(", ")}`, note]);
  });
  return {
    name: "Definitions",
    caption: "What columns mean",
    columns: [proseColumn("column", "Column", { width: 40 }), proseColumn("meaning", "Meaning")],
    rows,
  };
}
