import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { writeCalendarAsCsv } from "../../../../../main/engine/imports/readers/calendar-as-csv.ts";

const folder = mkdtempSync(join(tmpdir(), "tieout-calendar-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

async function rewritten(...lines: string[]): Promise<string[]> {
  files += 1;
  const [path, target] = [join(folder, `${files}.ics`), join(folder, `${files}.csv`)];
  writeFileSync(path, ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR", ""].join("\r\n"));
  await writeCalendarAsCsv(path, "changes.ics", target);
  return readFileSync(target, "utf8").trimEnd().split("\n").slice(1);
}

const event = (...lines: string[]): string[] => [
  "BEGIN:VEVENT",
  "UID:1",
  "SUMMARY:Freeze",
  ...lines,
  "END:VEVENT",
];

test.each([
  ["whole days end before their end", ["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"]],
  ["midnight ends the day before", ["DTSTART:20261224T080000", "DTEND:20261227T000000"]],
  ["a duration is counted", ["DTSTART;VALUE=DATE:20261224", "DURATION:P3D"]],
])("%s", async (_, lines) => {
  expect(await rewritten(...event(...lines))).toEqual(["1,event,Freeze,2026-12-24,2026-12-26,,,,"]);
});

test("what has no day keeps its line and says why", async () => {
  const task = ["BEGIN:VTODO", "UID:2", "SUMMARY:Write it up", "END:VTODO"];
  const endless = event("DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=WEEKLY;BYDAY=MO");
  const never = event("DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=SECONDLY;BYMONTH=1;COUNT=2");
  const often = event("DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=DAILY;COUNT=5000");
  expect(await rewritten(...task, ...endless, ...never, ...often)).toEqual([
    '2,event,Write it up,"a task, no event",,,,,',
    "1,event,Freeze,from 2026-10-05 on: FREQ=WEEKLY;BYDAY=MO,,,,,",
    "1,event,Freeze,from 2026-10-05 on: FREQ=SECONDLY;COUNT=2;BYMONTH=1,,,,,",
    '1,event,Freeze,"from 2026-10-05 on, more than 2,000 times",,,,,',
  ]);
});

test("a changed occurrence is kept where its series is not spread or lacks it", async () => {
  const changed = event("RECURRENCE-ID;VALUE=DATE:20261012", "DTSTART;VALUE=DATE:20261013");
  const first = "DTSTART;VALUE=DATE:20261005";
  expect(await rewritten(...event(first, "RRULE:FREQ=WEEKLY"), ...changed)).toEqual([
    "1,event,Freeze,from 2026-10-05 on: FREQ=WEEKLY,,,,,",
    "1,event,Freeze,2026-10-13,,,,,",
  ]);
  expect(await rewritten(...event(first, "RRULE:FREQ=YEARLY;COUNT=1"), ...changed)).toEqual([
    "1,event,Freeze,2026-10-05,,,,,",
    "1,event,Freeze,2026-10-13,,,,,",
  ]);
});

test("the calendar's name is the type of what has no category", async () => {
  const lines = event("DTSTART;VALUE=DATE:20261005");
  expect(await rewritten("NAME:Releases", ...lines)).toEqual(["1,Releases,Freeze,2026-10-05,,,,,"]);
});

test.each([
  ["file-truncated", ["BEGIN:VEVENT", "UID:1"]],
  ["file-unreadable", ["BEGIN:VEVENT", "nothing of a property", "END:VEVENT"]],
  ["file-empty", ["VERSION:2.0"]],
])("a calendar that cannot be read is refused: %s", async (code, lines) => {
  await expect(rewritten(...lines)).rejects.toMatchObject({ shape: { code } });
});

test("every repetition ends or says that it does not", async () => {
  const weekdays = fc.subarray(["MO", "TU", "1WE", "-1FR", "5SA"], { minLength: 1 });
  const rule = fc.record({
    FREQ: fc.constantFrom("SECONDLY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
    end: fc.constantFrom("", ";COUNT=5", ";UNTIL=20291231"),
    INTERVAL: fc.constantFrom("", ";INTERVAL=1", ";INTERVAL=2", ";INTERVAL=400"),
    BYDAY: fc.oneof(
      fc.constant(""),
      weekdays.map((days) => `;BYDAY=${days.join(",")}`),
    ),
    BYMONTHDAY: fc.constantFrom("", ";BYMONTHDAY=30", ";BYMONTHDAY=-1"),
    BYMONTH: fc.constantFrom("", ";BYMONTH=2"),
  });
  await fc.assert(
    fc.asyncProperty(rule, async ({ FREQ, ...rest }) => {
      const written = `RRULE:FREQ=${FREQ}${Object.values(rest).join("")}`;
      const rows = await rewritten(...event("DTSTART;VALUE=DATE:20261005", written));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => /,\d{4}-\d\d-\d\d,|from 2026-10-05 on/.test(row))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
