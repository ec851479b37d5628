import type { Inspection } from "../../../../shared/contract/workspace.ts";
import { MAPPED_FIELDS, neededFields } from "../../../../shared/domain/mapped-fields.ts";
import type { Dataset, Mapping } from "../../../../shared/domain/mapping.ts";
import { attributeLabel } from "../../../attribute-label.ts";
import type { Tone } from "../../../ui/badge.tsx";
import { CHARGE_FIELDS } from "../charge-fields.ts";
import { emptyMapping, plainBill } from "../mapping-draft.ts";

export interface FieldRow {
  readonly field: string;
  readonly label: string;
  readonly isRequired: boolean;
  /** The column that fills it, by name; null where none does. */
  readonly source: string | null;
  /** In words, where it is not one whole column. */
  readonly stated: string | null;
  readonly samples: readonly string[];
  readonly chip: { readonly tone: Tone; readonly text: string } | null;
  readonly reason: string;
}

/** Fields shown before the others, whether the file has them or not. */
const FIRST: Readonly<Partial<Record<Dataset, readonly string[]>>> = {
  charge: [
    ...["billed_cost", "effective_cost", "billing_currency", "billing_period_start"],
    ...["charge_period_start", "provider_name", "billing_account_id", "sub_account_id"],
    ...["service_name", "charge_category", "resource_id"],
  ],
  ledger: [
    ...["ledger_account", "posting_date", "period", "amount", "currency", "cost_centre"],
    ...["document_number", "line_text", "vendor_name", "entity"],
  ],
  purchase: ["document_number", "vendor_name", "document_date", "amount", "currency"],
  invoice: [
    "document_number",
    "vendor_name",
    "purchase_order",
    "document_date",
    "amount",
    "currency",
  ],
  driver: MAPPED_FIELDS.driver,
  fx: MAPPED_FIELDS.fx,
  commitment: ["contract_commitment_id", "contract_id", "contract_commitment_cost"],
  "billing-period": ["invoice_issuer_name", "billing_period_start", "billing_period_status"],
  "invoice-detail": ["invoice_id", "invoice_detail_id", "billed_cost", "billing_currency"],
  "trial-balance": MAPPED_FIELDS["trial-balance"],
  account: MAPPED_FIELDS.account,
  "cost-centre": MAPPED_FIELDS["cost-centre"],
  "legal-entity": MAPPED_FIELDS["legal-entity"],
  receipt: MAPPED_FIELDS.receipt,
  contract: MAPPED_FIELDS.contract,
  budget: MAPPED_FIELDS.budget,
  calendar: MAPPED_FIELDS.calendar,
  event: MAPPED_FIELDS.event,
};

const VALUES_SHOWN = 5;
/** Fields shown of a dataset that has no order of its own. */
const OTHERS_SHOWN = 10;

/** The fields of a dataset: first those that matter or are filled, then the others. */
export function fieldRows(
  mapping: Mapping,
  inspection: Inspection,
  first: Inspection | null,
): { readonly shown: readonly FieldRow[]; readonly others: readonly FieldRow[] } {
  const { dataset } = mapping;
  const fields: readonly string[] =
    dataset === "charge"
      ? [...new Set([...CHARGE_FIELDS, ...inspection.columns.map(({ target }) => target)])]
      : MAPPED_FIELDS[dataset];
  const rows = fields.map((field) => rowOf(field, mapping, inspection, first));
  const leading = FIRST[dataset] ?? fields.slice(0, OTHERS_SHOWN);
  const isFirst = ({ field, source, stated }: FieldRow): boolean =>
    leading.includes(field) || source !== null || stated !== null;
  const rank = ({ field }: FieldRow): number => {
    const place = leading.indexOf(field);
    return place === -1 ? leading.length : place;
  };
  return {
    shown: rows.filter(isFirst).sort((a, b) => rank(a) - rank(b)),
    others: rows.filter((row) => !isFirst(row)),
  };
}

function rowOf(
  field: string,
  mapping: Mapping,
  inspection: Inspection,
  first: Inspection | null,
): FieldRow {
  const source = sourceOf(field, mapping, inspection);
  return {
    field,
    label: attributeLabel(field),
    isRequired: neededFields(mapping.dataset).includes(field),
    source,
    stated: source === null ? statedIn(field, mapping) : null,
    samples: samplesOf(source, inspection),
    ...suggestionOf(field, source ?? partOf(mapping.columns[field]), first),
  };
}

