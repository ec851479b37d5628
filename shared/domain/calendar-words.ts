import type { FiscalCalendar, WorkspaceCalendar } from "./fiscal-calendar.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A calendar in a sentence without its full stop. */
export function calendarWords({ calendar, timeZone }: WorkspaceCalendar): string {
  return `${kindWords(calendar)}; days in ${timeZone}`;
}

function kindWords(calendar: FiscalCalendar): string {
  if (calendar.kind === "file") {
    return calendar.calendar === ""
      ? "The imported fiscal calendar"
      : `The imported fiscal calendar "${calendar.calendar}"`;
  }
  const { yearStart, named } = calendar;
  const begins = `the year begins in ${monthName(yearStart)}`;
  const naming = yearStart === 1 ? "" : ` and is named after the year it ${named}s in`;
  if (calendar.kind === "months") {
    return yearStart === 1 ? "Calendar months" : `Calendar months, ${begins}${naming}`;
  }
  const { pattern, weekEnd, yearEnd } = calendar;
  const day = `${weekEnd.slice(0, 1).toUpperCase()}${weekEnd.slice(1)}`;
  const last = monthName(((yearStart + 10) % 12) + 1);
  const end =
    yearEnd === "last"
      ? `on the last ${day} of ${last}`
      : `on the ${day} nearest the end of ${last}`;
  const periods = pattern === "13-periods" ? "13 periods of four weeks" : `${pattern} weeks`;
  return `${periods}, the year ends ${end}${naming.replace(" and is", ", and it is")}`;
}

/** The name of a month by its number, 1 for January. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? String(month);
}
