import type { z } from "zod";
import type { ColumnMatch } from "../../../../shared/contract/workspace.ts";
import { CurrencyCode } from "../../../../shared/domain/currency.ts";
import type { ColumnRef, Mapping } from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import { CHARGE_FILE_COLUMNS, type ChargeColumn } from "../../relations/charge-columns.ts";
import type { ChargeTarget } from "../formats/define.ts";
import { plainName } from "../formats/focus-1.ts";
import { nearestName } from "../nearest-name.ts";

/** Where the cells of a charge column come from. */
export type CellSource =
  | { readonly kind: "column"; readonly index: number }
  | { readonly kind: "constant"; readonly text: string };

export interface PlannedColumn {
  readonly column: ChargeColumn;
  readonly source: CellSource;
}

/** A source column that no charge column holds; kept under its own name. */
export interface KeptColumn {
  readonly name: string;
  readonly index: number;
}

/** What a file leaves open, and what to ask the user. */
export interface Question {
  readonly column: string;
  readonly question: string;
  /** What answers it, where that is said of this column alone. */
  readonly asks?: "decimal";
}

/** How the columns of one billing file become columns of its charge table. */
export interface ChargePlan {
  readonly header: readonly string[];
  readonly columns: readonly PlannedColumn[];
  readonly kept: readonly KeptColumn[];
  readonly matches: readonly z.infer<typeof ColumnMatch>[];
  readonly questions: readonly Question[];
}

/** Answers of a mapping come before what the header says. */
export function planCharges(
  header: readonly string[],
  targets: readonly (ChargeTarget | null)[],
  mapping: Mapping | null,
): ChargePlan {
  const sources = new Map<string, { source: CellSource; how: string }>();
  for (const [index, target] of targets.entries()) {
    if (target !== null) {
      sources.set(target.column, { source: { kind: "column", index }, how: target.how });
    }
  }
  for (const [column, source] of mappedSources(header, mapping)) {
    sources.set(column, { source, how: "mapping" });
  }
  const used = new Set(
    [...sources.values()].flatMap(({ source }) => (source.kind === "column" ? [source.index] : [])),
  );
  const provider = sources.get("service_provider_name");
  if (provider !== undefined && !sources.has("provider_name")) {
    sources.set("provider_name", { ...provider, how: "ServiceProviderName names the provider" });
  }
  const columns = CHARGE_FILE_COLUMNS.flatMap((column) => {
    const found = sources.get(column.name);
    return found === undefined ? [] : [{ column, source: found.source }];
  });
  return {
    header,
    columns,
    kept: keptColumns(header, used),
    matches: columns.flatMap(({ column, source }) =>
      source.kind === "column"
        ? [
            {
              source: header[source.index] ?? "",
              target: column.name,
              how: sources.get(column.name)?.how ?? "",
            },
          ]
        : [{ source: `"${source.text}"`, target: column.name, how: "constant of the mapping" }],
    ),
    questions: missingColumns(sources),
  };
}

function missingColumns(sources: ReadonlyMap<string, unknown>): Question[] {
  const questions: Question[] = [];
  if (!sources.has("billing_currency")) {
    questions.push({
      column: "BillingCurrency",
      question:
        "In which currency are the costs? No column says it; state it in a mapping, for example " +
        "constants: { BillingCurrency: USD }.",
    });
  }
  if (!sources.has("billing_period_start")) {
    questions.push({
      column: "BillingPeriodStart",
      question:
        "Which column starts the billing period? Name it in a mapping, for example " +
        "columns: { BillingPeriodStart: ChargePeriodStart }.",
    });
  }
  return questions;
}

function keptColumns(header: readonly string[], used: ReadonlySet<number>): KeptColumn[] {
  const names = new Set<string>();
  return header.flatMap((text, index) => {
    if (used.has(index)) {
      return [];
    }
    const plain = text === "" ? `column ${index + 1}` : text;
    let name = plain;
    for (let count = 2; names.has(name); count += 1) {
      name = `${plain} (${count})`;
    }
    names.add(name);
    return [{ name, index }];
  });
}

function* mappedSources(
  header: readonly string[],
  mapping: Mapping | null,
): Iterable<[string, CellSource]> {
  if (mapping === null) {
    return;
  }
  if (mapping.currency !== undefined) {
    yield ["billing_currency", { kind: "constant", text: mapping.currency }];
  }
  for (const [field, text] of Object.entries(mapping.constants)) {
    const column = chargeColumn(field);
    if (column.kind !== "text") {
      mappingInvalid(`"${field}" cannot be a constant.`, "Name the column that holds it.");
    }
    if (column.name === "billing_currency" && !CurrencyCode.safeParse(text).success) {
      mappingInvalid(`"${text}" is no currency.`, "Write an ISO 4217 code, for example USD.");
    }
    yield [column.name, { kind: "constant", text }];
  }
  for (const [field, ref] of Object.entries(mapping.columns)) {
    yield [chargeColumn(field).name, { kind: "column", index: columnIndex(header, field, ref) }];
  }
}

export function chargeColumn(field: string): ChargeColumn {
  const wanted = plainName(field);
  const column = CHARGE_FILE_COLUMNS.find(({ focus }) => plainName(focus) === wanted);
  if (column !== undefined) {
    return column;
  }
  const names = CHARGE_FILE_COLUMNS.map(({ focus }) => focus);
  const nearest = nearestName(field, names);
  return mappingInvalid(
    `The mapping fills "${field}", which is not a FOCUS column.`,
    nearest === null ? "Use the names of the specification." : `Did you mean "${nearest}"?`,
  );
}

export function columnIndex(
  header: readonly string[],
  field: string,
  ref: Mapping["columns"][string] | ColumnRef,
): number {
  const index =
    typeof ref === "string"
      ? header.indexOf(ref)
      : "position" in ref
        ? ref.position - 1
        : mappingInvalid(
            `"${field}" of a billing file must be one whole column.`,
            "Name the column, or give its position.",
          );
  if (index < 0 || index >= header.length) {
    mappingInvalid(
      `The column for "${field}" is not in the file; it has ${header.join(", ")}.`,
      "Name one of these columns.",
    );
  }
  return index;
}

function mappingInvalid(message: string, remedy: string): never {
  return fail("mapping-invalid", message, remedy);
}

const DECIMAL_KINDS = new Set(["amount", "price", "quantity"]);

/** Columns that hold numbers and come from the file. */
export function decimalColumns(plan: ChargePlan): readonly PlannedColumn[] {
  return plan.columns.filter(({ column }) => DECIMAL_KINDS.has(column.kind));
}

export function timeColumns(plan: ChargePlan): readonly PlannedColumn[] {
  return plan.columns.filter(({ column }) => column.kind === "timestamp");
}