/** What the mapping says, else what the format of a bill knows by itself. */
export function sourceOf(field: string, mapping: Mapping, inspection: Inspection): string | null {
  const column = mapping.columns[field];
  if (typeof column === "string") {
    return column;
  }
  const known = inspection.columns.find(({ target }) => target === field);
  const isFree = column === undefined && mapping.dataset === "charge";
  return isFree && known !== undefined && inspection.sample.header.includes(known.source)
    ? known.source
    : null;
}

function statedIn(field: string, mapping: Mapping): string | null {
  const column = mapping.columns[field];
  const constant = mapping.constants[field];
  if (constant !== undefined) {
    return `${constant} in every row`;
  }
  if (/^(billing_)?currency$/.test(field) && mapping.currency !== undefined) {
    return `${mapping.currency} in every row`;
  }
  if (typeof column !== "object") {
    return null;
  }
  if ("position" in column) {
    return `column ${column.position}`;
  }
  return "pattern" in column ? `a part of ${column.column}` : null;
}

export function samplesOf(source: string | null, { sample }: Inspection): string[] {
  const index = source === null ? -1 : sample.header.indexOf(source);
  const values = sample.rows.map((cells) => cells[index] ?? "").filter((cell) => cell !== "");
  return [...new Set(values)].slice(0, VALUES_SHOWN);
}

/** The column that stands for a source of several. */
function partOf(source: Mapping["columns"][string] | undefined): string | null {
  return source === undefined ? null : (namesIn(source).find((name) => name !== "") ?? null);
}

function suggestionOf(
  field: string,
  source: string | null,
  first: Inspection | null,
): Pick<FieldRow, "chip" | "reason"> {
  if (source === null) {
    return { chip: null, reason: "" };
  }
  const match = first?.columns.find(
    (column) => column.target === field && column.source === source,
  );
  if (match === undefined) {
    return { chip: { tone: "accent", text: "Chosen" }, reason: "by you" };
  }
  const isSame = comparable(source) === comparable(field);
  if (/saved/.test(match.how)) {
    return { chip: { tone: "good", text: "Saved" }, reason: match.how };
  }
  if (isSame || /^FOCUS/.test(match.how) || first?.confidence === "exact") {
    return { chip: { tone: "good", text: "Exact" }, reason: match.how };
  }
  // A name that is known is likely, however little the rest of the file says.
  const isGuess = first?.confidence === "guess" && !match.how.startsWith("by its name");
  return isGuess
    ? { chip: { tone: "warn", text: "Guess" }, reason: match.how }
    : { chip: { tone: "accent", text: "Likely" }, reason: match.how };
}

function comparable(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Columns of the file that fill no field. */
export function unusedColumns(mapping: Mapping, inspection: Inspection): string[] {
  const used = new Set<string>();
  for (const source of Object.values(mapping.columns)) {
    for (const name of namesIn(source)) {
      used.add(name);
    }
  }
  for (const { source, target } of mapping.dataset === "charge" ? inspection.columns : []) {
    if (mapping.columns[target] === undefined) {
      used.add(source);
    }
  }
  return inspection.sample.header.filter((name) => name !== "" && !used.has(name));
}

function namesIn(source: Mapping["columns"][string]): string[] {
  if (typeof source === "string") {
    return [source];
  }
  if ("debit" in source) {
    return [source.debit, source.credit];
  }
  if ("indicator" in source) {
    return [source.value, source.indicator];
  }
  return "column" in source ? [source.column] : [];
}

/** What the form shows of a file nobody has answered for. */
export function mappingToShow(inspection: Inspection, mapping: Mapping | null): Mapping {
  if (mapping !== null) {
    return mapping;
  }
  const { suggestedMapping: suggested, dataset, table, format } = inspection;
  const empty = emptyMapping(dataset ?? "ledger");
  const headerRow = format === null ? (table?.headerRow ?? null) : null;
  const sheet = format === null ? (table?.sheet ?? null) : null;
  return suggested === null
    ? {
        ...empty,
        ...(headerRow === null ? {} : { headerRow }),
        ...(sheet === null ? {} : { sheet }),
      }
    : plainBill(withoutProposals(suggested, inspection));
}

/** A rule that is only proposed is not shown as one that holds. */
function withoutProposals(suggested: Mapping, { findings }: Inspection): Mapping {
  const isProposed = findings.some(({ code }) => code === "subtotal-not-declared");
  const skip = suggested.skip.filter(({ reason }) => !isProposed || reason !== "subtotal");
  return { ...suggested, skip };
}
