import ICAL from "ical.js";

const FREQUENCIES: ReadonlySet<string> = new Set(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);

/** Parts by which a rule picks days, and what each may hold. */
const PICKS: Readonly<Record<string, (value: unknown, frequency: string) => boolean>> = {
  // A weekday's position counts within a month.
  BYDAY: (value, frequency) => frequency === "MONTHLY" || !/\d/.test(String(value)),
  // Every month has these days, counted from either end.
  BYMONTHDAY: (value, frequency) =>
    (frequency === "MONTHLY" || frequency === "YEARLY") &&
    /^-?(?:\d|1\d|2[0-8])$/.test(String(value)),
  BYMONTH: () => true,
};

/**
 * Whether a repetition says its own end, by days that its frequency always reaches. Others may run
 * for ever, or look for a day that never comes.
 */
export function isEnding(rule: unknown): boolean {
  if (!(rule instanceof ICAL.Recur) || !FREQUENCIES.has(rule.freq)) {
    return false;
  }
  const parts = Object.entries(rule.parts as Readonly<Record<string, unknown[]>>);
  const picksDays = parts.filter(([name]) => name === "BYDAY" || name === "BYMONTHDAY");
  return (
    (rule.count !== null || rule.until !== null) &&
    picksDays.length < 2 &&
    parts.every(([name, values]) =>
      values.every((value) => PICKS[name]?.(value, rule.freq) === true),
    )
  );
}
