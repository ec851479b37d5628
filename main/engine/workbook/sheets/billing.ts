import { z } from "zod";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { statement } from "../../database/sql.ts";
import type { CheckPlan } from "../book.ts";
import { amountColumn, countColumn, textColumn } from "../column.ts";
import { plus } from "../formula.ts";
import { type RoundingGroup, roundLines } from "../round-column-to.ts";
import type { RowCell, Table } from "../table.ts";
import billingLines from "./billing-lines.sql?raw";
import { defineSheet, type SheetInput } from "./define.ts";
import { NONE } from "./ledger.ts";
import { chargeChecks, loadCharges } from "./rows/charge-groups.ts";
import { rowRange } from "./rows/row-range.ts";

const Line = z.object({
  line_id: z.string(),
  account: z.string(),
  document: z.string().nullable(),
  reference: z.string().nullable(),
  vendor: z.string().nullable(),
  purchase_order: z.string().nullable(),
  cost_centre: z.string().nullable(),
  line_date: z.string().nullable(),
  line_text: z.string().nullable(),
  amount: z.string(),
  file_name: z.string().nullable(),
  source_file_id: z.string(),
  row_first: z.number(),
  row_last: z.number(),
  records: z.number(),
  match_id: z.string().nullable(),
});

export const billing = defineSheet({
  name: "Billing",
  holds:
    "First the bills as each ledger account should carry them, then the charges they are made of.",
  async load(input) {
    const lines = await billLines(input);
    const charges = await loadCharges(input);
    return { tables: [lines, charges.table], checks: checks(input, charges.currencies) };
  },
});

async function billLines({ reader, close, statements }: SheetInput): Promise<Table> {
  const lines = await reader.rows(
    Line,
    statement(billingLines, { run_id: close.reconciliation.run_id }),
  );
  const groups = new Map<string, RoundingGroup>(
    statements.map(({ account, billing: group }) => [account, group]),
  );
  const rounded = roundLines(
    lines.map((line) => ({
      code: line.line_id,
      units: toUnits(line.amount),
      group: line.account,
    })),
    groups,
    () => close.digits,
  );
  return {
    name: "Billing",
    caption: "Bills by ledger account",
    columns: [
      textColumn("account", "Account", { isNamed: true }),
      textColumn("invoice", "Invoice"),
      textColumn("vendor", "Vendor"),
      textColumn("text", "Text", { width: 34 }),
      textColumn("cost_centre", "Cost centre"),
      textColumn("purchase_order", "Purchase order"),
      textColumn("reference", "Commitment"),
      textColumn("date", "Date"),
      countColumn("charges", "Charges"),
      amountColumn("amount", `Amount, ${close.currency}`, {
        hasTotal: true,
        note: "The cost basis the account carries, in the currency of the Tie-out.",
      }),
      textColumn("match", "Match", { isNamed: true }),
      textColumn("file", "File"),
      textColumn("file_id", "File id"),
      textColumn("rows", "Records"),
    ],
    rows: lines.map((line, index): RowCell[] => [
      line.account,
      line.document,
      line.vendor,
      line.line_text,
      line.cost_centre,
      line.purchase_order,
      line.reference,
      line.line_date,
      line.records,
      rounded[index] ?? 0n,
      line.match_id ?? NONE,
      line.file_name,
      line.source_file_id,
      rowRange(line.row_first, line.row_last),
    ]),
  };
}

function checks(input: SheetInput, currencies: readonly string[]): (() => CheckPlan)[] {
  const { book, close } = input;
  return [
    () => ({
      check: "Bills by account = bills on the Tie-out",
      left: book.table("Billing").total("amount"),
      right: plus(book.table("Statement").total("billing")),
      digits: close.digits,
    }),
    ...chargeChecks(input, currencies),
  ];
}
