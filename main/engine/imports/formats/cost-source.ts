import { boundBill, cellOf, constant, copied, derived, firstFilled } from "../bills/bill-fields.ts";
import type { BillHeader } from "../bills/bill-header.ts";
import type { BillField, BoundBill, Conserved, NativeBill } from "../bills/define-bill.ts";
import { tagsText } from "../bills/json-cell.ts";
import { monthEnd, monthStart, nextDay } from "../bills/moment-text.ts";

const TIMES = ["period", "period_start", "date"];
const TAGS = [
  "cost_centre",
  "cost_center",
  "application",
  "entity",
  "environment",
  "project",
  "owner",
];

interface Kind {
  readonly category: string;
  /** Whether an invoice asks for it, and whether it is a cost of its period. */
  readonly isBilled: boolean;
  readonly isEffective: boolean;
}

const both = (category: string): Kind => ({ category, isBilled: true, isEffective: true });
const INTERNAL: Kind = { category: "Usage", isBilled: false, isEffective: true };
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["", both("Usage")],
  ["invoiced", both("Usage")],
  ["tax", both("Tax")],
  ["credit", both("Credit")],
  ["prepaid", { category: "Purchase", isBilled: true, isEffective: false }],
  ...["amortisation", "depreciation", "labour", "internal", "accrual"].map(
    (name) => [name, INTERNAL] as const,
  ),
]);

const KIND_NAMES = [...KINDS.keys()].filter((name) => name !== "").join(", ");

/** Costs of any other source, in the columns of docs/cost-source.md. */
export const costSource: NativeBill = {
  id: "cost-source",
  formats: ["cost-source"],
  title: "cost source in the columns of docs/cost-source.md",
  reference: "docs/cost-source.md",
  says:
    "cost is positive, a credit negative, in the currency of its row; kind says whether it was " +
    "invoiced, prepaid or is a cost without an invoice (depreciation, labour); the month is the " +
    "period, else that of period_start or date.",
  recognise(header) {
    const time = TIMES.find((name) => header.has(name));
    const isNamed = header.hasOneOf(["service"], ["description"]);
    return time === undefined || !isNamed || !header.has("vendor", "cost", "currency")
      ? null
      : {
          format: "cost-source",
          confidence: header.has("service") ? "exact" : "likely",
          reasons: [`It has vendor, cost, currency and ${time}, as a cost source does.`],
        };
  },
  bind,
};

function bind(header: BillHeader): BoundBill {
  const cost = header.find("cost");
  const effective = header.find("effective_cost");
  const list = header.find("list_cost");
  const kind = header.find("kind");
  const quantity = header.find("quantity");
  const kindOf = (cells: readonly string[]): Kind | undefined =>
    KINDS.get(cellOf(cells, kind).trim().toLowerCase());
  const listed: Conserved[] =
    list < 0 ? [] : [{ source: list, name: "list_cost", column: "ListCost" }];
  const fields: BillField[] = [
    ...derived("BilledCost", [cost, kind], "what an invoice asks for", (cells) =>
      kindOf(cells)?.isBilled === false ? "0" : cellOf(cells, cost),
    ),
    ...derived(
      "EffectiveCost",
      [effective, cost, kind],
      "a cost of its period",
      (cells) =>
        cellOf(cells, effective) ||
        (kindOf(cells)?.isEffective === false ? "0" : cellOf(cells, cost)),
    ),
    ...derived("ContractedCost", [cost], "the cost", (cells) => cellOf(cells, cost)),
    ...copied("ListCost", list),
    ...(kind < 0
      ? [constant("ChargeCategory", "Usage", "no column says its kind")]
      : derived("ChargeCategory", [kind], "by its kind", (cells) => kindOf(cells)?.category ?? "")),
    ...identityFields(header),
    ...copied("ConsumedQuantity", quantity),
    ...copied("ConsumedUnit", header.find("unit")),
    ...periodFields(header),
    ...tagFields(header),
  ];
  return boundBill({
    fields,
    numbers: [cost, effective, list, quantity],
    times: ["period_start", "period_end", "date"].map((name) => header.find(name)),
    needed: [cost, effective],
    conserves: [{ source: cost, name: "cost", column: "ContractedCost" }, ...listed],
    missing: [],
    decide: (cells) =>
      kindOf(cells) === undefined
        ? {
            kind: "reject",
            column: "kind",
            code: "charge-type-unknown",
            reason: `"${cellOf(cells, kind)}" in kind is none of ${KIND_NAMES}`,
          }
        : null,
  });
}

function identityFields(header: BillHeader): BillField[] {
  const vendor = header.find("vendor");
  const text = header.find("description");
  return [
    ...copied("ProviderName", vendor),
    ...derived("InvoiceIssuerName", [vendor], "the vendor", (cells) => cellOf(cells, vendor)),
    ...firstFilled(
      "ServiceName",
      [header.find("service"), header.find("description")],
      "service, else description",
    ),
    ...copied("ServiceCategory", header.find("category")),
    ...derived("ChargeDescription", [text], "the description", (cells) => cellOf(cells, text)),
    ...copied("BillingCurrency", header.find("currency")),
    ...copied("BillingAccountId", header.find("account")),
    ...copied("SubAccountId", header.find("sub_account")),
    ...copied("InvoiceId", header.find("invoice")),
    ...copied("ResourceId", header.find("resource")),
    ...copied("RegionId", header.find("region")),
  ];
}

/** Its last day is written as people write it: still within the period. */
function periodFields(header: BillHeader): BillField[] {
  const [period, start, end, date] = ["period", "period_start", "period_end", "date"].map((name) =>
    header.find(name),
  ) as [number, number, number, number];
  const day = (cells: readonly string[]): string => cellOf(cells, start) || cellOf(cells, date);
  const month = (cells: readonly string[]): string => {
    const text = cellOf(cells, period).trim();
    return text === "" ? monthStart(day(cells)) : periodMoment(text);
  };
  return [
    ...derived("BillingPeriodStart", [period, start, date], "the period, else its month", month),
    ...derived("BillingPeriodEnd", [period, start, date], "the month after", (cells) =>
      monthEnd(month(cells)),
    ),
    ...derived(
      "ChargePeriodStart",
      [start, date, period],
      "its start, else the month",
      (cells) => day(cells) || month(cells),
    ),
    ...derived("ChargePeriodEnd", [end, date, period], "the day after its last", (cells) =>
      cellOf(cells, end) === ""
        ? day(cells) === ""
          ? monthEnd(month(cells))
          : nextDay(day(cells))
        : nextDay(cellOf(cells, end)),
    ),
  ];
}

/** `2026-10` as the first moment of that month; other text stays, so that it is refused. */
function periodMoment(text: string): string {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? `${text}-01T00:00:00.000Z` : text;
}

function tagFields(header: BillHeader): BillField[] {
  const own = header
    .matching(/^tag:(.+)$/is)
    .map(({ index, match }) => ({ index, key: match[1] ?? "" }));
  const shared = TAGS.map((name) => ({ index: header.find(name), key: name })).filter(
    ({ index }) => index >= 0,
  );
  const columns = [...shared, ...own];
  return derived(
    "Tags",
    columns.map(({ index }) => index),
    "one tag per column",
    (cells) => tagsText(columns.map(({ index, key }) => [key, cellOf(cells, index)] as const)),
  );
}
