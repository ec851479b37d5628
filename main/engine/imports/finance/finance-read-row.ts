import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { unixMonth } from "../bills/moment-text.ts";
import { readPeriod } from "../cells/read-period.ts";
import { readTime } from "../cells/read-time.ts";
import { noteDamagedCode } from "./finance-damaged-code.ts";
import type { FinanceField, FinanceFormat } from "./finance-format.ts";
import { columnsBehind, type Layout } from "./finance-layout.ts";
import { RATE_TYPES } from "./finance-rate-types.ts";
import { type Conventions, currencyCode, readDateCell, readSource } from "./finance-read-value.ts";
import type { FinanceRow } from "./finance-row.ts";

/** Amounts that a file with credits positive states with the opposite sign. */
const SIGNED_FIELDS: ReadonlySet<string> = new Set(["amount", "foreign_amount", "tax_amount"]);
const POSTED = /^(?:t|true|y|yes|ja|j|1|p|posted|gebucht|x)$/i;
const NOT_POSTED = /^(?:f|false|n|no|nein|0|u|unposted|not posted|draft|pending)$/i;

/** Fills the stored values of records, field by field, as one file's mapping says. */
export class FinanceRowReader {
  private readonly format: FinanceFormat;
  private readonly mapping: Mapping;
  private readonly layout: Layout;
  private readonly conventions: Conventions;
  private readonly defaults: ReadonlyMap<string, string>;

  constructor(
    format: FinanceFormat,
    mapping: Mapping,
    layout: Layout,
    conventions: Conventions,
    entity: string,
  ) {
    this.format = format;
    this.mapping = mapping;
    this.layout = layout;
    this.conventions = conventions;
    const [several] = mapping.drivers ?? [];
    const driver = several === undefined ? {} : { driver: several.driver };
    const stated = Object.entries({ ...mapping.constants, ...driver });
    const { currency: code } = mapping;
    const currency = code === undefined ? [] : [["currency", code] as const];
    this.defaults = new Map([["entity", entity] as const, ...currency, ...stated]);
  }

  /** Reads all fields; the row afterwards holds its values or its problem. Gives a skip reason. */
  read(row: FinanceRow): string | null {
    for (const field of this.format.fields) {
      if (field.kind === "flag" && !this.isPosted(row, field)) {
        return "not posted";
      }
    }
    let written: string | null = null;
    for (const field of this.format.fields) {
      switch (field.kind) {
        case "text":
          this.readText(row, field);
          break;
        case "amount":
          written = this.readAmountField(row, field) ?? written;
          break;
        case "date":
          this.readDateField(row, field);
          break;
        case "moment":
          this.readMoment(row, field);
          break;
        case "currency":
          this.readCurrency(row, field);
          break;
        case "rate-type":
          this.readRateType(row, field);
          break;
        case "flag":
        case "year":
        case "period":
          break;
      }
    }
    this.settleCurrency(row, written);
    this.settlePeriod(row);
    this.settleRate(row);
    return null;
  }

  private cell(row: FinanceRow, field: string): string {
    const source = this.layout.fields.get(field);
    const text = source?.kind === "column" ? row.cell(source.column) : "";
    return text === "" ? (this.defaults.get(field) ?? "") : text;
  }

  private isPosted(row: FinanceRow, field: FinanceField): boolean {
    const source = this.layout.fields.get(field.name);
    const text = this.cell(row, field.name);
    if (source?.kind !== "column" || POSTED.test(text)) {
      return true;
    }
    if (!NOT_POSTED.test(text)) {
      row.refuse(
        "posted-unreadable",
        source.column,
        `${row.place(source.column)} reads "${text}", which says neither posted nor not posted`,
        "Write T or F, or take the field posted out of the mapping and use a skip rule.",
      );
      return true;
    }
    return false;
  }

  private readText(row: FinanceRow, field: FinanceField): void {
    const source = this.layout.fields.get(field.name);
    const isDamaged = source?.kind === "column" && noteDamagedCode(row, field, source.column);
    const text = isDamaged ? "" : this.cell(row, field.name);
    if (text === "" && field.isRequired) {
      this.missing(row, field);
    }
    row.setText(field.name, text === "" && field.name !== "entity" ? null : text);
  }

  private missing(row: FinanceRow, { name }: FinanceField): void {
    const source = this.layout.fields.get(name);
    const column = source?.kind === "column" ? source.column : null;
    if (row.hasProblemIn(columnsBehind(this.layout, name))) {
      return;
    }
    row.refuse(
      name === "amount" ? "amount-missing" : "value-missing",
      column,
      `the record has no ${name.replaceAll("_", " ")}`,
      "Fill it in, or add a skip rule to the mapping if the row is no data.",
    );
  }

  /** Gives the currency written beside the amount. */
  private readAmountField(row: FinanceRow, field: FinanceField): string | null {
    const source = this.layout.fields.get(field.name);
    if (source === undefined) {
      return null;
    }
    const value = readSource(row, source, this.conventions);
    if (value === null) {
      if (field.isRequired && this.layout.drivers.length === 0) {
        this.missing(row, field);
      }
      return null;
    }
    const isCredit = this.mapping.sign === "credit-positive" && SIGNED_FIELDS.has(field.name);
    row.setUnits(field.name, isCredit ? -value.units : value.units);
    if (field.name !== "amount") {
      return null;
    }
    row.hasBothSides = value.hasBothSides;
    row.setUnits("debit", isCredit ? value.credit : value.debit);
    row.setUnits("credit", isCredit ? value.debit : value.credit);
    return value.currency;
  }

