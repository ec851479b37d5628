import type { QualityFailure, QualityResult } from "../../../../shared/contract/quality.ts";
import type { Dataset } from "../../../../shared/domain/mapping.ts";
import { formatCount } from "../../../../shared/format.ts";

/** What a failure says of itself, before its sentence. */
export type FailureFacts = Pick<QualityFailure, "subject" | "period" | "rows" | "tested">;

/**
 * A leaf: one question to the imported data, listed in index.ts.
 *
 * `sql` gives a row for everything that fails: subject, period, source_file_id, place (the row of
 * its table or, of bills, its index), currency, amount, evidence (the business values that make it
 * what it is), note (what an example says) and tested, which is null. A row with a number as
 * `tested` counts what was held against the test, per subject where it is given.
 * It may read the relation `bill`: the charges of the files in question, of `$period` or of all.
 */
export interface QualityTest {
  readonly id: string;
  readonly title: string;
  /** What it looks for, as one sentence. */
  readonly looksFor: string;
  /** It applies where a file of one of these is active. */
  readonly datasets: readonly Dataset[];
  readonly severity: QualityResult["severity"];
  readonly sql: string;
  /** Whether it reads `bill`; a `place` is then the index of a charge in its file's table. */
  readonly readsBills: boolean;
  /** The values its SQL binds besides the period. */
  readonly thresholds: Readonly<Record<string, string | boolean>>;
  /** What is wrong, as a sentence without a point. */
  found(failure: FailureFacts): string;
  readonly expected: string;
  readonly remedy: string;
  /** Why it says nothing where nothing was held against it. */
  readonly untested: string;
}

/** A test's leaf; the function lets the compiler name what it lacks. */
export function defineTest(test: QualityTest): QualityTest {
  return test;
}

/** "1 charge", "3 charges". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
