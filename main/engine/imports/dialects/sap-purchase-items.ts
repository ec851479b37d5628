import { headerDialect } from "./header-dialect.ts";

/** EKPO, the items of purchasing documents, as a table. */
export const sapPurchaseItems = headerDialect({
  name: "sap-purchase-items",
  title: "SAP purchase-order items (EKPO)",
  dataset: "purchase",
  confidence: "exact",
  reference: "SAP Help Portal: Purchasing Document Item (EKPO)",
  says:
    "NETWR is the item's net value, positive, in the currency of its order, which stands in " +
    "EKKO; " +
    "deleted items are left out.",
  signature: ["ebeln", "ebelp", "netwr", "txz01", "menge"],
  columns: {
    entity: "bukrs",
    document_number: "ebeln",
    line_number: "ebelp",
    vendor_id: "lifnr",
    document_date: "bedat",
    description: "txz01",
    quantity: "menge",
    amount: "netwr",
    currency: "waers",
    ledger_account: "sakto",
    cost_centre: "kostl",
    contract_id: "konnr",
  },
  skip: [{ column: "loekz", matches: "^[LS]$", reason: "deleted or blocked item" }],
  facts: (found) => {
    const isEach = found.cells("peinh").every((cell) => /^1(?:[.,]0+)?$/.test(cell));
    const price = found.name("netpr");
    return {
      mapping: {
        columns: price !== null && isEach ? { unit_price: price } : {},
        ...(found.cells("netwr").every((cell) => !cell.includes(",")) ? { decimal: "." } : {}),
      },
    };
  },
});
