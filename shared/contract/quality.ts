import { z } from "zod";
import { Dataset } from "../domain/mapping.ts";
import { Period } from "../domain/period.ts";
import { call } from "./define.ts";
import { AmountText } from "./scope.ts";
import { SourceFileId } from "./workspace.ts";

const Money = z.object({ currency: z.string(), amount: AmountText });

/** A row that shows what is wrong, where it stands in its file. */
export const QualityExample = z.object({
  sourceFileId: z.string(),
  file: z.string(),
  /** Null where what is wrong is that there is no row. */
  row: z.number().int().nullable(),
  amount: AmountText.nullable(),
  currency: z.string().nullable(),
  /** What the row says of itself, and what was expected of it. */
  text: z.string(),
});
export type QualityExample = z.infer<typeof QualityExample>;

/** Rows of one month that fail a test for one reason. */
export const QualityFailure = z.object({
  /** Hash of the test and of what failed: other data give another key. */
  key: z.string(),
  /** The field, account, service or document range it is about. */
  subject: z.string(),
  period: Period.nullable(),
  found: z.string(),
  rows: z.number().int(),
  /** Rows that were tested; null where the test counts something else. */
  tested: z.number().int().nullable(),
  /** At stake, per currency; empty where no amount is known. */
  amounts: z.array(Money),
  files: z.array(z.object({ sourceFileId: z.string(), file: z.string(), rows: z.number().int() })),
  examples: z.array(QualityExample),
  /** Who knows about it and why it may stay; null where nobody accepted it. */
  accepted: z.object({ comment: z.string(), actor: z.string() }).nullable(),
});
export type QualityFailure = z.infer<typeof QualityFailure>;

export const QualityResult = z.object({
  test: z.string(),
  title: z.string(),
  /** What the test looks for, as one sentence. */
  looksFor: z.string(),
  datasets: z.array(Dataset),
  /** Whether a failure that nobody accepted keeps the month from being certified. */
  severity: z.enum(["blocking", "warning"]),
  state: z.enum(["failed", "accepted", "passed", "not-applicable"]),
  /** Why it does not apply; null where it does. */
  why: z.string().nullable(),
  /** Rows, days or documents it was held against. */
  tested: z.number().int(),
  expected: z.string(),
  remedy: z.string(),
  failures: z.array(QualityFailure),
});
export type QualityResult = z.infer<typeof QualityResult>;

/** The days one kind of data covers within a month. */
export const DataWindow = z.object({
  dataset: Dataset,
  /** Provider and account of bills, entity of a ledger, currency pair of rates. */
  name: z.string(),
  period: Period,
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  /** Days with data. */
  days: z.number().int(),
  rows: z.number().int(),
});
export type DataWindow = z.infer<typeof DataWindow>;

export const QualityReport = z.object({
  period: Period.nullable(),
  sourceFileId: z.string().nullable(),
  results: z.array(QualityResult),
  windows: z.array(DataWindow),
  /** Failures of blocking tests that nobody accepted: while there are any, nothing is certified. */
  blocking: z.number().int(),
});
export type QualityReport = z.infer<typeof QualityReport>;

/** A month over all its files, or one file over all its months. */
const Scope = { period: Period.optional(), sourceFileId: SourceFileId.optional() };
const Keys = { failures: z.array(z.string()).min(1) };

export const quality = {
  report: call(z.strictObject(Scope), QualityReport),
  /** A person knows about failures and says why they may stay. */
  accept: call(
    z.strictObject({ ...Scope, ...Keys, comment: z.string().trim().min(1) }),
    z.object({ accepted: z.number().int() }),
  ),
  unaccept: call(z.strictObject(Keys), z.object({ unaccepted: z.number().int() })),
};
