import { z } from "zod";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { BASIS_COLUMN, COST_BASES } from "../../../../shared/domain/charge.ts";
import { minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { statement } from "../../database/sql.ts";
import type { CheckPlan } from "../book.ts";
import {
  amountColumn,
  checkColumn,
  countColumn,
  differenceColumn,
  proseColumn,
  textColumn,
} from "../column.ts";
import {
  asFormula,
  constant,
  equal,
  every,
  everyWithin,
  exact,
  minus,
  plus,
  rounded,
  sumIf,
  textConstant,
} from "../formula.ts";
import { roundAmounts } from "../round-column-to.ts";
import type { At, RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";
import { NO_CURRENCY, storedTotals } from "./rows/stored-total.ts";
import sourceFiles from "./source-files.sql?raw";
import sourceTotals from "./source-totals.sql?raw";

const SourceFile = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  format: z.string(),
  dataset: z.string(),
  records_physical: z.number(),
  records_loaded: z.number(),
  records_rejected: z.number(),
  records_blank: z.number(),
  records_skipped: z.number(),
  periods: z.string().nullable(),
});
type SourceFile = z.infer<typeof SourceFile>;

const ControlTotal = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  dataset: z.string(),
  measure: z.string(),
  currency: z.string(),
  period: z.string().nullable(),
  records: z.number(),
  amount: z.string(),
});
type ControlTotal = z.infer<typeof ControlTotal>;

export const sources = defineSheet({
  name: "Sources",
  holds: "The files everything comes from, what was read of them, and their control totals.",
  async load(input) {
    const files = await input.reader.rows(SourceFile, statement(sourceFiles));
    const totals = await input.reader.rows(ControlTotal, statement(sourceTotals));
    return {
      tables: [fileTable(files), runTable(input), totalTable(input, totals)],
      checks: checks(input, files, totals),
      alarms: [{ table: "Control_totals", key: "difference" }],
    };
  },
});

function fileTable(files: readonly SourceFile[]): Table {
  return {
    name: "Sources",
    columns: [
      textColumn("file", "File"),
      textColumn("dataset", "Holds"),
      textColumn("format", "Format"),
      textColumn("periods", "Periods"),
      countColumn("bytes", "Bytes"),
      countColumn("physical", "Records read"),
      countColumn("loaded", "Loaded"),
      countColumn("rejected", "Rejected"),
      countColumn("blank", "Blank"),
      countColumn("skipped", "Skipped"),
      checkColumn("complete", "Complete", {
        isNamed: true,
        note: "Read = loaded + rejected + blank + skipped.",
      }),
      textColumn("id", "File id"),
      textColumn("sha256", "SHA-256"),
    ],
    rows: files.map((file): RowCell[] => [
      file.file_name,
      file.dataset,
      file.format,
      file.periods,
      file.bytes,
      file.records_physical,
      file.records_loaded,
      file.records_rejected,
      file.records_blank,
      file.records_skipped,
      (at) => {
        const parts = plus(at("loaded"), at("rejected"), at("blank"), at("skipped"));
        return asFormula(equal(at("physical"), parts));
      },
      file.source_file_id,
      file.sha256,
    ]),
  };
}

/** What each run was made of, so that figures older than the files cannot pass unseen. */
function runTable({ close }: SheetInput): Table {
  return {
    name: "Runs",
    caption: "The runs shown, and whether they stand on these files as they were read",
    columns: [
      textColumn("run", "Run"),
      textColumn("id", "Run id"),
      countColumn("files", "Files"),
      proseColumn("made", "Digest of what it was made of", { width: 34 }),
      proseColumn("now", "Digest of what the workspace held on export", { width: 34 }),
      checkColumn("current", "Current", { isNamed: true }),
    ],
    rows: close.runs.map((run): RowCell[] => [
      run.title.replace(/^the /, "").replace(/^./, (first) => first.toUpperCase()),
      run.runId,
      run.files,
      run.made,
      run.now,
      (at) => asFormula(exact(at("made"), at("now"))),
    ]),
  };
}

