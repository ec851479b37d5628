import { MAPPED_FIELDS } from "../../../shared/domain/mapped-fields.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";
import { attributeLabel } from "../../attribute-label.ts";
import type { Option } from "../../ui/select-box.tsx";
import { BILLED_AND_EFFECTIVE, CHARGE_FIELDS, COSTS_OF_ONE, ONE_COST } from "./charge-fields.ts";
import {
  debitCreditOf,
  indicatorOf,
  NO_INDICATOR,
  withColumn,
  withDebitCredit,
  withIndicator,
} from "./mapping-draft.ts";
import { isWholeRule } from "./skip-rules.ts";

/** What a column of the file is: a field, a part of the amount, or kept as it stands. */
export type ColumnRole = string;

export const KEPT: ColumnRole = "kept";
const DEBIT = "amount debit";
const CREDIT = "amount credit";
const UNSIGNED = "amount unsigned";
const MARK = "amount mark";
const AMOUNT_PARTS: readonly Option<ColumnRole>[] = [
  { value: DEBIT, label: "Amount, debit" },
  { value: CREDIT, label: "Amount, credit" },
  { value: UNSIGNED, label: "Amount without sign" },
  { value: MARK, label: "Mark of debit or credit" },
];

/** What a column may be; a bill offers also what its mapping or its format fills beside those. */
export function roleOptions(mapping: Mapping, known: readonly string[]): Option<ColumnRole>[] {
  const isBill = mapping.dataset === "charge";
  const fields: readonly string[] = isBill
    ? [...new Set([...CHARGE_FIELDS, ...Object.keys(mapping.columns), ...known])]
    : MAPPED_FIELDS[mapping.dataset];
  return [
    { value: KEPT, label: "kept as it is" },
    ...(isBill ? [ONE_COST] : []),
    ...fields.flatMap((field): readonly Option<ColumnRole>[] => [
      { value: field, label: attributeLabel(field) },
      ...(field === "amount" && mapping.dataset === "ledger" ? AMOUNT_PARTS : []),
    ]),
  ];
}

/** Everything a column is; a column may fill several fields. */
export function rolesOf(mapping: Mapping, column: string): ColumnRole[] {
  const pair = debitCreditOf(mapping);
  const marked = indicatorOf(mapping);
  const fields = Object.entries(mapping.columns)
    .filter(([, source]) => sourceColumn(source) === column)
    .map(([field]) => field);
  const isOneCost =
    mapping.dataset === "charge" && COSTS_OF_ONE.every((cost) => fields.includes(cost));
  return [
    ...(isOneCost
      ? [BILLED_AND_EFFECTIVE, ...fields.filter((field) => !COSTS_OF_ONE.includes(field))]
      : fields),
    ...(pair?.debit === column ? [DEBIT] : []),
    ...(pair?.credit === column ? [CREDIT] : []),
    ...(marked?.value === column ? [UNSIGNED] : []),
    ...(marked?.indicator === column ? [MARK] : []),
  ];
}

/** Makes a column one thing; what it was before, and what was that thing before, is let go. */
export function withRole(mapping: Mapping, column: string, role: ColumnRole): Mapping {
  const free = released(mapping, column);
  const marked = indicatorOf(free) ?? NO_INDICATOR;
  const pair = debitCreditOf(free);
  switch (role) {
    case KEPT:
      return free;
    case DEBIT:
      return withDebitCredit(free, column, pair?.credit ?? "");
    case CREDIT:
      return withDebitCredit(free, pair?.debit ?? "", column);
    case UNSIGNED:
      return withIndicator(free, { ...marked, value: column });
    case MARK:
      return withIndicator(free, { ...marked, indicator: column });
    case BILLED_AND_EFFECTIVE:
      return COSTS_OF_ONE.reduce((next, cost) => withColumn(next, cost, column), free);
    default:
      return withColumn(free, role, column);
  }
}

/**
 * The mapping as the engine can take it: an amount of two columns waits until both are named, a
 * rule until it says what it leaves out.
 */
export function withoutHalves(written: Mapping): Mapping {
  const mapping = { ...written, skip: written.skip.filter(isWholeRule) };
  const pair = debitCreditOf(mapping);
  const marked = indicatorOf(mapping);
  const isHalf =
    (pair !== null && (pair.debit === "" || pair.credit === "")) ||
    (marked !== null && (marked.value === "" || marked.indicator === ""));
  return isHalf ? withColumn(mapping, "amount", null) : mapping;
}

function released(mapping: Mapping, column: string): Mapping {
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).filter(([, source]) => sourceColumn(source) !== column),
  );
  const without = { ...mapping, columns };
  const pair = debitCreditOf(without);
  const marked = indicatorOf(without);
  const keep = (name: string): string => (name === column ? "" : name);
  if (pair !== null) {
    const [debit, credit] = [keep(pair.debit), keep(pair.credit)];
    return debit + credit === ""
      ? withColumn(without, "amount", null)
      : withDebitCredit(without, debit, credit);
  }
  if (marked !== null) {
    const [value, indicator] = [keep(marked.value), keep(marked.indicator)];
    return value + indicator === ""
      ? withColumn(without, "amount", null)
      : withIndicator(without, { ...marked, value, indicator });
  }
  return without;
}

function sourceColumn(source: Mapping["columns"][string]): string | null {
  if (typeof source === "string") {
    return source;
  }
  return "column" in source ? source.column : null;
}
