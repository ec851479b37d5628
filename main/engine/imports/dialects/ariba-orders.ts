import { headerDialect } from "./header-dialect.ts";
import type { OpenedHeader } from "./opened-header.ts";

/** The order list, whose amounts bear their currency. */
export const aribaOrders = headerDialect({
  name: "ariba-orders",
  title: "Ariba purchase orders",
  dataset: "purchase",
  confidence: "exact",
  reference: "SAP Help Portal: SAP Ariba, order reporting facts",
  says:
    "The amount is the whole order's, with its currency beside the number; an order counts in " +
    "one " +
    "version alone.",
  signature: ["order id|order number", "version", "supplier name|supplier", "amount|total amount"],
  columns: {
    document_number: "order id|order number",
    vendor_name: "supplier name|supplier",
    vendor_id: "supplier id|supplier number",
    document_date: "ordered date|order date|date created",
    description: "title|description",
    amount: "amount|total amount",
    currency: "currency",
    cost_centre: "cost center|cost centre",
    ledger_account: "account|gl account",
    contract_id: "contract id|contract",
  },
  facts: (found) => {
    const repeated = repeatedOrder(found);
    const question =
      `Which version of order "${repeated}" counts? It stands in the file more than once; export ` +
      "the latest versions alone.";
    return {
      questions: repeated === null ? [] : [{ column: "Version", question, answeredBy: [] }],
    };
  },
});

/** An order that the opening records hold in several versions. */
function repeatedOrder(found: OpenedHeader): string | null {
  const [order, version] = [found.position("order id|order number"), found.position("version")];
  const versions = new Map<string, string>();
  for (const cells of found.records) {
    const id = (cells[(order ?? 1) - 1] ?? "").trim();
    const now = (cells[(version ?? 1) - 1] ?? "").trim();
    const known = versions.get(id);
    if (id !== "" && known !== undefined && known !== now) {
      return id;
    }
    versions.set(id, now);
  }
  return null;
}