/** A measure's name in any spelling as the cost column it is about. */
function measureName(measure: string): string {
  const plain = measure.toLowerCase().replace(/[^a-z]/g, "");
  const basis = COST_BASES.find((name) => BASIS_COLUMN[name].replace("_", "") === plain);
  return basis === undefined ? measure : BASIS_COLUMN[basis];
}

function totalTable(input: SheetInput, totals: readonly ControlTotal[]): Table {
  return {
    name: "Control_totals",
    caption: "Control totals, counted as the files were read",
    columns: [
      textColumn("file", "File"),
      textColumn("dataset", "Holds", { isNamed: true }),
      textColumn("measure", "Measure", { isNamed: true }),
      textColumn("period", "Period", { isNamed: true }),
      textColumn("currency", "Currency", { isNamed: true }),
      countColumn("records", "Records"),
      amountColumn("amount", "Control total", { isNamed: true }),
      amountColumn("shown", "On Ledger or Billing", {
        note: "Re-added from the sheet; empty where the workbook shows no such rows.",
      }),
      differenceColumn("difference", "Difference", { isNamed: true }),
      textColumn("file_id", "File id"),
    ],
    rows: totals.map((total): RowCell[] => totalRow(input, total)),
    digits: (row) => digitsOf(totals[row]),
  };
}

function digitsOf(total: ControlTotal | undefined): number {
  return total === undefined || total.currency === "" ? 4 : minorUnitDigits(total.currency);
}

function totalRow({ book, close }: SheetInput, total: ControlTotal): RowCell[] {
  const digits = digitsOf(total);
  const measure = measureName(total.measure);
  const basis = COST_BASES.find((name) => BASIS_COLUMN[name] === measure);
  const isShown = total.period === close.period;
  const [amount = 0n] = roundAmounts([{ code: "", units: toUnits(total.amount) }], digits);
  const shown = (at: At) => {
    const [table, column, period] =
      total.dataset === "ledger"
        ? [book.table("Ledger"), "original", "period"]
        : [book.table("Charges"), basis ?? "billed", "billed_period"];
    return asFormula(
      rounded(
        sumIf(
          table.column(column),
          [table.column("file_id"), at("file_id")],
          [table.column("currency"), at("currency")],
          [table.column(period), textConstant(close.period)],
        ),
        digits,
      ),
    );
  };
  const isCompared =
    isShown &&
    ((total.dataset === "ledger" && measure === "amount") ||
      (total.dataset === "charge" && basis !== undefined));
  return [
    total.file_name,
    total.dataset,
    measure,
    total.period ?? "–",
    currencyText(total.currency),
    total.records,
    amount,
    isCompared ? shown : null,
    isCompared ? (at) => asFormula(rounded(minus(at("amount"), at("shown")), digits)) : null,
    total.source_file_id,
  ];
}

const currencyText = (currency: string): string => (currency === "" ? NO_CURRENCY : currency);

function checks(
  { book, close }: SheetInput,
  files: readonly SourceFile[],
  totals: readonly ControlTotal[],
): (() => CheckPlan)[] {
  return [
    () => ({
      check: "Records read = loaded + rejected + blank + skipped, for every file",
      holds: every(book.table("Sources").column("complete")),
      detail: `${files.length} files`,
    }),
    () => ({
      check: "Every run stands on the files, rates and entities of the workspace",
      holds: every(book.table("Runs").column("current")),
      detail: `${close.runs.length} runs`,
    }),
    () => ({
      check: "Control totals of the month = Ledger and Billing, for every file",
      holds: everyWithin(book.table("Control_totals").column("difference"), constant(0n)),
      detail: `${book.table("Control_totals").table.rows.length} control totals`,
    }),
    ...storedTotals(book, {
      table: "Control_totals",
      key: "amount",
      what: "Control totals",
      currencies: totals.map(({ currency }) => currencyText(currency)),
    }),
  ];
}
