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
import type { BillField, BoundBill, NativeBill } from "../bills/define-bill.ts";
import { monthEnd, monthStart, nextDay, unixMoment } from "../bills/moment-text.ts";

const NAMED = ["project_id", "organization_id", "organization_name"];
const AMOUNTS = ["amount_value", "amount.value", "cost_in_major"];

/** Costs of an OpenAI organisation: the costs report, or the billing lines with a major amount. */
export const openaiCost: NativeBill = {
  id: "openai-cost",
  formats: ["openai-cost"],
  title: "OpenAI costs export",
  reference: "https://platform.openai.com/docs/api-reference/usage/costs",
  says:
    "amount_value, or cost_in_major, is billed and effective in the currency beside it; cost in " +
    "minor units is only kept. The month is that of the start of its day in UTC.",
  recognise(header) {
    const amount = AMOUNTS.find((name) => header.has(name));
    const isReport = header.hasOneOf(["line_item", "start_time"], ["name", "timestamp"]);
    return amount === undefined || !isReport
      ? null
      : {
          format: "openai-cost",
          confidence: header.has("project_id") ? "exact" : "likely",
          reasons: [`It has ${amount} beside a line item and a time, as OpenAI's costs do.`],
        };
  },
  bind,
};

function bind(header: BillHeader): BoundBill {
  const cost = header.find(...AMOUNTS);
  const start = header.find("start_time_iso", "date", "start_time", "timestamp");
  const end = header.find("end_time_iso", "end_time");
  const startOf = (cells: readonly string[]): string => unixMoment(cellOf(cells, start));
  const endOf = (cells: readonly string[]): string =>
    unixMoment(cellOf(cells, end)) || nextDay(startOf(cells));
  const line = header.find("line_item", "name");
  const fields: BillField[] = [
    ...copied("BilledCost", cost),
    ...derived("EffectiveCost", [cost], "as billed", (cells) => cellOf(cells, cost)),
    ...copied("BillingCurrency", header.find("amount_currency", "amount.currency", "currency")),
    constant("ProviderName", "OpenAI", "every record"),
    constant("InvoiceIssuerName", "OpenAI", "every record"),
    constant("ChargeCategory", "Usage", "every record"),
    constant("ChargeFrequency", "Usage-Based", "every record"),
    constant("ServiceCategory", "AI and Machine Learning", "every record"),
    constant("ServiceSubcategory", "Generative AI", "every record"),
    ...derived(
      "ServiceName",
      [line],
      "the model of the line item",
      (cells) => cellOf(cells, line).split(",")[0]?.trim() ?? "",
    ),
    ...copied("ChargeDescription", line),
    ...copied("BillingAccountId", header.find("organization_id")),
    ...copied("BillingAccountName", header.find("organization_name")),
    ...firstFilled("SubAccountId", [header.find("project_id")], "project"),
    ...copied("SubAccountName", header.find("project_name")),
    ...derived("BillingPeriodStart", [start], "the month of the charge", (cells) =>
      monthStart(startOf(cells)),
    ),
    ...derived("BillingPeriodEnd", [start], "the month after", (cells) => monthEnd(startOf(cells))),
    ...derived("ChargePeriodStart", [start], "the start of its day", startOf),
    ...derived("ChargePeriodEnd", [end, start], "its end, else the day after", endOf),
  ];
  // The report has a record for every day, also for those on which nothing was used.
  const named = [line, ...NAMED.map((name) => header.find(name))];
  const times = [start, end].filter((index) => /iso|date/i.test(header.nameOf(index)));
  return boundBill({
    fields,
    numbers: [cost],
    times,
    conserves: [
      {
        source: (cells) => cellOf(cells, cost) || "0",
        name: header.nameOf(cost),
        column: "BilledCost",
      },
    ],
    decide(cells) {
      if (cellOf(cells, cost) !== "") {
        return null;
      }
      return named.every((index) => cellOf(cells, index) === "")
        ? { kind: "skip", reason: "a day without costs" }
        : {
            kind: "reject",
            column: header.nameOf(cost),
            code: "amount-missing",
            reason: `${header.nameOf(cost)} is empty`,
          };
    },
    missing: missingOf([
      { index: header.find("project_id"), name: "project_id", means: "Charges name no project." },
    ]),
  });
}