  private readDateField(row: FinanceRow, field: FinanceField): void {
    const source = this.layout.fields.get(field.name);
    const read =
      source?.kind === "column"
        ? readDateCell(row, source.column, field.name, this.conventions)
        : null;
    const date = read ?? this.defaults.get(field.name) ?? null;
    if (date === null && field.isRequired) {
      this.missing(row, field);
    }
    row.setText(field.name, date);
  }

  private readMoment(row: FinanceRow, field: FinanceField): void {
    const text = this.cell(row, field.name);
    if (text === "" && field.isRequired) {
      this.missing(row, field);
    }
    const reading = readTime(
      text,
      this.mapping.dateFormats?.[field.name] ?? this.mapping.dateFormat,
    );
    if (text !== "" && reading.kind === "unreadable") {
      const source = this.layout.fields.get(field.name);
      row.refuse(
        "date-unreadable",
        source?.kind === "column" ? source.column : null,
        `"${text.slice(0, 40)}" is no point in time`,
        "Write it as 2026-10-01T00:00:00Z, or state dateFormat in a mapping.",
      );
    }
    row.setText(field.name, reading.kind === "value" ? reading.time : null);
  }

  private readCurrency(row: FinanceRow, field: FinanceField): void {
    const text = this.cell(row, field.name);
    if (text === "") {
      row.setText(field.name, null);
      return;
    }
    const code = currencyCode(text);
    if (code === null) {
      const source = this.layout.fields.get(field.name);
      row.refuse(
        "currency-unknown",
        source?.kind === "column" ? source.column : null,
        `"${text.slice(0, 40)}" is not an ISO 4217 currency code`,
        "Write a code of three letters, for example USD, or state the currency in the mapping.",
      );
    }
    row.setText(field.name, code);
  }

  private readRateType(row: FinanceRow, field: FinanceField): void {
    const text = this.cell(row, field.name).toLowerCase();
    const type = text === "" ? "spot" : RATE_TYPES[text];
    if (type === undefined) {
      row.refuse(
        "rate-type-unknown",
        null,
        `"${text}" is not a type of exchange rate`,
        "Write spot, average, closing or budget.",
      );
    }
    row.setText(field.name, type ?? null);
  }

  private settleCurrency(row: FinanceRow, written: string | null): void {
    for (const field of this.format.fields) {
      if (field.kind !== "currency" || !field.isRequired) {
        continue;
      }
      const stated = row.text(field.name);
      if (stated !== null && written !== null && stated !== written) {
        row.refuse(
          "currency-unclear",
          null,
          `the amount is written in ${written} and the record says ${stated}`,
          "Correct one of the two.",
        );
      }
      if (stated === null && field.name === "currency" && written !== null) {
        row.setText(field.name, currencyCode(written));
      }
      if (row.text(field.name) === null) {
        this.missing(row, field);
      }
    }
  }

  /** The mapped accounting period, else the posting date's month, or the document's without one. */
  private settlePeriod(row: FinanceRow): void {
    const field = this.format.fields.find(({ kind }) => kind === "period");
    if (field === undefined) {
      return;
    }
    const own = this.cell(row, "period");
    const text = this.mapping.drivers ? unixMonth(own) : own;
    const fiscalYear = this.cell(row, "fiscal_year").replace(/\.0+$/, "");
    const reading = readPeriod(text, {
      fiscalYear: fiscalYear === "" ? this.mapping.year?.toString() : fiscalYear,
      startMonth: this.mapping.fiscalYearStartMonth,
    });
    if (reading.kind === "unreadable") {
      const source = this.layout.fields.get("period");
      row.refuse(
        "period-unreadable",
        source?.kind === "column" ? source.column : null,
        `"${text.slice(0, 40)}" is no accounting period`,
        "Write 2026-10, 202610 or Oct-26, or map fiscal_year where the period is a number alone.",
      );
      return;
    }
    const dated = this.layout.fields.has("posting_date") ? "posting_date" : "document_date";
    const date = row.text(dated);
    const period = reading.kind === "value" ? reading.period : (date?.slice(0, 7) ?? null);
    const special = reading.kind === "value" ? reading.specialPeriod : null;
    row.setText("period", period);
    row.setText("special_period", special === null ? null : String(special));
    row.setText("posting_period", reading.kind === "value" ? reading.postingPeriod : null);
    row.setText("is_period_dated", String(reading.kind !== "value"));
    if (period === null) {
      this.missing(row, field);
    }
  }

  private settleRate(row: FinanceRow): void {
    const rate = row.units("rate");
    if (rate === null) {
      return;
    }
    if (rate <= 0n) {
      row.refuse(
        "rate-not-positive",
        null,
        "the exchange rate is not above zero",
        "Write how much of the second currency one of the first is worth, for example 1.0812.",
      );
    }
    if (row.text("from_currency") === row.text("to_currency")) {
      const reason = "the exchange rate leads from a currency to itself";
      row.refuse("rate-same-currency", null, reason, "Correct one of the two currencies.");
    }
  }
}
