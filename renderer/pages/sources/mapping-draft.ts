import { MAPPED_FIELDS } from "../../../shared/domain/mapped-fields.ts";
import type { Dataset, Mapping } from "../../../shared/domain/mapping.ts";
import { CHARGE_FIELDS, chargeField } from "./charge-fields.ts";
import { CONSTANT_FIELDS } from "./constant-fields.ts";

/** Mapping → mapping moves of the editor; every one leaves what it does not name alone. */

/** A mapping to start from where the file brought none. */
export function emptyMapping(dataset: Dataset): Mapping {
  return {
    tieout: 1,
    dataset,
    columns: {},
    constants: {},
    sign: "debit-positive",
    skip: [],
    fillDown: [],
  };
}

/** Another dataset keeps the columns and the constants whose field it has too. */
export function withDataset(mapping: Mapping, dataset: Dataset): Mapping {
  const fields: readonly string[] = dataset === "charge" ? CHARGE_FIELDS : MAPPED_FIELDS[dataset];
  const constants = CONSTANT_FIELDS[dataset].map(({ field }) => field);
  return {
    ...mapping,
    dataset,
    columns: kept(mapping.columns, fields),
    constants: kept(mapping.constants, constants),
    // A bill's rows are all charges, never the heading of others.
    ...(dataset === "charge" ? { fillDown: [] } : {}),
  };
}

function kept<T>(record: Readonly<Record<string, T>>, fields: readonly string[]) {
  return Object.fromEntries(Object.entries(record).filter(([field]) => fields.includes(field)));
}

/** A bill's mapping in the form's words: fields in one spelling, the currency in its own place. */
export function plainBill(mapping: Mapping): Mapping {
  if (mapping.dataset !== "charge") {
    return mapping;
  }
  const { billing_currency: currency, ...constants } = plainFields(mapping.constants);
  return {
    ...mapping,
    columns: plainFields(mapping.columns),
    constants,
    ...(currency === undefined ? {} : { currency }),
  };
}

function plainFields<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [chargeField(field), value]),
  );
}

/** Fills a field from a source column; null leaves it empty. */
export function withColumn(mapping: Mapping, field: string, column: string | null): Mapping {
  const others = Object.entries(mapping.columns).filter(([name]) => name !== field);
  const columns = Object.fromEntries(column === null ? others : [...others, [field, column]]);
  return { ...mapping, columns };
}

/** Takes the amount from a debit and a credit column. */
export function withDebitCredit(mapping: Mapping, debit: string, credit: string): Mapping {
  return { ...mapping, columns: { ...mapping.columns, amount: { debit, credit } } };
}

/** Sets or, with null, forgets one of the simple answers. */
export function withAnswer<Key extends "decimal" | "dateFormat" | "currency" | "headerRow">(
  mapping: Mapping,
  key: Key,
  value: Mapping[Key] | null,
): Mapping {
  const { [key]: _, ...rest } = mapping;
  return value === null || value === undefined ? (rest as Mapping) : { ...mapping, [key]: value };
}

/** The decimal sign of one column alone; null lets its figures show it. */
export function withDecimal(mapping: Mapping, column: string, sign: "." | "," | null): Mapping {
  const { decimals = {}, ...rest } = mapping;
  const { [column]: _, ...others } = decimals;
  const signs = sign === null ? others : { ...others, [column]: sign };
  return Object.keys(signs).length === 0 ? rest : { ...rest, decimals: signs };
}

export function withConstant(mapping: Mapping, field: string, value: string): Mapping {
  const others = Object.entries(mapping.constants).filter(([name]) => name !== field);
  const constants = Object.fromEntries(value === "" ? others : [...others, [field, value]]);
  return { ...mapping, constants };
}

export interface DebitCredit {
  readonly debit: string;
  readonly credit: string;
}

export function debitCreditOf(mapping: Mapping): DebitCredit | null {
  const source = mapping.columns["amount"];
  return typeof source === "object" && "debit" in source ? source : null;
}

/** An unsigned amount whose debit or credit another column marks. */
export interface Indicator {
  readonly value: string;
  readonly indicator: string;
  readonly debitValues: readonly string[];
  readonly creditValues: readonly string[];
}

/** The marks of German ledgers: Soll and Haben. */
export const NO_INDICATOR: Indicator = {
  value: "",
  indicator: "",
  debitValues: ["S"],
  creditValues: ["H"],
};

export function indicatorOf(mapping: Mapping): Indicator | null {
  const source = mapping.columns["amount"];
  return typeof source === "object" && "indicator" in source ? source : null;
}

/** Takes the amount from an unsigned column and its sign from a marked one. */
export function withIndicator(mapping: Mapping, indicator: Indicator): Mapping {
  const amount = {
    ...indicator,
    debitValues: [...indicator.debitValues],
    creditValues: [...indicator.creditValues],
  };
  return { ...mapping, columns: { ...mapping.columns, amount } };
}

/** "S, Soll" as its words. */
export function wordsOf(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}
