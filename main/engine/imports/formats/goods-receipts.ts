import { field, measured } from "../finance/finance-format.ts";
import { financeKind } from "../finance/finance-kind.ts";

/**
 * A register of goods receipts: what was delivered on which order.
 * Sign: received positive, returned negative
 */
export const goodsReceipts = financeKind({
  id: "goods-receipts",
  dataset: "receipt",
  title: "register of goods receipts",
  says: "What was received on a purchase order, without tax; returns are negative.",
  table: "goods_receipt",
  fields: [
    field(
      "document_number",
      "text!",
      "receipt number|receipt|receipt no|goods receipt|gr number|material document|mat. doc.|" +
        "wareneingang|wareneingangsnummer|materialbeleg|receipt id|receipt_number",
    ),
    field("line_number", "text", "line|line number|item|receipt line|position|buzei"),
    field(
      "purchase_order",
      "text!",
      "purchase order|purchase order number|po|po number|po no|purch.doc.|bestellung|" +
        "bestellnummer|einkaufsbeleg|order number|purchase_order",
    ),
    field("purchase_order_line", "text", "po line|po item|order line|bestellposition"),
    field("vendor_id", "text", "vendor id|supplier id|vendor number|vendor_id"),
    field("vendor_name", "text", "vendor|vendor name|supplier|supplier name|lieferant|kreditor"),
    field(
      "posting_date",
      "date!",
      "posting date|receipt date|received date|delivery date|buchungsdatum|eingangsdatum|" +
        "lieferdatum|wareneingangsdatum|||date|datum",
    ),
    field("description", "text", "description|short text|item description|kurztext|bezeichnung"),
    field("quantity", "amount", "quantity|qty|quantity received|received quantity|menge"),
    field(
      "amount",
      "amount!",
      "received amount|receipt amount|received value|gr value|amount received|wert||amount|value|" +
        "betrag",
    ),
    field("currency", "currency!", "currency|currency code|curr.|währung|währg"),
    field("ledger_account", "text", "ledger account|gl account|g/l account|account|sachkonto"),
    field("cost_centre", "text", "cost centre|cost center|kostenstelle|department"),
    field("entity", "text", "entity|legal entity|company|company code|buchungskreis"),
  ],
  coveredBy: ["entity", "purchase_order"],
  lineIs: ["document_number", "line_number", "purchase_order", "posting_date", "amount"],
  counts: { amount: "amount", currency: "currency" },
  words: { same: "receipts", expected: "each receipt in one file" },
  totals: (row) => [
    measured(
      "amount",
      row.units("amount"),
      row.text("currency"),
      row.text("posting_date")?.slice(0, 7) ?? null,
    ),
  ],
});
