import { boundBill, cellOf, constant, copied, derived, missingOf } from "../bills/bill-fields.ts";
import type { BillHeader } from "../bills/bill-header.ts";
import type { BillField, BoundBill, Conserved, NativeBill } from "../bills/define-bill.ts";
import { dayFields, recogniseBy, tagColumns } from "../bills/plain-bill.ts";

/** GitHub's usage report of an organisation or enterprise. */
export const githubUsage: NativeBill = {
  id: "github-usage",
  formats: ["github-usage"],
  title: "GitHub usage report",
  reference: "https://docs.github.com/billing/reference/usage-reports",
  says:
    "net_amount is billed and effective, gross_amount the list cost before discounts and " +
    "included usage. The report names no currency, so it is asked for; the month is the date's.",
  recognise: (header) =>
    recogniseBy(
      header,
      "github-usage",
      ["date", "product", "sku", "net_amount"],
      ["gross_amount", "unit_type"],
      "GitHub's usage report",
    ),
  bind,
};

function bind(header: BillHeader): BoundBill {
  const net = header.find("net_amount");
  const gross = header.find("gross_amount");
  const quantity = header.find("quantity");
  const unit = header.find("unit_type");
  const price = header.find("applied_cost_per_quantity");
  const day = header.find("date");
  const listed: Conserved[] =
    gross < 0 ? [] : [{ source: gross, name: "gross_amount", column: "ListCost" }];
  const fields: BillField[] = [
    ...copied("BilledCost", net),
    ...derived("EffectiveCost", [net], "as billed", (cells) => cellOf(cells, net)),
    ...copied("ListCost", gross),
    ...copied("BillingCurrency", header.find("currency")),
    constant("ProviderName", "GitHub", "every record"),
    constant("InvoiceIssuerName", "GitHub", "every record"),
    constant("ChargeCategory", "Usage", "every record"),
    constant("ChargeFrequency", "Usage-Based", "every record"),
    ...copied("ServiceName", header.find("product")),
    ...copied("SkuId", header.find("sku")),
    ...copied("SubAccountId", header.find("organization")),
    ...copied("ResourceId", header.find("repository", "repository_name")),
    ...copied("ConsumedQuantity", quantity),
    ...copied("ConsumedUnit", unit),
    ...copied("ListUnitPrice", price),
    ...dayFields(day),
    ...tagColumns([
      { key: "username", index: header.find("username") },
      { key: "cost_center", index: header.find("cost_center_name") },
      { key: "workflow", index: header.find("workflow_path", "workflow_name") },
    ]),
  ];
  return boundBill({
    fields,
    numbers: [net, gross, quantity, price],
    times: [day],
    conserves: [{ source: net, name: "net_amount", column: "BilledCost" }, ...listed],
    missing: missingOf([
      {
        index: gross,
        name: "gross_amount",
        means: "On the list basis its charges count as nothing.",
      },
    ]),
  });
}
