import { headerDialect } from "./header-dialect.ts";

/** The entries of a calendar, as calendar programs and ticket systems export them. */
export const icalendar = headerDialect({
  name: "icalendar",
  title: "calendar (iCalendar, .ics)",
  dataset: "event",
  confidence: "exact",
  reference: "RFC 5545, Internet Calendaring and Scheduling; VEVENT",
  says:
    "One row per occurrence, on the days written in the file; the type is the entry's category, " +
    "else the calendar's name; cancelled entries are left out.",
  signature: ["calendar entry", "event type", "first day", "recorded on", "status"],
  fixed: { dateFormat: "YYYY-MM-DD" },
  skip: [{ column: "status", matches: "^CANCELLED$", reason: "cancelled" }],
  columns: {
    event_type: "event type",
    title: "title",
    starts_on: "first day",
    ends_on: "last day",
    recorded_on: "recorded on",
    reference: "calendar entry",
  },
});
