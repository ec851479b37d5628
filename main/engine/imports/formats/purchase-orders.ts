import { type FinanceFormat, field } from "../finance/finance-format.ts";
import {
  procurement,
  procurementCoverage,
  procurementFields,
} from "../finance/finance-procurement.ts";

/** A register of purchase-order lines: what was ordered, net of tax. */
export const purchaseOrders: FinanceFormat = {
  ...procurement,
  coverage: procurementCoverage("order"),
  id: "purchase-orders",
  dataset: "purchase",
  title: "purchase-order register",
  says: "What was ordered, net of tax, cost positive, by order line.",
  fields: [
    field(
      "document_number",
      "text!",
      "purchase order|purchase order number|po|po number|po no|po no.|order number|order id|" +
        "purch. doc|purch.doc.|purchasing document|ebeln|bestellung|bestellnummer|bestellnr|" +
        "bestellnr.|einkaufsbeleg|purchase_order|po_number",
    ),
    field(
      "document_date",
      "date",
      "order date|po date|purchase order date|ordered date|bestelldatum|bedat|order_date||" +
        "document date|doc. date|date|belegdatum|document_date",
    ),
    ...procurementFields,
  ],
  needs: [],
};
