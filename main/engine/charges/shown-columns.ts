import type { z } from "zod";
import type { PageColumn } from "../../../shared/contract/scope.ts";
import { raw, type Statement } from "../database/sql.ts";

type Column = z.infer<typeof PageColumn>;
type Kind = Column["kind"];

const shown: readonly (readonly [name: string, label: string, kind: Kind])[] = [
  ["charge_period_start", "From", "date"],
  ["charge_period_end", "To", "date"],
  ["provider_name", "Provider", "text"],
  ["service_category", "Service category", "text"],
  ["service_name", "Service", "text"],
  ["sub_account_id", "Sub account", "text"],
  ["sub_account_name", "Sub account name", "text"],
  ["region_name", "Region", "text"],
  ["resource_id", "Resource", "text"],
  ["charge_category", "Charge category", "text"],
  ["charge_class", "Charge class", "text"],
  ["charge_description", "Description", "text"],
  ["sku_id", "SKU", "text"],
  ["pricing_quantity", "Quantity", "quantity"],
  ["pricing_unit", "Unit", "text"],
  ["billing_currency", "Currency", "text"],
  ["billed_cost", "Billed", "amount"],
  ["effective_cost", "Effective", "amount"],
  ["contracted_cost", "Contracted", "amount"],
  ["list_cost", "List", "amount"],
  ["tags", "Tags", "text"],
  ["commitment_discount_status", "Commitment", "text"],
  ["invoice_id", "Invoice", "text"],
  ["billing_account_id", "Billing account", "text"],
];

/** The columns of the list of charges: its identity, then what a reader asks for first. */
export const SHOWN_COLUMNS: readonly Column[] = [
  { name: "charge_id", label: "Charge", kind: "text" },
  ...shown.map(([name, label, kind]) => ({ name, label, kind })),
];

/** The same columns without the identity, as read from one file's table. */
export const SHOWN_SQL: readonly Statement[] = shown.map(([name, , kind]) =>
  raw(kind === "date" ? `cast(f.${name} as date) as ${name}` : `f.${name}`),
);
