import { ABSENT, cellOf, constant, copied, derived } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField } from "../../bills/define-bill.ts";
import { tagsOf, tagsText } from "../../bills/json-cell.ts";
import { literalPairs, readLiteral } from "../../bills/literal-cell.ts";
import { monthEnd } from "../../bills/moment-text.ts";
import { Remembered } from "../../cells/remembered.ts";
import type { GcpCredit, GcpCredits } from "./gcp-credits.ts";
import { GcpPart } from "./gcp-part.ts";

/** Everything but the costs: projects, services, resources, quantities, periods, labels. */
export function gcpFields(header: BillHeader, credits: GcpCredits): BillField[] {
  return [
    ...identityFields(header),
    ...kindFields(header, credits),
    ...periodFields(header),
    ...tagFields(header),
  ];
}

function identityFields(header: BillHeader): BillField[] {
  const part = (room: string, key: string): GcpPart => new GcpPart(header, room, key);
  const resource = part("resource", "global_name");
  const named = part("resource", "name");
  const region = part("location", "region");
  const place = part("location", "location");
  return [
    ...copied("BillingAccountId", header.find("billing_account_id")),
    ...part("project", "id").field("SubAccountId"),
    ...part("project", "name").field("SubAccountName"),
    ...part("service", "description").field("ServiceName"),
    ...part("sku", "id").field("SkuId"),
    ...part("sku", "description").field("ChargeDescription"),
    ...derived(
      "ResourceId",
      [resource.index, named.index],
      "global name, else name",
      (cells) => resource.of(cells) || named.of(cells),
    ),
    ...named.field("ResourceName"),
    ...derived(
      "RegionId",
      [region.index, place.index],
      "region, else location",
      (cells) => region.of(cells) || place.of(cells),
    ),
    ...part("location", "zone").field("AvailabilityZone"),
    ...copied("PublisherName", header.find("seller_name")),
    constant("ProviderName", "Google Cloud", "every record"),
    constant("InvoiceIssuerName", "Google Cloud", "every record"),
    ...copied("BillingCurrency", header.find("currency")),
  ];
}

const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ["", "Usage"],
  ["regular", "Usage"],
  ["tax", "Tax"],
  ["adjustment", "Adjustment"],
  ["rounding_error", "Adjustment"],
]);

function kindFields(header: BillHeader, credits: GcpCredits): BillField[] {
  const type = header.find("cost_type");
  const category = (cells: readonly string[]): string =>
    CATEGORIES.get(cellOf(cells, type).toLowerCase()) ?? "Adjustment";
  const used = new GcpPart(header, "usage", "amount");
  const unit = new GcpPart(header, "usage", "unit");
  const priced = new GcpPart(header, "usage", "amount_in_pricing_units");
  const pricingUnit = new GcpPart(header, "usage", "pricing_unit");
  const whenUsage = (column: string, part: GcpPart): BillField[] =>
    derived(column, [part.index], "of usage only", (cells) =>
      category(cells) === "Usage" ? part.of(cells) : "",
    );
  const committed = (cells: readonly string[]): GcpCredit | undefined =>
    credits.of(cells)?.find(({ type: name }) => name.startsWith("COMMITTED_USAGE_DISCOUNT"));
  const commitment = (column: string, text: (credit: GcpCredit) => string): BillField[] =>
    derived(column, [header.find("credits")], "of a committed use discount", (cells) => {
      const credit = committed(cells);
      return credit === undefined ? "" : text(credit);
    });
  return [
    ...(type === ABSENT
      ? [constant("ChargeCategory", "Usage", "no column tells charges apart")]
      : derived("ChargeCategory", [type], "by cost type", category)),
    ...whenUsage("ConsumedQuantity", used),
    ...whenUsage("ConsumedUnit", unit),
    ...whenUsage("PricingQuantity", priced),
    ...whenUsage("PricingUnit", pricingUnit),
    ...commitment("CommitmentDiscountId", ({ id, name }) => id || name),
    ...commitment("CommitmentDiscountName", ({ name }) => name),
    ...commitment("CommitmentDiscountType", () => "Committed use discount"),
    ...commitment("CommitmentDiscountCategory", ({ type: name }) =>
      name.endsWith("DOLLAR_BASE") ? "Spend" : "Usage",
    ),
    ...commitment("CommitmentDiscountStatus", () => "Used"),
    ...commitment("PricingCategory", () => "Committed"),
  ];
}

/** `202609` as the first moment of that month; other text stays, so that it is refused. */
function invoiceMonth(text: string): string {
  const [, year, month] = /^(\d{4})-?(0[1-9]|1[0-2])(?:\.0)?$/.exec(text.trim()) ?? [];
  return year === undefined ? text : `${year}-${month}-01T00:00:00.000Z`;
}

function periodFields(header: BillHeader): BillField[] {
  const month = new GcpPart(header, "invoice", "month");
  return [
    ...derived("BillingPeriodStart", [month.index], "the invoice's month", (cells) =>
      invoiceMonth(month.of(cells)),
    ),
    ...derived("BillingPeriodEnd", [month.index], "the month after", (cells) =>
      monthEnd(invoiceMonth(month.of(cells))),
    ),
    ...copied("ChargePeriodStart", header.find("usage_start_time")),
    ...copied("ChargePeriodEnd", header.find("usage_end_time")),
  ];
}

/** Labels of the resource come before tags, those before the project's, for one key. */
function tagFields(header: BillHeader): BillField[] {
  const project = new GcpPart(header, "project", "labels");
  const columns = ["system_labels", "tags", "labels"]
    .map((name) => header.find(name))
    .filter((index) => index !== ABSENT);
  const pairs = new Remembered((text) => literalPairs(readLiteral(text)));
  return derived(
    "Tags",
    [...columns, project.index],
    "labels, tags, labels of the system and of the project",
    (cells) =>
      tagsText([
        ...tagsOf(literalPairs(project.value(cells))),
        ...columns.flatMap((index) => [...tagsOf(pairs.of(cellOf(cells, index)))]),
      ]),
  );
}
