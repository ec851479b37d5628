import { z } from "zod";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { statement } from "../../database/sql.ts";
import type { CheckPlan } from "../book.ts";
import { amountColumn, textColumn } from "../column.ts";
import { plus, rounded, sumIf, textConstant } from "../formula.ts";
import { type RoundingGroup, roundLines } from "../round-column-to.ts";
import type { RowCell, Table, TableColumn } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";
import ledgerLines from "./ledger-lines.sql?raw";
import { storedTotals } from "./rows/stored-total.ts";

const Line = z.object({
  source_file_id: z.string(),
  source_row: z.number(),
  file_name: z.string(),
  entity: z.string(),
  ledger_account: z.string(),
  account_name: z.string().nullable(),
  document_number: z.string().nullable(),
  posting_date: z.string().nullable(),
  period: z.string(),
  special_period: z.number().nullable(),
  line_text: z.string().nullable(),
  reference: z.string().nullable(),
  purchase_order: z.string().nullable(),
  vendor: z.string().nullable(),
  cost_centre: z.string().nullable(),
  currency: z.string(),
  amount: z.string(),
  statement_account: z.string().nullable(),
  statement_amount: z.string().nullable(),
  match_id: z.string().nullable(),
  /** A line that two accounts count shows its own amount once. */
  is_first: z.boolean(),
});
type Line = z.infer<typeof Line>;

/** Stands where a line belongs to no account of the map, so that no key cell is empty. */
export const NONE = "–";

export const ledger = defineSheet({
  name: "Ledger",
  holds: "The ledger lines of the month and, on balance-sheet accounts, those before it.",
  async load(input) {
    const { reader, close, statements } = input;
    const lines = await reader.rows(
      Line,
      statement(ledgerLines, { run_id: close.reconciliation.run_id, period: close.period }),
    );
    const original = roundLines(
      lines.map((line) => ({
        code: lineCode(line),
        units: line.is_first ? toUnits(line.amount) : 0n,
        group: `${line.source_file_id}|${line.period}|${line.currency}`,
      })),
      new Map(),
      (group) => minorUnitDigits(group.slice(-3)),
    );
    const groups = new Map<string, RoundingGroup>(
      statements.map(({ account, ledger: group }) => [account, group]),
    );
    const stated = roundLines(
      lines.map((line) => ({
        code: lineCode(line),
        units: toUnits(line.statement_amount ?? "0"),
        group: line.statement_account ?? NONE,
      })),
      groups,
      () => close.digits,
    );
    const table: Table = {
      name: "Ledger",
      columns: columns(close.currency),
      rows: lines.map((line, index) => rowOf(line, original[index], stated[index])),
      digits: (row) => minorUnitDigits(lines[row]?.currency ?? close.currency),
      fixedDigits: { amount: close.digits },
    };
    return { tables: [table], checks: checks(input, lines) };
  },
});

function lineCode(line: Line): string {
  return `${line.source_file_id}:${String(line.source_row).padStart(12, "0")}`;
}

function columns(currency: string): TableColumn[] {
  return [
    textColumn("account", "Account"),
    textColumn("account_name", "Account name"),
    textColumn("statement_account", "Tied out in", {
      isNamed: true,
      note: "The account of the Tie-out the line counts in; – where the map has none.",
    }),
    textColumn("posted", "Posted"),
    textColumn("period", "Period", { isNamed: true }),
    textColumn("document", "Document"),
    textColumn("text", "Text", { width: 36 }),
    textColumn("reference", "Reference"),
    textColumn("purchase_order", "Purchase order"),
    textColumn("vendor", "Vendor"),
    textColumn("cost_centre", "Cost centre"),
    textColumn("entity", "Entity"),
    textColumn("currency", "Currency", { isNamed: true }),
    amountColumn("original", "Amount, ledger currency", {
      isNamed: true,
      note: "Debit positive, in the currency the ledger is kept in.",
    }),
    amountColumn("amount", `Amount tied out, ${currency}`, {
      hasTotal: true,
      note: "The same amount in the currency of the Tie-out; nothing where no account has it.",
    }),
    textColumn("match", "Match", { isNamed: true }),
    textColumn("file", "File"),
    textColumn("file_id", "File id", { isNamed: true }),
    textColumn("row", "Row"),
  ];
}

function rowOf(line: Line, original = 0n, stated = 0n): RowCell[] {
  return [
    line.ledger_account,
    line.account_name,
    line.statement_account ?? NONE,
    line.posting_date,
    line.period,
    line.document_number,
    line.line_text,
    line.reference,
    line.purchase_order,
    line.vendor,
    line.cost_centre,
    line.entity,
    line.currency,
    line.is_first ? original : null,
    line.statement_account === null ? null : stated,
    line.match_id ?? NONE,
    line.file_name,
    line.source_file_id,
    String(line.source_row),
  ];
}

/** The lines of the month against what the import counted, per currency. */
function checks({ book, close }: SheetInput, lines: readonly Line[]): (() => CheckPlan)[] {
  const current = lines.filter(({ period }) => period === close.period);
  const currencies = [...new Set(current.map(({ currency }) => currency))].sort();
  const ofCurrency = currencies.map((currency) => (): CheckPlan => {
    const digits = minorUnitDigits(currency);
    const own = book.table("Ledger");
    const totals = book.table("Control_totals");
    const month = textConstant(close.period);
    const unit = textConstant(currency);
    return {
      check: `Lines of ${close.period} in ${currency} = control totals of the ledger files`,
      left: rounded(
        sumIf(
          own.column("original"),
          [own.column("period"), month],
          [own.column("currency"), unit],
        ),
        digits,
      ),
      right: rounded(
        sumIf(
          totals.column("amount"),
          [totals.column("dataset"), textConstant("ledger")],
          [totals.column("measure"), textConstant("amount")],
          [totals.column("period"), month],
          [totals.column("currency"), unit],
        ),
        digits,
      ),
      digits,
    };
  });
  return [
    ...ofCurrency,
    () => ({
      check: "Lines tied out = ledger on the Tie-out",
      left: book.table("Ledger").total("amount"),
      right: plus(book.table("Statement").total("ledger")),
      digits: close.digits,
    }),
    ...storedTotals(book, {
      table: "Ledger",
      key: "original",
      what: "Lines",
      currencies: lines.map(({ currency }) => currency),
    }),
  ];
}
