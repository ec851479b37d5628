import { fail } from "../../../shared/errors.ts";
import { financeFormats } from "./formats/index.ts";

/** Names by which a person may say what a file is. */
export const FORMAT_NAMES: readonly string[] = [
  ...new Set(["focus", "charge", ...financeFormats.flatMap(({ id, dataset }) => [id, dataset])]),
];
const CHARGE_FORMAT = /^focus-\d+\.\d+$/;

/** Whether a person may name a file's format so; a version of FOCUS is one as well. */
export function isFormatName(format: string): boolean {
  return FORMAT_NAMES.includes(format) || CHARGE_FORMAT.test(format);
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
