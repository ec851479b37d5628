import {
  boundBill,
  cellOf,
  constant,
  copied,
  derived,
  firstFilled,
  missingOf,
} from "../bills/bill-fields.ts";
import type { BillHeader } from "../bills/bill-header.ts";
import type { BillField, BoundBill, Conserved, NativeBill } from "../bills/define-bill.ts";
import { dayFields, recogniseBy, tagColumns } from "../bills/plain-bill.ts";

/** Cost export of the Anthropic console; its header grew over time, so it is read by name. */
export const anthropicCost: NativeBill = {
  id: "anthropic-cost",
  formats: ["anthropic-cost"],
  title: "Anthropic console cost export",
  reference: "Anthropic console: Cost, Export",
  says:
    "cost_usd is billed and effective, list_price_usd the list cost where there is one, both in " +
    "US dollars by their names; the month is that of usage_date_utc.",
  recognise: (header) =>
    recogniseBy(
      header,
      "anthropic-cost",
      ["usage_date_utc", "model", "cost_usd"],
      ["token_type"],
      "the console's cost export",
    ),
  bind,
};

function bind(header: BillHeader): BoundBill {
  const cost = header.find("cost_usd");
  const list = header.find("list_price_usd");
  const day = header.find("usage_date_utc");
  const workspace = header.find("workspace");
  const listed: Conserved[] =
    list < 0 ? [] : [{ source: list, name: "list_price_usd", column: "ListCost" }];
  const fields: BillField[] = [
    ...copied("BilledCost", cost),
    ...derived("EffectiveCost", [cost], "as billed", (cells) => cellOf(cells, cost)),
    ...copied("ListCost", list),
    constant("BillingCurrency", "USD", "the costs' names"),
    constant("ProviderName", "Anthropic", "every record"),
    constant("InvoiceIssuerName", "Anthropic", "every record"),
    constant("ChargeCategory", "Usage", "every record"),
    constant("ChargeFrequency", "Usage-Based", "every record"),
    constant("ServiceCategory", "AI and Machine Learning", "every record"),
    constant("ServiceSubcategory", "Generative AI", "every record"),
    ...firstFilled(
      "ServiceName",
      [header.find("model"), header.find("cost_type"), header.find("usage_type")],
      "the model, else the kind of cost",
    ),
    ...copied("SubAccountId", workspace),
    ...derived("SubAccountName", [workspace], "the workspace", (cells) => cellOf(cells, workspace)),
    ...copied("SkuMeter", header.find("token_type")),
    ...dayFields(day),
    ...tagColumns(TAGS.map((key) => ({ key, index: header.find(key) }))),
  ];
  return boundBill({
    fields,
    numbers: [cost, list],
    times: [day],
    conserves: [{ source: cost, name: "cost_usd", column: "BilledCost" }, ...listed],
    missing: missingOf([
      {
        index: list,
        name: "list_price_usd",
        means: "On the list basis its charges count as nothing.",
      },
      { index: workspace, name: "workspace", means: "Charges name no workspace." },
    ]),
  });
}

const TAGS = ["api_key", "usage_type", "context_window", "inference_geo", "speed"];
