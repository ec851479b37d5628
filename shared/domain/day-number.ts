import type { IsoDate } from "./period.ts";

const DAYS_PER_ERA = 146_097;
const YEARS_PER_ERA = 400;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;

/** Days since 1970-01-01, counted in the Gregorian calendar without a clock or a zone. */
export function dayNumber(date: IsoDate): number {
  const month = Number.parseInt(date.slice(5, 7), 10);
  const year = Number.parseInt(date.slice(0, 4), 10) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / YEARS_PER_ERA);
  const yearOfEra = year - era * YEARS_PER_ERA;
  const dayOfYear =
    Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number.parseInt(date.slice(8, 10), 10) - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * DAYS_PER_ERA + yearOfEra * 365 + leapDays + dayOfYear - EPOCH;
}

/** The date of a day number. */
export function dateOfDay(day: number): IsoDate {
  const shifted = day + EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / (DAYS_PER_ERA - 1))) /
      365,
  );
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays);
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** The day of the week: 0 is Monday, 6 is Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Days of a span, first and last included, that are not Saturdays or Sundays. */
export function workdays(first: number, last: number): number {
  const days = last - first + 1;
  const whole = Math.floor(days / 7) * 5;
  let rest = 0;
  for (let day = last - (days % 7) + 1; day <= last; day += 1) {
    rest += weekday(day) < 5 ? 1 : 0;
  }
  return whole + rest;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
