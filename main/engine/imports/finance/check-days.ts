import type { WholeReject, WholeRow } from "./whole-file.ts";

/** Rows whose last day is before their first. */
export function daysReversed(
  rows: readonly WholeRow[],
  first: string,
  last: string,
): WholeReject[] {
  return rows.flatMap((row): WholeReject[] => {
    const [from, to] = [row.text(first), row.text(last)];
    return from === null || to === null || from <= to
      ? []
      : [
          {
            line: row.line,
            field: last,
            code: "days-reversed",
            reason: `it begins on ${from} and ends before that, on ${to}`,
            remedy: "Correct the two days; both are part of it.",
          },
        ];
  });
}
