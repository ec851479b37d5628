import { z } from "zod";
import { CurrencyCode } from "./currency.ts";

/**
 * What a file holds. `purchase` is purchase orders, `invoice` supplier invoices; `commitment`,
 * `billing-period` and `invoice-detail` are the FOCUS datasets beside cost and usage; `account` is
 * a chart of accounts, `calendar` a fiscal one.
 */
export const Dataset = z.enum([
  "charge",
  "ledger",
  "purchase",
  "invoice",
  "driver",
  "fx",
  "commitment",
  "billing-period",
  "invoice-detail",
  "trial-balance",
  "account",
  "cost-centre",
  "legal-entity",
  "receipt",
  "contract",
  "budget",
  "calendar",
  "event",
]);
export type Dataset = z.infer<typeof Dataset>;

/** How the dates of a column are written; never guessed when ambiguous. */
export const DateFormat = z.enum([
  "YYYY-MM-DD",
  "YYYYMMDD",
  "DD.MM.YYYY",
  "DD/MM/YYYY",
  "MM/DD/YYYY",
  "DD-MM-YYYY",
  "MM-DD-YYYY",
  "YYYY/MM/DD",
  "DD.MM.YY",
  "DD/MM/YY",
  "MM/DD/YY",
  "DD-MMM-YYYY",
  "DD-MMM-YY",
  "DDMM",
  "excel-serial",
  "iso-datetime",
]);
export type DateFormat = z.infer<typeof DateFormat>;

/**
 * A source column by header text; by 1-based position where a header is missing or repeated; or
 * the part of either that a pattern captures: its first group, or the whole match without one.
 */
export const ColumnRef = z.union([
  z.string().min(1),
  z.strictObject({ position: z.number().int().min(1), pattern: z.string().min(1).optional() }),
  z.strictObject({ column: z.string().min(1), pattern: z.string().min(1) }),
]);
export type ColumnRef = z.infer<typeof ColumnRef>;

/** Where the signed amount comes from. Debit positive after reading. */
export const AmountSource = z.union([
  ColumnRef,
  z.strictObject({ debit: z.string(), credit: z.string() }),
  z.strictObject({
    value: z.string(),
    indicator: z.string(),
    debitValues: z.array(z.string()).min(1),
    creditValues: z.array(z.string()).min(1),
  }),
]);
export type AmountSource = z.infer<typeof AmountSource>;

/** Rows that are part of the layout, not data: subtotals, rules, repeated headers, footers. */
export const SkipRule = z.strictObject({
  column: z.string().optional(),
  /** RE2-compatible pattern, searched in the cell (or in any cell when no column is named). */
  matches: z.string().optional(),
  /** Skip when the cell does not match this pattern. */
  notMatches: z.string().optional(),
  /** Skip when the column is empty (true) or filled (false). */
  empty: z.boolean().optional(),
  /** The whole row as it stands in this file, without the blanks around it. */
  record: z.string().min(1).optional(),
  /** Also skip every row below the first one this rule finds: the file's footer. */
  andBelow: z.boolean().optional(),
  reason: z.string(),
});
export type SkipRule = z.infer<typeof SkipRule>;

/** A cell of the file read as if it held another text; every such cell is counted in a finding. */
export const CellReplacement = z.strictObject({
  column: z.string().min(1),
  /** The whole cell, without the blanks around it; empty for an empty cell. */
  from: z.string(),
  to: z.string(),
  reason: z.string().min(1),
});
export type CellReplacement = z.infer<typeof CellReplacement>;

/** One driver of several whose quantities stand side by side in a record. */
export const DriverColumn = z.strictObject({
  driver: z.string().min(1),
  column: ColumnRef,
  unit: z.string().min(1).optional(),
  /** A column whose text is added to the driver's name, for example the model of the tokens. */
  by: ColumnRef.optional(),
});
export type DriverColumn = z.infer<typeof DriverColumn>;

/** How one layout is read; kept by header fingerprint, or passed as a YAML file. */
export const Mapping = z.strictObject({
  tieout: z.literal(1),
  dataset: Dataset,
  name: z.string().optional(),
  sheet: z.string().optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  /** `none` where a quotation mark is an ordinary character, as in SAP lists. */
  quote: z.enum(['"', "none"]).optional(),
  /** 1-based physical row of the header; found by its column names when absent. */
  headerRow: z.number().int().min(1).optional(),
  /** Rows the header spans; the parts of a name are joined with a space. */
  headerRows: z.number().int().min(1).max(3).optional(),
  decimal: z.enum([".", ","]).optional(),
  /** Source column → its decimal sign, where the columns of one file differ. */
  decimals: z.record(z.string(), z.enum([".", ","])).optional(),
  group: z.enum([",", ".", " ", "'", "none"]).optional(),
  dateFormat: DateFormat.optional(),
  /** Field → how its dates are written, where one file writes dates in two ways. */
  dateFormats: z.record(z.string(), DateFormat).optional(),
  /** Year for dates written without one (DDMM). */
  year: z.number().int().min(1900).max(2199).optional(),
  /** Calendar month in which fiscal period 1 begins. */
  fiscalYearStartMonth: z.number().int().min(1).max(12).optional(),
  /** Field → source column; for datasets of finance fields, see MAPPED_FIELDS. For `charge`, FOCUS
   * column id → source column, filling what the file names otherwise. */
  columns: z.record(z.string(), z.union([AmountSource, ColumnRef])).default({}),
  /** Field → text for rows that state none, for example the entity of a file without one. */
  constants: z.record(z.string(), z.string()).default({}),
  currency: CurrencyCode.optional(),
  sign: z.enum(["debit-positive", "credit-positive"]).default("debit-positive"),
  /** A second account to which every row posts with the opposite sign (one row, two postings). */
  contraAccount: ColumnRef.optional(),
  /** For drivers: a record is one quantity for each of these columns that is filled. */
  drivers: z.array(DriverColumn).min(1).optional(),
  skip: z.array(SkipRule).default([]),
  replace: z.array(CellReplacement).optional(),
  /** Fields (or columns) written once per group; a row that fills only these is a heading. */
  fillDown: z.array(z.string()).default([]),
});
export type Mapping = z.infer<typeof Mapping>;
