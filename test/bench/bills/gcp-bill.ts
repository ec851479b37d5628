import { digits } from "../seeded.ts";
import {
  ACCOUNTS,
  amount,
  day,
  type InventedBill,
  json,
  type Next,
  pick,
  REGIONS,
  resource,
  SERVICES,
  TEAMS,
  two,
} from "./invented-bill.ts";

const GCP_HEADER = [
  "billing_account_id,service.id,service.description,sku.id,sku.description,usage_start_time",
  "usage_end_time,project.id,project.name,project.labels,labels,system_labels,location.location",
  "location.region,location.zone,export_time,cost,currency,currency_conversion_rate,usage.amount",
  "usage.unit,usage.amount_in_pricing_units,usage.pricing_unit,credits,invoice.month,cost_type",
  "resource.name,resource.global_name,cost_at_list,seller_name",
].flatMap((names) => names.split(","));

function gcpCredits(next: Next): string {
  const kind = next(10);
  const credit = (type: string) => ({
    name: `${type.toLowerCase()} of Example`,
    full_name: "",
    id: type,
    type,
    amount: -next(1000) / 1_000_000,
  });
  return kind < 3
    ? json([credit("PROMOTION"), ...(next(4) === 0 ? [credit("DISCOUNT")] : [])])
    : kind < 6
      ? json([credit(pick(next, ["SUSTAINED_USAGE_DISCOUNT", "COMMITTED_USAGE_DISCOUNT"]))])
      : "[]";
}

function gcpRecord(next: Next): Record<string, string> {
  const date = `2026-10-${day(next)}`;
  const hour = next(23);
  const cost = amount(next, 50, 500, 6);
  const project = next(ACCOUNTS);
  const region = pick(next, REGIONS);
  const service = next(SERVICES.length);
  const name = `vm-${resource(next)}`;
  const labels = [
    { key: "team", value: `team-${next(TEAMS)}` },
    { key: "env", value: pick(next, ["production", "staging"]) },
  ];
  return {
    billing_account_id: "01AB23-45CD67-89EF01",
    "service.id": `6F81-${service}`,
    "service.description": SERVICES[service] ?? "",
    "sku.id": `0E5C-${next(3000)}`,
    "sku.description": "Instance core running in a region",
    usage_start_time: `${date} ${two(hour)}:00:00 UTC`,
    usage_end_time: `${date} ${two(hour + 1)}:00:00 UTC`,
    "project.id": `project-${project}`,
    "project.name": `Project ${project}`,
    "project.labels": json([{ key: "cost_centre", value: `cc-${1000 + (project % 40)}` }]),
    labels: json(labels),
    system_labels: "[]",
    "location.location": region,
    "location.region": region,
    "location.zone": `${region}-a`,
    export_time: `${date} 23:50:00 UTC`,
    cost,
    currency: "EUR",
    currency_conversion_rate: "0.92",
    "usage.amount": `${next(3600)}.0`,
    "usage.unit": "seconds",
    "usage.amount_in_pricing_units": `0.${digits(next, 6)}`,
    "usage.pricing_unit": "hour",
    credits: gcpCredits(next),
    "invoice.month": "202610",
    cost_type: next(100) === 0 ? "tax" : "regular",
    "resource.name": name,
    "resource.global_name": `//compute.example.com/projects/${project}/instances/${name}`,
    cost_at_list: cost,
    seller_name: "Example",
  };
}

export const gcpBill: InventedBill = { header: GCP_HEADER, record: gcpRecord };
