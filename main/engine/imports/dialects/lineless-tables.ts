import { fail } from "../../../../shared/errors.ts";
import type { LinelessTable, OpeningTable } from "./define.ts";
import { OpenedHeader } from "./opened-header.ts";

/** Tables that look like lines and hold none that could be counted, each with what to bring. */
export const linelessTables: readonly LinelessTable[] = [
  {
    name: "SAP document headers (BKPF)",
    signature: ["belnr", "bukrs", "blart", "bktxt", "stblg"],
    says: "they hold no amounts",
    remedy: "Export the items (ACDOCA, or BSEG with its dates) instead.",
  },
  {
    name: "SAP customer items (BSAD, BSID)",
    signature: ["kunnr", "shkzg", "dmbtr", "vbeln", "umskz", "belnr"],
    says: "they are receivables, not spend",
    remedy: "Export the vendor or ledger items (BSAK, BSIS, ACDOCA) instead.",
  },
  {
    name: "SAP ledger totals (FAGLFLEXT)",
    signature: ["racct", "hslvt", "hsl01", "hsl16"],
    says: "each row holds a year's periods side by side, without documents",
    remedy: "Export the line items (FAGLFLEXA or ACDOCA) instead.",
  },
  {
    name: "SAP cost totals (COSP, COSS)",
    signature: ["objnr", "kstar", "wog001", "wog016"],
    says: "each row holds a year's periods side by side, without documents",
    remedy: "Export the line items (COEP) instead.",
  },
  {
    name: "SAP purchasing-document headers (EKKO)",
    signature: ["ebeln", "bsart", "bstyp", "ekorg", "waers"],
    says: "they hold no lines",
    remedy: "Export the items (EKPO), or a purchasing list (ME2N), instead.",
  },
  {
    name: "NetSuite transactions",
    signature: [
      "id|transaction_id",
      "trandate|transaction_date",
      "type|transaction_type",
      "status",
    ],
    says: "they hold no accounts and no amounts",
    remedy: "Export a saved search of their lines instead.",
  },
  {
    name: "QuickBooks expense lines",
    signature: ["purchase_id", "account_expense_account_id", "amount"],
    says: "which of them are refunds stands in another table",
    remedy: "Export them with the column credit of their purchases and import with a mapping.",
  },
  {
    name: "Sage Intacct customer-invoice lines",
    signature: ["recordkey", "lineitem", "customerid", "amount", "warehouseid"],
    says: "they are revenue, not spend",
    remedy: "Export the bill lines (APBILLITEM) or the ledger detail (GLDETAIL) instead.",
  },
  {
    name: "DATEV master data",
    signature: ["konto", "adressatentyp|name (adressatentyp unternehmen)", "kurzbezeichnung"],
    says: "they hold customers and vendors, no bookings",
    remedy: "Export the Buchungsstapel instead.",
  },
];

/**
 * Refuses a table of a known system that holds no lines.
 * Errors: format-not-recognised
 */
export function refuseLineless(tables: readonly OpeningTable[], file: string): void {
  for (const { name, signature, says, remedy } of linelessTables) {
    if (tables.some((table) => OpenedHeader.find(table, signature) !== null)) {
      fail("format-not-recognised", `"${file}" holds ${name}: ${says}.`, remedy, {
        known: true,
      });
    }
  }
}
