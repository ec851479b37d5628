import type { DateFormat } from "../../../../shared/domain/mapping.ts";
import { readDate } from "./read-date.ts";

/** What the dates of a column say about how they are written. */
export type DateDecision =
  | { readonly kind: "decided"; readonly format: DateFormat }
  | { readonly kind: "empty" }
  | {
      readonly kind: "ambiguous";
      readonly formats: readonly DateFormat[];
      readonly examples: readonly string[];
    }
  /** No known way of writing dates reads most of the column. */
  | { readonly kind: "unknown"; readonly example: string };

const DETECTED: readonly DateFormat[] = [
  "YYYY-MM-DD",
  "YYYYMMDD",
  "YYYY/MM/DD",
  "DD.MM.YYYY",
  "DD.MM.YY",
  "DD/MM/YYYY",
  "MM/DD/YYYY",
  "DD/MM/YY",
  "MM/DD/YY",
  "DD-MM-YYYY",
  "MM-DD-YYYY",
  "DD-MMM-YYYY",
  "DD-MMM-YY",
];
const REMEMBERED_MAX = 100_000;

/** Gathers, date by date, which formats can read a column. A date is counted once per spelling. */
export class DateEvidence {
  private readonly seen = new Set<string>();
  private readonly reads = new Map<DateFormat, number>();
  private readonly examples = new Map<string, string>();
  private readableCount = 0;
  private unreadExample: string | null = null;

  add(text: string): void {
    if (text === "" || this.seen.has(text) || this.seen.size > REMEMBERED_MAX) {
      return;
    }
    this.seen.add(text);
    const formats: DateFormat[] = [];
    for (const format of DETECTED) {
      const { kind } = readDate(text, format);
      if (kind === "empty") {
        return;
      }
      if (kind === "value") {
        formats.push(format);
      }
    }
    if (formats.length === 0) {
      this.unreadExample ??= text;
      return;
    }
    this.readableCount += 1;
    for (const format of formats) {
      this.reads.set(format, (this.reads.get(format) ?? 0) + 1);
    }
    const key = formats.join(" ");
    if (!this.examples.has(key)) {
      this.examples.set(key, text);
    }
  }

  decide(): DateDecision {
    if (this.readableCount === 0) {
      return this.unreadExample === null
        ? { kind: "empty" }
        : { kind: "unknown", example: this.unreadExample };
    }
    const complete = DETECTED.filter((format) => this.reads.get(format) === this.readableCount);
    const [only] = complete;
    if (only !== undefined && complete.length === 1) {
      return { kind: "decided", format: only };
    }
    const examples = [...this.examples.values()].slice(0, 2);
    const formats = complete.length > 0 ? complete : [...this.reads.keys()];
    return { kind: "ambiguous", formats, examples };
  }
}

/** Decides how a column's dates are written, or says why it cannot be decided. */
export function detectDateFormat(values: Iterable<string>): DateDecision {
  const evidence = new DateEvidence();
  for (const text of values) {
    evidence.add(text);
  }
  return evidence.decide();
}

/** The question to ask where the dates of a column cannot settle how they are written. */
export function dateQuestion(
  decision: Extract<DateDecision, { kind: "ambiguous" | "unknown" }>,
): string {
  if (decision.kind === "unknown") {
    return (
      `How is "${decision.example}" a date? ` +
      "State dateFormat (and year, for DDMM) in a mapping."
    );
  }
  const shown = decision.examples.map((example) => `"${example}"`).join(" and ");
  return `Is ${shown} written ${decision.formats.join(" or ")}? State dateFormat in a mapping.`;
}
