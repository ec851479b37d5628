import type { RowPage } from "../../../shared/contract/scope.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import linePageSql from "./stored/line-page.sql?raw";

export interface LineQuery {
  readonly runId: string;
  /** Evidence of one item, or null for the lines left open. */
  readonly itemKey: string | null;
  readonly account: string | null;
  readonly side: "ledger" | "billing" | null;
  readonly offset: number;
  readonly limit: number;
}

const COLUMNS: RowPage["columns"] = [
  { name: "side", label: "Side", kind: "text" },
  { name: "account", label: "Account", kind: "text" },
  { name: "line_date", label: "Date", kind: "date" },
  { name: "document", label: "Document", kind: "text" },
  { name: "reference", label: "Reference", kind: "text" },
  { name: "vendor", label: "Vendor", kind: "text" },
  { name: "line_text", label: "Text", kind: "text" },
  { name: "cost_centre", label: "Cost centre", kind: "text" },
  { name: "amount", label: "Amount", kind: "amount" },
  { name: "foreign_amount", label: "Document amount", kind: "amount" },
  { name: "foreign_currency", label: "Document currency", kind: "text" },
  { name: "records", label: "Records", kind: "count" },
  { name: "file", label: "Source file", kind: "text" },
  { name: "rows", label: "Rows", kind: "text" },
  { name: "line_id", label: "Line", kind: "text" },
];

/**
 * Lines of either side as a page: an item's evidence, or what no match took.
 * Sign: evidence ledger − bills, so that it adds up to its item; open lines as their side has them
 */
export async function linePage(reader: Reader, query: LineQuery): Promise<RowPage> {
  const { columns, rows } = await reader.table(
    statement(linePageSql, {
      run_id: query.runId,
      item_key: query.itemKey,
      account: query.account,
      side: query.side,
      offset: query.offset,
      limit: query.limit,
    }),
  );
  const places = COLUMNS.map(({ name }) => columns.indexOf(name));
  const totalAt = columns.indexOf("total");
  const total = rows[0]?.[totalAt];
  return {
    columns: COLUMNS,
    rows: rows.map((row) =>
      places.map((place) => {
        const value = row[place] ?? null;
        return value === null ? null : String(value);
      }),
    ),
    offset: query.offset,
    total: typeof total === "number" ? total : 0,
  };
}
