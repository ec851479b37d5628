import { daysInPeriod, type Period, shiftPeriod } from "../../../shared/domain/period.ts";

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
