import {
  isCalendarMonths,
  type WorkspaceCalendar,
} from "../../../../shared/domain/fiscal-calendar.ts";
import type { Period } from "../../../../shared/domain/period.ts";
import { formatPeriod, formatPeriodShort } from "../../../../shared/format.ts";

/** The calendar of the one workspace a command has open. */
let isByMonth = true;

/** Says whose periods are spoken of from now on. */
export function speakOfPeriodsOf(calendar: WorkspaceCalendar): void {
  isByMonth = isCalendarMonths(calendar);
}

/** A period in a title: `October 2026`, or its number where periods are no calendar months. */
export function periodTitle(period: Period): string {
  return isByMonth ? formatPeriod(period) : `period ${period}`;
}

/** The same for the head of a column: `Oct 2026`, or the number alone. */
export function periodHead(period: Period): string {
  return isByMonth ? formatPeriodShort(period) : period;
}
