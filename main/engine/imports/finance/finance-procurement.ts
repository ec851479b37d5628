import covered from "./covered-procurement.sql?raw";
import {
  type Coverage,
  type FinanceField,
  type FinanceFormat,
  field,
  measured,
} from "./finance-format.ts";
import { storedAs } from "./finance-relation.ts";
import lines from "./lines-procurement.sql?raw";
import { sharedLines } from "./shared-lines.ts";

/** What purchase orders and supplier invoices share; each names its own document number. */
export const procurement: Pick<
  FinanceFormat,
  "stored" | "insert" | "sums" | "totals" | "exactHeader"
> = {
  exactHeader: null,
  ...storedAs({
    table: "procurement_line",
    columns: {
      kind: "text",
      entity: "text",
      document_number: "text",
      line_number: "text",
      vendor_id: "text",
      vendor_name: "text",
      purchase_order: "text",
      document_date: "date",
      period_start: "date",
      period_end: "date",
      description: "text",
      quantity: "amount",
      unit_price: "amount",
      amount: "amount",
      tax_amount: "amount",
      currency: "text",
      ledger_account: "text",
      cost_centre: "text",
      contract_id: "text",
    },
  }),
  totals: (row) => [measured("amount", row.units("amount"), row.text("currency"))],
};

/** How files of orders or invoices are compared; `line` is what one of their lines is called. */
export function procurementCoverage(line: string): Coverage {
  return {
    covered,
    shared: sharedLines(lines),
    lines,
    same: `${line} lines`,
    expected: `each ${line} line in one file`,
  };
}

export const procurementFields: readonly FinanceField[] = [
  field(
    "line_number",
    "text",
    "line number|line no|line no.|line|item|po line|po item|ebelp|position|pos|pos.|line_number",
  ),
  field(
    "vendor_name",
    "text",
    "vendor name|supplier name|name of vendor|kreditorname|lieferantenname|vendor_name|" +
      "supplier_name|vendorname|vendor|supplier|kreditor|lieferant",
  ),
  field(
    "vendor_id",
    "text",
    "vendor id|vendor no|vendor number|supplier id|supplier number|" +
      "lieferantennummer|lifnr|vendor_id|supplier_id|vendorid|vendor|supplier|kreditor|lieferant",
  ),
  field(
    "period_start",
    "date",
    "period start|service start|start date|service from|leistung von|period_start|leistungsbeginn",
  ),
  field(
    "period_end",
    "date",
    "period end|service end|end date|service to|leistung bis|period_end|leistungsende",
  ),
  field(
    "description",
    "text",
    "description|short text|line description|item description|text|txz01|bezeichnung|kurztext|" +
      "beschreibung|details|memo",
  ),
  field("quantity", "amount", "quantity|qty|order quantity|menge|bestellmenge|quantity ordered"),
  field(
    "unit_price",
    "amount",
    "unit price|price|net price|netpr|einzelpreis|nettopreis|preis|unit_price",
  ),
  field(
    "amount",
    "amount!",
    "net amount|net value|net order value|monetary amount|netwr|nettobetrag|nettowert|" +
      "nettobestellwert|rechnungsbetrag netto|amount net|montant ht|importe neto|importo netto||" +
      "amount|line amount|total|betrag|bestellwert|montant|importe",
  ),
  field(
    "tax_amount",
    "amount",
    "tax amount|tax|vat|vat amount|steuer|steuerbetrag|mwst|ust|tax_amount",
  ),
  field(
    "currency",
    "currency!",
    "currency|currency code|curr|curr.|währung|waehrung|währg|waers|ccy|devise|moneda",
  ),
  field(
    "ledger_account",
    "text",
    "ledger account|gl account|g/l account|account|account code|sachkonto|konto|sakto|accountno|" +
      "ledger_account",
  ),
  field(
    "cost_centre",
    "text",
    "cost centre|cost center|cost_centre|cost_center|kostenstelle|kostl|department",
  ),
  field(
    "contract_id",
    "text",
    "contract|contract id|contract number|contract no|vertrag|vertragsnummer|contract_id",
  ),
  field(
    "entity",
    "text",
    "entity|legal entity|company|company code|subsidiary|buchungskreis|bukrs|legal_entity|" +
      "company_code",
  ),
];
