import type { Finding } from "../../../../shared/domain/finding.ts";
import type { FinanceField } from "./finance-format.ts";
import type { Column } from "./finance-layout.ts";
import type { FinanceRow } from "./finance-row.ts";

/** Fields by which lines are joined or told apart. */
const CODES: ReadonlySet<string> = new Set([
  "ledger_account",
  "document_number",
  "reference",
  "purchase_order",
  "contract_id",
  "vendor_id",
  "cost_centre",
  "parent",
  "code",
  "project",
  "line_number",
]);
/** A long number as a spreadsheet shows it and then saves it: most of its digits are gone. */
const DAMAGED = /^\d(?:[.,]\d+)?E\+\d{1,3}$/;
const EXPORT_AGAIN =
  "Export the file again without opening it in a spreadsheet, or format the column as text first.";

/**
 * Whether the code in a column lost its digits. Where it must be filled, its row is refused; else
 * it is left out, because different codes look alike then and would be joined.
 */
export function noteDamagedCode(row: FinanceRow, field: FinanceField, column: Column): boolean {
  if (!CODES.has(field.name) || !DAMAGED.test(row.cell(column))) {
    return false;
  }
  const text = row.cell(column);
  if (field.isRequired) {
    const reason = `${row.place(column)} reads "${text}", a code that lost its digits`;
    row.refuse("code-damaged", column, reason, EXPORT_AGAIN);
  }
  row.damaged.push({ column: column.name, text });
  return true;
}

/** Codes that lost their digits, per column, with the first as the example. */
export class DamagedCodes {
  private readonly columns = new Map<string, { line: number; text: string; count: number }>();

  add({ row: { line }, damaged }: FinanceRow): void {
    for (const { column, text } of damaged) {
      const known = this.columns.get(column);
      this.columns.set(column, {
        line: known?.line ?? line,
        text: known?.text ?? text,
        count: (known?.count ?? 0) + 1,
      });
    }
  }

  findings(
    build: (code: string, severity: Finding["severity"], count: number) => Finding,
  ): Finding[] {
    return [...this.columns].map(([column, { line, text, count }]) => ({
      ...build("code-damaged", "blocking", count),
      row: line,
      column,
      found: `line ${line}: "${column}" reads "${text}"${others(count - 1)}`,
      expected: "codes in full; damaged ones are left empty, so that nothing is matched by them",
      remedy: EXPORT_AGAIN,
    }));
  }
}

function others(count: number): string {
  const digits = "a code that lost its digits";
  const more = `as ${count} more ${count === 1 ? "has" : "have"}`;
  return count === 0 ? `, ${digits}` : `, ${digits}, ${more}`;
}
