import { isCurrency } from "../../../../shared/domain/currency.ts";
import type { DateFormat } from "../../../../shared/domain/mapping.ts";
import { type AmountConvention, readAmount } from "../cells/read-amount.ts";
import { readDate } from "../cells/read-date.ts";
import { comparableName } from "./finance-header.ts";
import type { Column, FieldSource } from "./finance-layout.ts";
import type { FinanceRow } from "./finance-row.ts";

/** How the columns of one file are written, decided before the first row is read. */
export interface Conventions {
  /** By column position. */
  readonly amounts: ReadonlyMap<number, AmountConvention>;
  /** By field. */
  readonly dates: ReadonlyMap<string, DateFormat>;
  readonly year: number | undefined;
}

export interface SignedAmount {
  readonly units: bigint;
  readonly debit: bigint;
  readonly credit: bigint;
  /** The currency written beside the number. */
  readonly currency: string | null;
  readonly hasBothSides: boolean;
}

const POINT: AmountConvention = { decimal: "." };

/** The amount of a source as debit minus credit; null where the cells are empty. */
export function readSource(
  row: FinanceRow,
  source: FieldSource,
  conventions: Conventions,
): SignedAmount | null {
  const read = (column: Column) => readCell(row, column, conventions);
  switch (source.kind) {
    case "column": {
      const value = read(source.column);
      return value === null ? null : signed(value.units, value.currency);
    }
    case "pair": {
      const debit = read(source.debit);
      const credit = read(source.credit);
      if (debit === null && credit === null) {
        return null;
      }
      const [plus, minus] = [debit?.units ?? 0n, credit?.units ?? 0n];
      return {
        units: plus - minus,
        debit: plus,
        credit: minus,
        currency: debit?.currency ?? credit?.currency ?? null,
        hasBothSides: plus !== 0n && minus !== 0n,
      };
    }
    case "indicator": {
      const value = read(source.value);
      return value === null ? null : readIndicator(row, source, value);
    }
  }
}

function signed(units: bigint, currency: string | null): SignedAmount {
  const debit = units > 0n ? units : 0n;
  return { units, debit, credit: debit - units, currency, hasBothSides: false };
}

function readIndicator(
  row: FinanceRow,
  source: Extract<FieldSource, { kind: "indicator" }>,
  value: { units: bigint; currency: string | null },
): SignedAmount | null {
  const text = row.cell(source.indicator);
  const { units, currency } = value;
  if (source.debitValues.has(comparableName(text))) {
    return { units, debit: units, credit: 0n, currency, hasBothSides: false };
  }
  if (source.creditValues.has(comparableName(text))) {
    return { units: -units, debit: 0n, credit: units, currency, hasBothSides: false };
  }
  const known = [...source.debitValues, ...source.creditValues].join(", ");
  row.refuse(
    "indicator-unknown",
    source.indicator,
    `${row.place(source.indicator)} reads "${text}", which says neither debit nor credit`,
    `Expected one of ${known}; add the value to debitValues or creditValues in the mapping.`,
  );
  return null;
}

function readCell(
  row: FinanceRow,
  column: Column,
  conventions: Conventions,
): { units: bigint; currency: string | null } | null {
  const text = row.cell(column);
  if (text === "") {
    return null;
  }
  const isNumber = row.row.kinds?.[column.index] === "number";
  const convention = isNumber ? POINT : (conventions.amounts.get(column.index) ?? POINT);
  const reading = readAmount(text, convention);
  if (reading.kind === "unreadable") {
    const sign = convention.decimal === "." ? "1234.56" : "1234,56";
    row.refuse(
      "amount-unreadable",
      column,
      `${row.place(column)} reads "${text.slice(0, 80)}": ${reading.reason}`,
      `Write it as ${sign}, or add a skip rule to the mapping if the row is no data.`,
    );
    return null;
  }
  if (reading.kind === "empty") {
    return null;
  }
  if (reading.lostDigits !== 0n) {
    row.lost.push({ column: column.name, digits: reading.lostDigits, scale: reading.lostScale });
  }
  return reading;
}

/** An ISO date; null where the cell is empty or unreadable, which the row then says. */
export function readDateCell(
  row: FinanceRow,
  column: Column,
  field: string,
  { dates, year }: Conventions,
): string | null {
  const text = row.cell(column);
  const kind = row.row.kinds?.[column.index];
  const stated = dates.get(field) ?? "YYYY-MM-DD";
  const isSerial = kind === "number" && stated !== "YYYYMMDD" && stated !== "DDMM";
  const format = kind === "date" ? "YYYY-MM-DD" : isSerial ? "excel-serial" : stated;
  const reading = readDate(text, format, { year });
  if (reading.kind === "unreadable") {
    row.refuse(
      "date-unreadable",
      column,
      `${row.place(column)} reads "${text.slice(0, 40)}", which is no day written ${format}`,
      "Correct the date, or state dateFormat in the mapping if the column is written otherwise.",
    );
  }
  return reading.kind === "value" ? reading.date : null;
}

const currencies = new Map<string, string | null>();

/** The ISO 4217 code a text names; null where it names none. */
export function currencyCode(text: string): string | null {
  const known = currencies.get(text);
  if (known !== undefined) {
    return known;
  }
  const upper = text === "€" ? "EUR" : text.toUpperCase();
  const code = isCurrency(upper) ? upper : null;
  if (currencies.size < 1000) {
    currencies.set(text, code);
  }
  return code;
}
