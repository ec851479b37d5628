import { TieoutError } from "../../../../shared/errors.ts";
import type { PackageUse } from "../../xlsx/zip-package.ts";

/** The most bytes of a workbook's shared texts, which are held in memory while it is read. */
export const SHARED_STRING_BYTES_MAX = 256 * 1024 ** 2;

const DAMAGED = "Copy or download it again; if that does not help, save it again in Excel.";

/** A workbook from anywhere, opened to be imported. */
export const IMPORTED: PackageUse = {
  bytesMax: 2 * 1024 ** 3,
  refused: (name, what) =>
    new TieoutError({
      code: "file-unreadable",
      message: `The workbook "${name}" ${what}.`,
      remedy: what.includes("document type")
        ? "Open it in Excel, save it again and import the new file."
        : what.includes("password")
          ? "Save it without a password, then import that file."
          : "Files like this are built to exhaust a computer. Export the data again, or save it " +
            "as CSV.",
    }),
  missing: (name, part) =>
    new TieoutError({
      code: "file-unreadable",
      message: `The workbook "${name}" names a part that it does not hold (${part}).`,
      remedy: "Open it in Excel, save it again and import the new file.",
    }),
  damaged: (name, { message }) => {
    const isCut = /end of central directory|unexpected end|truncated|not a zip|EOF/i.test(message);
    return new TieoutError({
      code: isCut ? "file-truncated" : "file-unreadable",
      message: isCut
        ? `The workbook "${name}" ends before its end: a part of the file is missing.`
        : `The workbook "${name}" is damaged and cannot be read.`,
      remedy: DAMAGED,
    });
  },
};
