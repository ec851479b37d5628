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
import { tagsText } from "../bills/json-cell.ts";
import { dayFields, recogniseBy } from "../bills/plain-bill.ts";

/** The common bill format, into which costs of any source are put. */
export const cbfCost: NativeBill = {
  id: "cbf-cost",
  formats: ["cbf-cost"],
  title: "Common bill format (CBF)",
  reference: "https://docs.cloudzero.com/docs/anycost-common-bill-format-cbf",
  says:
    "cost/cost is billed; cost/amortized_cost, where it is filled, is effective, else cost/cost; " +
    "cost/on_demand_cost is the list cost. The format has no currency, so it is asked for; the " +
    "month is that of time/usage_start.",
  recognise: (header) =>
    recogniseBy(
      header,
      "cbf-cost",
      ["cost/cost", "time/usage_start"],
      ["lineitem/type", "resource/service"],
      "the common bill format",
    ),
  bind,
};

const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ["", "Usage"],
  ["usage", "Usage"],
  ["discount", "Usage"],
  ["purchase", "Purchase"],
  ["committedusepurchase", "Purchase"],
  ["fee", "Purchase"],
  ["tax", "Tax"],
  ["credit", "Credit"],
]);

function bind(header: BillHeader): BoundBill {
  const cost = header.find("cost/cost");
  const amortised = header.find("cost/amortized_cost");
  const list = header.find("cost/on_demand_cost");
  const type = header.find("lineitem/type");
  const start = header.find("time/usage_start");
  const amount = header.find("usage/amount");
  const listed: Conserved[] =
    list < 0 ? [] : [{ source: list, name: "cost/on_demand_cost", column: "ListCost" }];
  const tags = header.matching(/^resource\/tag:(.+)$/is);
  const service = header.find("resource/service");
  const fields: BillField[] = [
    ...copied("BilledCost", cost),
    ...derived(
      "EffectiveCost",
      [amortised, cost],
      "amortised, else as billed",
      (cells) => cellOf(cells, amortised) || cellOf(cells, cost),
    ),
    ...copied("ListCost", list),
    ...copied("BillingCurrency", header.find("cost/currency", "currency")),
    ...firstFilled("ProviderName", [header.find("provider"), service], "provider, else service"),
    ...derived("ServiceName", [service], "the service", (cells) => cellOf(cells, service)),
    ...(type < 0
      ? [constant("ChargeCategory", "Usage", "no column tells charges apart")]
      : derived(
          "ChargeCategory",
          [type],
          "by line item type",
          (cells) => CATEGORIES.get(cellOf(cells, type).toLowerCase()) ?? "Adjustment",
        )),
    ...copied("ChargeDescription", header.find("lineitem/description")),
    ...copied("BillingAccountId", header.find("bill/payer_account_id", "bill/payer_account")),
    ...copied("InvoiceId", header.find("bill/invoice_id")),
    ...copied("SubAccountId", header.find("resource/account")),
    ...copied("ResourceId", header.find("resource/id")),
    ...copied("RegionId", header.find("resource/region")),
    ...copied("ConsumedQuantity", amount),
    ...copied("ConsumedUnit", header.find("usage/units")),
    ...dayFields(start),
    ...derived(
      "Tags",
      tags.map(({ index }) => index),
      "one tag per column",
      (cells) =>
        tagsText(tags.map(({ index, match }) => [match[1] ?? "", cellOf(cells, index)] as const)),
    ),
  ];
  return boundBill({
    fields: withEnd(fields, header.find("time/usage_end")),
    numbers: [cost, amortised, list, amount],
    times: [start, header.find("time/usage_end")],
    conserves: [{ source: cost, name: "cost/cost", column: "BilledCost" }, ...listed],
    missing: missingOf([
      { index: amortised, name: "cost/amortized_cost", means: "Charges are effective as billed." },
      {
        index: list,
        name: "cost/on_demand_cost",
        means: "On the list basis its charges count as nothing.",
      },
    ]),
  });
}

/** The end of a charge where the file states it, in place of the day after. */
function withEnd(fields: readonly BillField[], end: number): BillField[] {
  return end < 0
    ? [...fields]
    : [
        ...fields.filter(({ column }) => column !== "ChargePeriodEnd"),
        ...copied("ChargePeriodEnd", end),
      ];
}
