import type { Finding } from "../../../../shared/domain/finding.ts";
import { DAMAGED_CODE, damagedText, EXPORT_WITHOUT_SPREADSHEET } from "../cells/damaged-code.ts";
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

/**
 * Whether the code in a column lost its digits. Where it must be filled, its row is refused; else
 * it is left out, because different codes look alike then and would be joined.
 */
export function noteDamagedCode(row: FinanceRow, field: FinanceField, column: Column): boolean {
  if (!CODES.has(field.name) || !DAMAGED_CODE.test(row.cell(column))) {
    return false;
  }
  const text = row.cell(column);
  if (field.isRequired) {
    const reason = `${row.place(column)} reads "${text}", a code that lost its digits`;
    row.refuse("code-damaged", column, reason, EXPORT_WITHOUT_SPREADSHEET);
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
      found: `line ${line}: "${column}" reads ${damagedText(text, count)}`,
      expected: "codes in full; damaged ones are left empty, so that nothing is matched by them",
      remedy: EXPORT_WITHOUT_SPREADSHEET,
    }));
  }
}
