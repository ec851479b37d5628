import { daysReversed } from "./check-days.ts";
import { shortName, type WholeCheck, type WholeReject } from "./whole-file.ts";

/** Whether events end after they begin, and none stands in the list twice. */
export const checkEvents: WholeCheck = (rows) => {
  const seen = new Map<string, number>();
  const repeated = rows.flatMap((row): WholeReject[] => {
    const name = row.text("title") ?? "";
    const said = ["event_type", "title", "starts_on", "ends_on", "service", "reference"];
    const key = said.map((field) => row.text(field) ?? "").join("\u0001");
    const line = seen.get(key);
    seen.set(key, line ?? row.line);
    return line === undefined
      ? []
      : [
          {
            line: row.line,
            field: "title",
            code: "event-repeated",
            reason: `the event "${shortName(name)}" stands in line ${line} as well`,
            remedy: "Take one of the two out, or say what tells them apart, such as a reference.",
          },
        ];
  });
  return { rejects: [...daysReversed(rows, "starts_on", "ends_on"), ...repeated], findings: [] };
};
