import { checkColumn, differenceColumn, textColumn } from "../column.ts";
import { LABELS } from "../content-digest.ts";
import { asFormula, every, plus, rounded, sumIf, textConstant } from "../formula.ts";
import type { RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";
import { ACCEPTED, PROPOSED } from "./reconciling-items.ts";

export const cover = defineSheet({
  name: "Cover",
  holds: "The reconciled close of one month, re-performed by the formulas of this workbook.",
  isAboutAll: true,
  async load(input) {
    return { tables: [facts(input), result(input), checkList(input)] };
  },
});

function facts({ book, close, quality }: SheetInput): Table {
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
    [LABELS.preparedBy, `${close.actor}, the user signed in to this computer`],
    [LABELS.stateAt, close.stateAt],
    [LABELS.approvedBy, "not signed; see Sign-off"],
    [LABELS.appVersion, `Tieout ${close.appVersion}`],
    [LABELS.digest, () => book.contentDigest],
    [LABELS.chainHead, close.chainHead],
    ...dataFact(quality),
  ];
  return {
    name: "Facts",
    isPlain: true,
    columns: [textColumn("label", "", { width: 26 }), textColumn("value", "", { width: 74 })],
    rows,
  };
}

/** Whether the data stand in the way of certifying; Findings lists every test. */
function dataFact(quality: SheetInput["quality"]): RowCell[][] {
  const open = quality
    .filter(({ severity }) => severity === "blocking")
    .flatMap(({ failures }) => failures.filter(({ accepted }) => accepted === null));
  const tests = open.length === 1 ? "1 failed test" : `${open.length} failed tests`;
  const said =
    open.length === 0
      ? "no failed test is open; see Findings"
      : `not to be certified: ${tests} of the data open; see Findings`;
  return quality.length === 0 ? [] : [["Imported data", said]];
}

/** What ties, in six lines: nothing that was only proposed passes for accepted. */
function result({ book, close }: SheetInput): Table {
  const { period, currency, digits } = close;
  const ofStatus = (status: string) => {
    const items = book.table("Items");
    const own = [items.column("status"), textConstant(status)] as const;
    return asFormula(rounded(sumIf(items.column("amount"), own), digits));
  };
  const total = (key: string) => asFormula(plus(book.table("Statement").total(key)));
  const rows: RowCell[][] = [
    ["Ledger", `Lines of the accounts of the map, ${period}`, () => total("ledger")],
    ["less items accepted", "Differences somebody stands behind", () => ofStatus(ACCEPTED)],
    ["less items proposed", "Differences found, not accepted by anybody", () => ofStatus(PROPOSED)],
    ["Bills", "Charges the same accounts should carry", () => total("billing")],
    ["Unidentified", "Ledger − items − bills", () => total("unidentified")],
    [
      "Open differences",
      "Proposed items on one side only, by size; they keep an account from tying",
      () => total("open"),
    ],
  ];
  return {
    name: "Result",
    caption: "Result",
    columns: [
      textColumn("line", "All accounts"),
      textColumn("what", "What it is"),
      differenceColumn("amount", `Amount, ${currency}`),
    ],
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
