import { daysReversed } from "./check-days.ts";
import { namedRows, type WholeCheck, type WholeFinding, type WholeRow } from "./whole-file.ts";

const SAID = ["event_type", "title", "starts_on", "ends_on", "service", "reference"];

/** Whether events end after they begin, and which stand in the list more than once. */
export const checkEvents: WholeCheck = (rows) => ({
  rejects: daysReversed(rows, "starts_on", "ends_on"),
  findings: repeatedEvents(rows),
});

function repeatedEvents(rows: readonly WholeRow[]): WholeFinding[] {
  const seen = new Set<string>();
  const repeated = rows.filter((row) => {
    const key = SAID.map((field) => row.text(field) ?? "").join("\u0001");
    const isAgain = seen.has(key);
    seen.add(key);
    return isAgain;
  });
  const [first] = repeated;
  const named = repeated.map((row) => ({ name: row.text("title") ?? "", line: row.line }));
  return first === undefined
    ? []
    : [
        {
          code: "event-repeated",
          severity: "warning",
          row: first.line,
          field: "title",
          found: `events that stand in a line before as well: ${namedRows(named)}`,
          expected: "each event once",
          remedy: "Take them out, or say what tells them apart, such as a reference or the days.",
          count: repeated.length,
        },
      ];
}
