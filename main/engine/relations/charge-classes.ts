import { CHARGE_FILE_COLUMNS, STORED_TYPE } from "./charge-columns.ts";

/** A dimension that FOCUS columns of one row decide, computed when it is asked for. */
export interface ChargeClass {
  readonly name: string;
  readonly says: string;
  /** Its value, where `of` gives a column of the row. */
  readonly sql: (of: (column: string) => string) => string;
}

/**
 * Names under which one maker sells: a bill may name AWS as provider and Amazon as publisher,
 * which makes nothing of it another maker's.
 */
const MAKERS: readonly (readonly [maker: string, names: string])[] = [
  ["aws", "aws|amazon"],
  ["microsoft", "microsoft|azure"],
  ["google", "google|gcp"],
  ["oracle", "oracle|oci"],
];

const maker = (name: string): string =>
  `case ${MAKERS.map(
    ([one, names]) => `when regexp_matches(lower(${name}), '\\b(${names})\\b') then '${one}'`,
  ).join(" ")} else lower(trim(${name})) end`;

/** The sellers of FOCUS up to 1.3, then those of 1.3 on; either pair may be missing. */
const isResold = (of: (column: string) => string): string => {
  const [publisher, provider] = [of("publisher_name"), of("provider_name")];
  const [service, host] = [of("service_provider_name"), of("host_provider_name")];
  return `(${maker(publisher)} <> ${maker(provider)}
      or ${maker(service)} <> ${maker(host)} and ${of("invoice_issuer_name")} = ${host})`;
};

export const CHARGE_CLASSES: readonly ChargeClass[] = [
  {
    name: "cost_class",
    says: "what finance books it as; the first that holds, tax before all",
    sql: (of) => `case
      when ${of("charge_category")} = 'Tax' then 'Tax'
      when ${of("charge_category")} = 'Credit' then 'Credit'
      when ${of("charge_class")} = 'Correction' and ${of("billed_cost")} < 0 then 'Refund'
      when ${of("charge_class")} = 'Correction' then 'Correction'
      when ${of("charge_category")} = 'Adjustment' then 'Adjustment'
      when ${of("commitment_discount_status")} = 'Unused' then 'Unused commitment'
      when ${isResold(of)} then 'Marketplace'
      when regexp_matches(lower(${of("service_name")}), '\\bsupport\\b')
        or regexp_matches(lower(${of("service_subcategory")}), '\\bsupport\\b') then 'Support'
      when ${of("charge_category")} = 'Purchase' and ${of("commitment_discount_id")} is not null
        then 'Commitment'
      when ${of("charge_category")} = 'Purchase' then 'Purchase'
      else ${of("charge_category")} end`,
  },
  {
    name: "variance_kind",
    says: "what it is to a variance; the first that holds, corrections before all",
    sql: (of) => `case
      when ${of("charge_class")} = 'Correction'
        or ${of("charge_period_end")} <= ${of("billing_period_start")} then 'correction'
      when ${of("charge_category")} = 'Tax' then 'tax'
      when ${of("charge_category")} = 'Credit' then 'credit'
      when ${of("charge_frequency")} = 'One-Time' then 'one-time'
      when ${of("commitment_discount_status")} = 'Unused' then 'unused-commitment'
      when ${of("pricing_quantity")} is null then 'no-quantity'
      when ${of("pricing_quantity")} = 0
        and (${of("billed_cost")} <> 0 or ${of("effective_cost")} <> 0) then 'no-quantity'
      else 'regular' end`,
  },
];

const TYPES = new Map(CHARGE_FILE_COLUMNS.map(({ name, kind }) => [name, STORED_TYPE[kind]]));

/** A class over one file's charges (alias `t`), of which it has these columns. */
export function classText(charge: ChargeClass, present: ReadonlySet<string>): string {
  return charge.sql((name) =>
    present.has(name) ? `t.${name}` : `cast(null as ${TYPES.get(name) ?? "varchar"})`,
  );
}
