import { readFile, writeFile } from "node:fs/promises";
import ICAL from "ical.js";
import { fail } from "../../../../shared/errors.ts";
import { LineCount } from "./line-count.ts";
import { isEnding } from "./repeating-entry.ts";

/** The columns of a calendar's entries. */
export const CALENDAR_COLUMNS = [
  "Calendar entry",
  "Event type",
  "Title",
  "First day",
  "Last day",
  "Recorded on",
  "Status",
  "Location",
  "Description",
] as const;
type Row = Readonly<Record<(typeof CALENDAR_COLUMNS)[number], string>>;

const BYTES_MAX = 128 * 1024 ** 2;
const ENTRIES_MAX = 200_000;
const TIMES_MAX = 2000;
const REASON_CHARACTERS = 200;
/** Parts of a calendar that are no entries of their own. */
const BESIDE: ReadonlySet<string> = new Set(["vtimezone", "valarm"]);

/** Whether a text begins as an iCalendar file does. */
export function looksLikeCalendar(start: string): boolean {
  return /^\s*BEGIN:VCALENDAR\b/i.test(start);
}

/**
 * Rewrites the events of an iCalendar text as CSV, one line per occurrence. Days are those written
 * in the file, whatever the time zone. What says no day to stand on (a task, an event that repeats
 * without end) keeps its line, with the reason where the day would be.
 * Errors: file-unreadable, file-truncated, file-empty
 */
export async function writeCalendarAsCsv(
  path: string,
  name: string,
  target: string,
): Promise<LineCount> {
  const text = await readFile(path, "utf8");
  if (text.length > BYTES_MAX) {
    fail("file-unreadable", `The calendar "${name}" is larger than 128 MB.`, SMALLER);
  }
  const rows = calendarsOf(text, name).flatMap((calendar) => entriesOf(calendar, name));
  if (rows.length === 0) {
    fail("file-empty", `"${name}" is a calendar without an entry.`, "Export it again.");
  }
  const lines = [CALENDAR_COLUMNS, ...rows.map((row) => CALENDAR_COLUMNS.map((key) => row[key]))];
  const bytes = Buffer.from(lines.map((cells) => `${cells.map(quoted).join(",")}\n`).join(""));
  await writeFile(target, bytes, { flag: "wx", mode: 0o600 });
  const count = new LineCount();
  count.add(bytes);
  return count;
}

const SMALLER = "Export a shorter span of time.";

function calendarsOf(text: string, name: string): ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text.trim());
    const each: unknown[][] = typeof parsed[0] === "string" ? [parsed] : parsed;
    return each.map((one) => new ICAL.Component(one));
  } catch (error) {
    const reason = reasonOf(error);
    const isCut = /component began but did not end/.test(reason);
    return fail(
      isCut ? "file-truncated" : "file-unreadable",
      isCut
        ? `"${name}" ends before its calendar does: END:VCALENDAR is missing.`
        : `"${name}" is not an iCalendar file that can be read: ${reason}.`,
      "Fetch the file again, or export the entries as CSV.",
    );
  }
}

function entriesOf(calendar: ICAL.Component, name: string): Row[] {
  const title = textOf(calendar, "x-wr-calname") || textOf(calendar, "name");
  const parts = calendar.getAllSubcomponents().filter((part) => !BESIDE.has(part.name));
  const changed = new Map<string, ICAL.Component[]>();
  for (const part of parts.filter(isChange)) {
    const id = textOf(part, "uid");
    changed.set(id, [...(changed.get(id) ?? []), part]);
  }
  const whole = new Set(parts.filter((part) => !isChange(part)).map((part) => textOf(part, "uid")));
  const rows: Row[] = [];
  for (const part of parts) {
    const id = textOf(part, "uid");
    if (!(isChange(part) && whole.has(id))) {
      rows.push(...within(name, id, () => rowsOf(part, changed.get(id) ?? [], title)));
    }
    if (rows.length > ENTRIES_MAX) {
      fail("file-unreadable", `"${name}" holds more than 200,000 entries.`, SMALLER);
    }
  }
  return rows;
}

