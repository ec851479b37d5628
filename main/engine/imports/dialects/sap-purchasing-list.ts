import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { type FileFacts, headerDialect } from "./header-dialect.ts";
import type { OpenedHeader } from "./opened-header.ts";

const ORDER =
  "purch.doc.|purch. doc|purchasing document|purchasing doc.|purchase order|einkaufsbeleg|" +
  "ebeln|einkaufsbel|document d'achat";
const ITEM = "item|itm|position|pos.|pos|ebelp|poste";
const VENDOR =
  "vendor/supplying plant|supplier/supplying plant|name of supplier|name of vendor|" +
  "lieferant/lieferwerk|lieferant/liefwerk|name des lieferanten|vendor|supplier|lieferant";
const DATE =
  "doc. date|document date|order date|purchase order date|belegdatum|bestelldatum|" +
  "datum des belegs|date du document";
const TOTAL = "(?i)^(?:\\*{1,4}|summe|gesamtsumme|zwischensumme|total|subtotal)(?:\\s|$)";

/** Purchasing lists of ME2N, ME2L, ME2M and ME2K, as text with bars, tab or CSV. */
export const sapPurchasingList = headerDialect({
  name: "sap-purchasing-list",
  title: "SAP purchasing list (ME2N, ME2L)",
  dataset: "purchase",
  confidence: "exact",
  reference: "SAP Help Portal: Purchasing Documents per Document Number (ME2N)",
  says:
    "The net order value is the whole line's, positive, without tax; an order has no period but " +
    "its document date.",
  signature: [
    ORDER,
    "net order value|net order val.|net value|nettobestellwert|nettowert|nettowert in bestwähr|" +
      "valeur nette|valeur nette de la commande",
    `short text|kurztext|desc.|item short text|désignation|material|${ITEM}`,
  ],
  columns: {
    document_number: ORDER,
    line_number: ITEM,
    document_date: DATE,
    description: "short text|kurztext|item short text|désignation",
    quantity: "order quantity|quantity|po quantity|bestellmenge|menge|quantité commandée",
    amount:
      "net order value|net order val.|net value|nettobestellwert|nettowert|" +
      "nettowert in bestwähr|valeur nette|valeur nette de la commande",
    currency: "currency|crcy|curr.|währg|währung|devise",
    entity: "company code|cocd|buchungskreis|bukr",
    ledger_account: "g/l account|g/l acct|sachkonto|compte général",
    cost_centre: "cost center|cost centre|cost ctr|kostenstelle|kostenst.|centre de coûts",
    contract_id: "outline agreement|outl. agmt|rahmenvertrag|kontrakt",
  },
  skip: [
    { column: VENDOR, matches: TOTAL, reason: "subtotal" },
    { column: ORDER, matches: TOTAL, reason: "subtotal" },
    { column: ITEM, matches: TOTAL, reason: "subtotal" },
    { column: "short text|kurztext", matches: "^\\*{1,4}(?:\\s|$)", reason: "subtotal" },
  ],
  facts: groups,
});

/** An order and its vendor stand once per group; the price counts where it is for one unit. */
function groups(found: OpenedHeader): FileFacts {
  const vendor = found.name(VENDOR);
  const cells = found.cells(vendor).filter((cell) => !/^(?:\*|summe|total)/i.test(cell));
  const isCoded = cells.length > 0 && cells.every((cell) => /^\d+\s+\S/.test(cell));
  const columns: Mapping["columns"] = {};
  if (vendor !== null && isCoded) {
    columns["vendor_id"] = { column: vendor, pattern: "^(\\S+)" };
    columns["vendor_name"] = { column: vendor, pattern: "^\\S+\\s+(.*)$" };
  } else if (vendor !== null) {
    const isCode = cells.every((cell) => /^\d+$/.test(cell));
    columns[isCode ? "vendor_id" : "vendor_name"] = vendor;
  }
  const price = found.name("net price|nettopreis|prix net");
  const unit = found.name("price unit|per|preiseinheit|base de prix");
  if (price !== null && found.cells(unit).every((cell) => /^1(?:[.,]0+)?$/.test(cell))) {
    columns["unit_price"] = price;
  }
  const fillDown = [
    ...(found.name(ORDER) === null ? [] : ["document_number"]),
    ...(found.name(DATE) === null ? [] : ["document_date"]),
    ...(vendor === null ? [] : [vendor]),
  ];
  return { mapping: { columns, fillDown } };
}
