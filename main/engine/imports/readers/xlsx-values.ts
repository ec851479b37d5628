import { readDate } from "../cells/read-date.ts";

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
/** Digits a double always keeps. */
const SAFE_DIGITS = 15;

/**
 * The shortest decimal text of a stored number, without exponent. Excel stores doubles and writes
 * 17 digits of them, so 0.1 + 0.2 stands in the file as 0.30000000000000004 and 1.1 as
 * 1.1000000000000001: the second is noise of the writing and goes, the first is the value.
 */
export function numberText(stored: string): string {
  if (!NUMBER.test(stored)) {
    return stored;
  }
  const digits = stored.replace(/[eE].*$/, "").replace(/^[-0.]+|\./g, "");
  const value: unknown = digits.length <= SAFE_DIGITS ? stored : JSON.parse(stored);
  return withoutExponent(String(value));
}

function withoutExponent(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(text);
  if (match === null) {
    return text;
  }
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const point = whole.length + Number.parseInt(exponent, 10);
  const digits = whole + fraction;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const rest = padded.slice(at).replace(/0+$/, "");
  return `${sign}${padded.slice(0, at)}${rest === "" ? "" : `.${rest}`}`;
}

/** ISO text of a day number, with the time of day where it has one; null where it is no date. */
export function dateText(stored: string, is1904: boolean): string | null {
  const text = numberText(stored);
  const [, fraction = ""] = text.split(".");
  const day = readDate(text, "excel-serial", { is1904 });
  if (day.kind !== "value") {
    return null;
  }
  const seconds = secondsOf(fraction);
  return seconds === 0 ? day.date : `${day.date} ${clockTime(seconds)}`;
}

function secondsOf(fraction: string): number {
  const scale = 10n ** BigInt(fraction.length);
  const seconds = (BigInt(fraction === "" ? "0" : fraction) * 86_400n * 2n + scale) / (2n * scale);
  return Number.parseInt(seconds.toString(), 10) % 86_400;
}

function clockTime(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

const DATE_FORMAT_IDS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** Whether a number format shows a day; elapsed hours (`[h]:mm`) are durations, not days. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) {
    return DATE_FORMAT_IDS.some(([first, last]) => id >= first && id <= last);
  }
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, "");
  if (/\[[hms]+\]/i.test(bare)) {
    return false;
  }
  const pattern = bare.replace(/\[[^\]]*\]/g, "").replace(/general/gi, "");
  return /[dy]|m(?=.*[dy])|m{3,}/i.test(pattern);
}

/** Characters that no text may hold: a database or a page would choke on them. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/u;

/** Resolves `_x0041_`, by which a workbook writes characters that XML does not allow. */
export function unescapeText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (written, hex: string) => {
        const character = String.fromCharCode(Number.parseInt(hex, 16));
        return UNPRINTABLE.test(character) ? written : character;
      })
    : text;
}

/** Zero-based column and row of a reference such as `AB12`; null where it is none. */
export function cellPlace(reference: string): { column: number; row: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (match === null) {
    return null;
  }
  let column = 0;
  for (const letter of match[1] ?? "") {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return { column: column - 1, row: Number.parseInt(match[2] ?? "", 10) };
}