/** An entry that says what one occurrence of another became. */
function isChange(part: ICAL.Component): boolean {
  return part.hasProperty("recurrence-id");
}

function within<T>(name: string, id: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return fail(
      "file-unreadable",
      `The entry "${id}" of the calendar "${name}" cannot be read: ${reasonOf(error)}.`,
      "Mend the entry in the calendar and export it again.",
    );
  }
}

/** Quotes the line at fault, which may be long. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, REASON_CHARACTERS) : "";
}

function rowsOf(part: ICAL.Component, changes: ICAL.Component[], calendar: string): Row[] {
  const said = (of: ICAL.Component, first: string, last: string): Row => ({
    "Calendar entry": textOf(of, "uid"),
    "Event type": categoriesOf(of) || categoriesOf(part) || calendar || "event",
    Title: textOf(of, "summary") || textOf(part, "summary"),
    "First day": first,
    "Last day": last,
    "Recorded on": dayOf(of.getFirstPropertyValue("created")),
    Status: textOf(of, "status").toUpperCase(),
    Location: textOf(of, "location"),
    Description: textOf(of, "description"),
  });
  if (part.name !== "vevent") {
    return [said(part, `a ${KINDS[part.name] ?? part.name}, no event`, "")];
  }
  const event = new ICAL.Event(part, { exceptions: isChange(part) ? [] : changes });
  if (!event.isRecurring()) {
    return [said(part, dayOf(event.startDate), lastDay(event.startDate, event.endDate))];
  }
  const from = `from ${dayOf(event.startDate)} on`;
  const rules = part.getAllProperties("rrule").map((rule) => rule.getFirstValue());
  const isSpread = rules.every(isEnding);
  const found = isSpread ? occurrencesOf(event) : null;
  const why = isSpread ? ", more than 2,000 times" : `: ${rules.join(", ")}`;
  const placed = new Set((found ?? []).map(({ item }) => item.component));
  const series =
    found === null
      ? [said(part, `${from}${why}`, "")]
      : found.map(({ item, startDate, endDate }) =>
          said(item.component, dayOf(startDate), lastDay(startDate, endDate)),
        );
  // What became of one occurrence has days of its own, whether or not its series could be spread.
  const alone = changes
    .filter((change) => !placed.has(change))
    .flatMap((change) => rowsOf(change, [], calendar));
  const rows = [...series, ...alone];
  return rows.length > 0 ? rows : [said(part, `${from}, never`, "")];
}

type Occurrence = ReturnType<ICAL.Event["getOccurrenceDetails"]>;

/** Every occurrence of an event; null where they are too many. */
function occurrencesOf(event: ICAL.Event): Occurrence[] | null {
  const found: Occurrence[] = [];
  const times = event.iterator();
  for (let time = times.next(); time; time = times.next()) {
    found.push(event.getOccurrenceDetails(time));
    if (found.length > TIMES_MAX) {
      return null;
    }
  }
  return found;
}

const KINDS: Readonly<Record<string, string>> = {
  vtodo: "task",
  vjournal: "journal entry",
  vfreebusy: "list of free time",
};

/** A last day that is the first one goes unsaid; midnight ends the day before. */
function lastDay(start: ICAL.Time | null, end: ICAL.Time | null): string {
  if (start === null || end === null || end.compare(start) === 0) {
    return "";
  }
  const last = end.clone();
  const isMidnight = last.isDate || (last.hour === 0 && last.minute === 0 && last.second === 0);
  if (isMidnight && end.compare(start) > 0) {
    last.adjust(-1, 0, 0, 0);
  }
  return dayOf(last) === dayOf(start) ? "" : dayOf(last);
}

function dayOf(value: unknown): string {
  return value instanceof ICAL.Time ? value.toString().slice(0, 10) : "";
}

function textOf(part: ICAL.Component, name: string): string {
  const value = part.getFirstPropertyValue(name);
  return value === null ? "" : String(value);
}

function categoriesOf(part: ICAL.Component): string {
  return part
    .getAllProperties("categories")
    .flatMap((property) => property.getValues())
    .map(String)
    .join(", ");
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
