import { fail } from "../../../shared/errors.ts";
import { financeFormats, nativeBills } from "./formats/index.ts";

/** Names by which a person may say what a file is. */
export const FORMAT_NAMES: readonly string[] = [
  ...new Set([
    "focus",
    "charge",
    ...nativeBills.flatMap(({ formats }) => formats),
    ...financeFormats.flatMap(({ id, dataset }) => [id, dataset]),
  ]),
];
const CHARGE_FORMAT = /^focus-\d+\.\d+$/;

/** Whether a person may name a file's format so; a version of FOCUS is one as well. */
export function isFormatName(format: string): boolean {
  return FORMAT_NAMES.includes(format) || CHARGE_FORMAT.test(format);
}

/** Whether the format so named is that of a bill. */
export function isBillFormat(format: string): boolean {
  return (
    /^(focus|charge)/.test(format) || nativeBills.some((bill) => bill.formats.includes(format))
  );
}

/** Errors: usage, listing the formats there are */
export function assertFormatName(file: string, format: string | undefined): void {
  if (format !== undefined && !isFormatName(format)) {
    fail(
      "usage",
      `"${file}" cannot be read as "${format}": there is no such format.`,
      `Name one of: ${FORMAT_NAMES.join(", ")}.`,
      { format },
    );
  }
}
