import type {
  QualityExample,
  QualityFailure,
  QualityReport,
  QualityResult,
} from "../../../../shared/contract/quality.ts";
import type { Tone } from "../../../ui/badge.tsx";
import { formatCount, plural } from "../../../ui/format-amount.ts";

export const isOpen = ({ accepted }: QualityFailure): boolean => accepted === null;

/** A test's state in a word; a failure that blocks is told from one that only warns. */
export function testState({ state, severity }: Pick<QualityResult, "state" | "severity">): {
  readonly tone: Tone;
  readonly text: string;
} {
  switch (state) {
    case "failed":
      return severity === "blocking"
        ? { tone: "bad", text: "blocks" }
        : { tone: "warn", text: "warning" };
    case "accepted":
      return { tone: "accent", text: "accepted" };
    case "passed":
      return { tone: "good", text: "passed" };
    case "not-applicable":
      return { tone: "plain", text: "does not apply" };
  }
}

/** "2 failures block certifying; 19 tests passed". */
export function qualityMessage({ results, blocking }: QualityReport): string {
  const count = (state: QualityResult["state"]): number =>
    results.filter((result) => result.state === state).length;
  const warnings = results.filter(
    ({ state, severity }) => state === "failed" && severity === "warning",
  ).length;
  const parts = [
    blocking === 0
      ? "nothing stands in the way of certifying"
      : `${plural(blocking, "failure")} in the way of certifying`,
    ...(warnings === 0 ? [] : [plural(warnings, "warning")]),
    `${plural(count("passed"), "test")} passed`,
  ];
  return parts.join(", ");
}

/** What a test found, on one line. */
export function foundText({ failures, why, tested }: QualityResult): string {
  const [first] = failures;
  if (first === undefined) {
    return why ?? (tested === 0 ? "" : `${formatCount(tested)} tested`);
  }
  const more = failures.length - 1;
  return more === 0 ? first.found : `${first.found} And ${formatCount(more)} more.`;
}

export function failedRows({ failures }: QualityResult): number {
  return failures.reduce((sum, { rows }) => sum + rows, 0);
}

/** "october.csv, row 64". */
export function placeText({ file, row }: QualityExample): string {
  return row === null ? file : `${file}, row ${formatCount(row)}`;
}
