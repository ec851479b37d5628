import { fail, TieoutError } from "../../../../shared/errors.ts";
import { type PackageUse, ZipPackage } from "../../xlsx/zip-package.ts";
import { IMPORTED } from "./xlsx-package.ts";

/** What a zip archive turned out to be. */
export type ZipContent =
  | { readonly kind: "workbook" }
  | { readonly kind: "files"; readonly files: readonly string[]; readonly archive: ZipPackage };

/** An archive from anywhere, opened for the file in it. */
const ARCHIVE: PackageUse = {
  ...IMPORTED,
  refused: (name, what) =>
    new TieoutError({
      code: "file-unreadable",
      message: `The archive "${name}" ${what}.`,
      remedy: what.includes("password")
        ? "Unpack it with its password and import the file inside."
        : "Unpack it yourself and check what it holds before importing it.",
    }),
  missing: (name, part) => damage(name, `does not hold the part ${part} that it lists`),
  damaged: (name, { message }) => {
    if (/relative path|absolute path|invalid characters in fileName/i.test(message)) {
      return damage(name, "holds a file whose name leads out of it");
    }
    const isCut = /end of central directory|unexpected end|truncated|not a zip|EOF/i.test(message);
    return new TieoutError({
      code: isCut ? "file-truncated" : "file-unreadable",
      message: isCut
        ? `The archive "${name}" ends before its end: a part of the file is missing.`
        : `The archive "${name}" is damaged: what it holds does not match its directory.`,
      remedy: "Fetch the file again; the copy at hand is not what was sent.",
    });
  },
};

function damage(name: string, what: string): TieoutError {
  return new TieoutError({
    code: "file-unreadable",
    message: `The archive "${name}" ${what}.`,
    remedy: "Unpack it yourself and check what it holds before importing it.",
  });
}

/** Files that programs add to an archive without anyone asking. */
const LITTER = /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/i;
const WORKBOOK =
  /^(?:xl\/workbook\.(?:xml|bin)|\[Content_Types\]\.xml|_rels\/\.rels|content\.xml)$/;

/**
 * Opens a zip archive: a workbook is read as one, any other holds at least one file.
 * The caller closes the archive of files.
 * Errors: file-unreadable, file-truncated, file-empty
 */
export async function openZip(path: string, name: string): Promise<ZipContent> {
  const isNamedWorkbook = /\.(?:xls[xmb]?|xlt[xm]|ods)$/i.test(name);
  const archive = await ZipPackage.open(path, name, isNamedWorkbook ? IMPORTED : ARCHIVE);
  try {
    const files = archive.parts.filter((part) => !part.endsWith("/") && !LITTER.test(part));
    const isWorkbook = files.some((part) => WORKBOOK.test(part));
    if (isWorkbook || (isNamedWorkbook && files.length !== 1)) {
      archive.close();
      return { kind: "workbook" };
    }
    if (files.length === 0) {
      fail("file-empty", `The archive "${name}" holds no file.`, "Choose another file.");
    }
    return { kind: "files", files, archive };
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** An archive or a workbook may lie in an archive, an archive in that may not. */
export function refuseNested(name: string): never {
  return fail(
    "format-not-recognised",
    `"${name}" is an archive within an archive.`,
    "Unpack it and import the files inside.",
  );
}
