import { type FinanceFormat, field } from "../finance/finance-format.ts";
import {
  procurement,
  procurementCoverage,
  procurementFields,
} from "../finance/finance-procurement.ts";

/** A register of supplier-invoice lines: what was billed, net of tax, tax beside it. */
export const supplierInvoices: FinanceFormat = {
  ...procurement,
  coverage: procurementCoverage("invoice"),
  id: "supplier-invoices",
  dataset: "invoice",
  title: "supplier-invoice register",
  says: "What was billed, net of tax with the tax beside it, cost positive, by invoice line.",
  fields: [
    field(
      "document_number",
      "text!",
      "invoice|invoice number|invoice no|invoice no.|invoice id|bill number|bill no|bill id|" +
        "rechnung|rechnungsnummer|rechnungsnr|rechnungsnr.|rechnung nr.|invoice_number|" +
        "vendor invoice|supplier invoice number|numéro de facture|n° facture|número de factura",
    ),
    field(
      "document_date",
      "date",
      "invoice date|bill date|rechnungsdatum|invoice_date|date de facture|fecha factura||" +
        "document date|doc. date|date|belegdatum|bldat|document_date",
    ),
    field(
      "purchase_order",
      "text",
      "purchase order|purchase order number|po|po number|po no|po no.|purch. doc|ebeln|" +
        "bestellung|bestellnummer|bestellnr|bestellnr.|einkaufsbeleg|purchase_order|po_number",
    ),
    ...procurementFields,
  ],
  needs: [["vendor_name", "vendor_id", "purchase_order"]],
};
