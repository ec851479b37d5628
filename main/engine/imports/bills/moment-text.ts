import { daysInPeriod, type Period, shiftPeriod } from "../../../../shared/domain/period.ts";

const MOMENT = /^(\d{4}-\d\d)-(\d\d)(T.*)$/;

/** The same time one day later; text that is no ISO time stays as it is. */
export function nextDay(moment: string): string {
  const [, period = "", day = "", time = ""] = MOMENT.exec(moment) ?? [];
  if (period === "") {
    return moment;
  }
  const next = Number.parseInt(day, 10) + 1;
  return next > daysInPeriod(period as Period)
    ? `${shiftPeriod(period as Period, 1)}-01${time}`
    : `${period}-${String(next).padStart(2, "0")}${time}`;
}

/** Midnight of the first day of a moment's month; no text where it is no ISO time. */
export function monthStart(moment: string): string {
  const period = MOMENT.exec(moment)?.[1];
  return period === undefined ? "" : `${period}-01T00:00:00.000Z`;
}

/** Midnight of the first day of the month after a moment's month. */
export function monthEnd(moment: string): string {
  const period = MOMENT.exec(moment)?.[1];
  return period === undefined ? "" : `${shiftPeriod(period as Period, 1)}-01T00:00:00.000Z`;
}

/** Seconds since 1970 as an ISO time; other text stays as it is. */
export function unixMoment(text: string): string {
  const match = /^(\d{9,11})(?:\.0+)?$/.exec(text.trim());
  if (match === null) {
    return text;
  }
  const seconds = Number.parseInt(match[1] ?? "", 10);
  const rest = seconds % 86_400;
  const two = (value: number): string => String(value).padStart(2, "0");
  const clock = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60].map(two);
  return `${civilDay(Math.floor(seconds / 86_400))}T${clock.join(":")}.000Z`;
}

/** The month, in UTC, of seconds since 1970, as usage reports write their days. */
export function unixMonth(text: string): string {
  const moment = unixMoment(text);
  return moment === text ? text : moment.slice(0, 7);
}

/** The day so many days after 1970-01-01, found month by month. */
function civilDay(days: number): string {
  let period = "1970-01" as Period;
  let left = days;
  while (left >= daysInPeriod(period)) {
    left -= daysInPeriod(period);
    period = shiftPeriod(period, 1);
  }
  return `${period}-${String(left + 1).padStart(2, "0")}`;
}
