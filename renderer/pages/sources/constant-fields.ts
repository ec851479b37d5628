import type { Dataset } from "../../../shared/domain/mapping.ts";

export interface ConstantField {
  readonly field: string;
  readonly label: string;
  readonly placeholder?: string;
}

const ENTITY: ConstantField = { field: "entity", label: "Entity of every row" };
const VENDOR: ConstantField = { field: "vendor_name", label: "Vendor of every row" };
const PERIOD: ConstantField = {
  field: "period",
  label: "Period of every row",
  placeholder: "for example 2026-10",
};

/** What rows may lack because it is the same for the whole file, beside its currency. */
export const CONSTANT_FIELDS: Readonly<Record<Dataset, readonly ConstantField[]>> = {
  charge: [
    { field: "provider_name", label: "Provider of every row" },
    { field: "billing_account_id", label: "Billing account of every row" },
    { field: "invoice_id", label: "Invoice of every row" },
    { field: "service_name", label: "Service of every row" },
    { field: "charge_category", label: "Charge category of every row" },
  ],
  ledger: [ENTITY, { field: "ledger_account", label: "Ledger account of every row" }, PERIOD],
  purchase: [ENTITY, VENDOR],
  invoice: [ENTITY, VENDOR],
  driver: [
    { field: "driver", label: "Driver of every row" },
    PERIOD,
    { field: "unit", label: "Unit of every row" },
  ],
  fx: [
    { field: "from_currency", label: "From currency of every row" },
    { field: "to_currency", label: "To currency of every row" },
    { field: "rate_type", label: "Kind of rate of every row", placeholder: "spot" },
  ],
  commitment: [],
  "billing-period": [],
  "trial-balance": [ENTITY, PERIOD],
  account: [ENTITY],
  "cost-centre": [ENTITY],
  "legal-entity": [],
  receipt: [ENTITY, VENDOR],
  contract: [ENTITY, VENDOR],
  budget: [ENTITY, PERIOD, { field: "version", label: "Version of every row" }],
  calendar: [
    { field: "calendar", label: "Calendar of every row" },
    { field: "fiscal_year", label: "Fiscal year of every row" },
  ],
  event: [{ field: "event_type", label: "Type of every event" }],
  "invoice-detail": [{ field: "invoice_issuer_name", label: "Invoice issuer of every row" }],
};
