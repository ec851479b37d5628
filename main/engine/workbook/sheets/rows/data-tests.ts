import type { QualityFailure, QualityResult } from "../../../../../shared/contract/quality.ts";
import { toUnits } from "../../../../../shared/domain/amount.ts";
import { minorUnitDigits } from "../../../../../shared/domain/currency.ts";
import type { CheckPlan } from "../../book.ts";
import { amountColumn, checkColumn, countColumn, proseColumn, textColumn } from "../../column.ts";
import { asFormula, constant, countIf, equal, textConstant } from "../../formula.ts";
import { roundAmounts } from "../../round-column-to.ts";
import type { RowCell, Table } from "../../table.ts";
import type { SheetInput } from "../define.ts";
import { NO_CURRENCY, storedTotals } from "./stored-total.ts";

const OPEN = "open";
const ACCEPTED = "accepted";

/** The tests of the imported data, and what failed: an open failure of a blocking one blocks. */
export function dataTests(input: SheetInput): Table[] {
  return input.quality.length === 0 ? [] : [testTable(input), failureTable(input)];
}

function testTable({ book, quality }: SheetInput): Table {
  return {
    name: "Data_tests",
    caption: "Tests of the imported data; a blocking one that is open keeps from certifying",
    columns: [
      textColumn("test", "Test"),
      checkColumn("holds", "Holds or accepted"),
      textColumn("severity", "Severity"),
      countColumn("open", "Open"),
      proseColumn("looks", "What it looks for", { width: 44 }),
    ],
    rows: quality.map(({ title, severity, looksFor, state, why }): RowCell[] => [
      title,
      (at) => asFormula(equal(openOf(book, at("test")), constant(0n))),
      state === "not-applicable" ? "does not apply" : severity,
      (at) => asFormula(openOf(book, at("test"))),
      why === null ? looksFor : `${looksFor} ${why}`,
    ]),
  };
}

function openOf(book: SheetInput["book"], test: Parameters<typeof equal>[0]) {
  const table = book.table("Data_failures");
  return countIf([table.column("test"), test], [table.column("status"), textConstant(OPEN)]);
}

/** The amounts at stake against what the engine stored, so that an edited one cannot hide. */
export function dataTestChecks({ book, quality }: SheetInput): (() => CheckPlan)[] {
  return storedTotals(book, {
    table: "Data_failures",
    key: "amount",
    what: "Amounts at stake of failed tests",
    currencies: quality.flatMap(({ failures }) =>
      failures.flatMap(({ amounts }) => amounts.map(({ currency }) => currency || NO_CURRENCY)),
    ),
  });
}

interface Line {
  readonly result: QualityResult;
  readonly failure: QualityFailure;
  readonly money: QualityFailure["amounts"][number] | undefined;
  readonly isFirst: boolean;
}

/** A failure has a line for each currency; only the first of them counts. */
function linesOf(result: QualityResult): Line[] {
  return result.failures.flatMap((failure) =>
    (failure.amounts.length === 0 ? [undefined] : failure.amounts).map((money, index) => ({
      result,
      failure,
      money,
      isFirst: index === 0,
    })),
  );
}

function failureTable({ close, quality }: SheetInput): Table {
  const lines = quality.flatMap(linesOf);
  const digitsOf = (line: Line | undefined): number =>
    minorUnitDigits(line?.money?.currency || close.currency);
  return {
    name: "Data_failures",
    caption: "What failed",
    columns: [
      textColumn("status", "Status", { isNamed: true }),
      textColumn("test", "Test", { isNamed: true }),
      textColumn("period", "Month"),
      textColumn("file", "File"),
      proseColumn("found", "Found", { width: 44 }),
      proseColumn("comment", "Why it may stay", { width: 36 }),
      proseColumn("remedy", "What to do", { width: 44 }),
      countColumn("rows", "Times"),
      amountColumn("amount", "Amount at stake", { isNamed: true }),
      textColumn("currency", "Currency", { isNamed: true }),
    ],
    rows: lines.map((line): RowCell[] => {
      const { result, failure, money, isFirst } = line;
      const status = failure.accepted === null ? OPEN : ACCEPTED;
      return [
        isFirst ? status : "as above",
        result.title,
        failure.period,
        failure.files.map(({ file }) => file).join("; "),
        failure.found,
        failure.accepted?.comment ?? null,
        result.remedy,
        isFirst ? failure.rows : null,
        money === undefined
          ? null
          : (roundAmounts([{ code: "", units: toUnits(money.amount) }], digitsOf(line))[0] ?? 0n),
        money === undefined ? null : money.currency || NO_CURRENCY,
      ];
    }),
    digits: (row) => digitsOf(lines[row]),
  };
}
