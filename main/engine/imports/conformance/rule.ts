import type { FocusVersion } from "./focus-columns.ts";

/**
 * What the specification says of one row, as a condition over a relation's columns. A broken rule
 * is a finding and never a reason to refuse a file: real exports break most of them.
 */
export interface ConformanceRule {
  readonly code: string;
  readonly severity: "warning" | "note";
  /** The FOCUS column the finding names. */
  readonly column: string;
  /** Columns of the relation it reads; it is not checked where the file lacks one. */
  readonly needs: readonly string[];
  /** Condition that is true for a row that breaks the rule. */
  readonly breaks: string;
  /** Amount of such a row; null where no cost depends on the rule. */
  readonly atStake: string | null;
  /** What breaks it. */
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
  /** The first version that states it; every version where absent. */
  readonly since?: FocusVersion;
}

type GivenRule = Omit<ConformanceRule, "severity" | "atStake" | "remedy"> &
  Partial<Pick<ConformanceRule, "severity" | "atStake" | "remedy">>;

const ASK = "Nothing is changed; tell the provider, and do not rely on this column until it holds.";

/** A rule no cost depends on, unless it says otherwise. */
export function rule(given: GivenRule): ConformanceRule {
  return { severity: "note", atStake: null, remedy: ASK, ...given };
}
