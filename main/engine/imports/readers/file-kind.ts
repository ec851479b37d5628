import { fail } from "../../../../shared/errors.ts";

/** What the first bytes of a file say it is; containers are opened before they are believed. */
export type FileKind = "text" | "parquet" | "zip" | "gzip" | "compound";

const bytes = (...each: number[]): Buffer => Buffer.from(each);
const ascii = (text: string): Buffer => Buffer.from(text, "latin1");

const READ: readonly (readonly [FileKind, Buffer])[] = [
  ["parquet", ascii("PAR1")],
  ["zip", ascii("PK\u0003\u0004")],
  // An archive without any file has only its end.
  ["zip", ascii("PK\u0005\u0006")],
  ["gzip", bytes(0x1f, 0x8b)],
  // Excel's own container until 2003, which also holds workbooks locked with a password.
  ["compound", bytes(0xd0, 0xcf, 0x11, 0xe0)],
];

/** Files that hold no table, by how they begin. */
const REFUSED: readonly (readonly [string, Buffer])[] = [
  ["a PDF document", ascii("%PDF")],
  ["a picture (PNG)", bytes(0x89, 0x50, 0x4e, 0x47)],
  ["a picture (JPEG)", bytes(0xff, 0xd8, 0xff)],
  ["a picture (GIF)", ascii("GIF8")],
  ["a picture (TIFF)", ascii("II*\u0000")],
  ["a picture (TIFF)", ascii("MM\u0000*")],
  ["a picture (WebP) or a recording", ascii("RIFF")],
  ["a program", ascii("MZ\u0090\u0000")],
  ["a program", bytes(0x7f, 0x45, 0x4c, 0x46)],
  ["a program", bytes(0xcf, 0xfa, 0xed, 0xfe)],
  ["a program", bytes(0xca, 0xfe, 0xba, 0xbe)],
  ["a 7-Zip archive", bytes(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)],
  ["a RAR archive", ascii("Rar!\u001a\u0007")],
  ["an archive packed with bzip2", ascii("BZh")],
  ["an archive packed with xz", bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)],
  ["an archive packed with Zstandard", bytes(0x28, 0xb5, 0x2f, 0xfd)],
  ["an Avro file", ascii("Obj\u0001")],
  ["an ORC file", ascii("ORC")],
  ["an Arrow file", ascii("ARROW1")],
  ["an SQLite database", ascii("SQLite format 3\u0000")],
  ["a document in rich text", ascii("{\\rtf")],
  ["a PostScript document", ascii("%!PS")],
];

const TAR_MARK = ascii("ustar");
const TAR_MARK_AT = 257;
const TABLE = "Export the data as CSV, XLSX or Parquet, then import that file.";
const UNPACK = "Unpack it and import the files inside.";

/**
 * Says what a file is by its first bytes.
 * Errors: `format-not-recognised` for what holds no table
 */
export function fileKind(start: Buffer, name: string): FileKind {
  const begins = (magic: Buffer): boolean => start.subarray(0, magic.length).equals(magic);
  const known = READ.find(([, magic]) => begins(magic));
  if (known !== undefined) {
    return known[0];
  }
  const refused = REFUSED.find(([, magic]) => begins(magic));
  if (refused !== undefined && !isWord(start)) {
    const [what] = refused;
    fail("format-not-recognised", `"${name}" is ${what}.`, /archive/.test(what) ? UNPACK : TABLE);
  }
  if (start.subarray(TAR_MARK_AT, TAR_MARK_AT + TAR_MARK.length).equals(TAR_MARK)) {
    fail("format-not-recognised", `"${name}" is a tar archive.`, UNPACK);
  }
  return "text";
}

/** A column may be called `ORC_ID` or `BZh`: its line goes on as text. */
function isWord(start: Buffer): boolean {
  const [line = ""] = start
    .subarray(0, 256)
    .toString("latin1")
    .split(/[\r\n]/);
  return /^(?:RIFF|ORC|BZh|GIF8)[\w :.-]*[,;\t|]/.test(line);
}

export type MarkupKind = "html" | "audit-file" | null;

const PROLOGUE = /^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*/is;
const HTML = /^(?:<!doctype\s+html|<(?:html|table|head|meta|body)\b)/i;

/**
 * What a text in angle brackets is; null for any other text.
 * Errors: `format-not-recognised` for XML that is no audit file
 */
export function markupKind(start: string, name: string): MarkupKind {
  const opening = start.trimStart();
  if (!/^<[?!a-z]/i.test(opening)) {
    return null;
  }
  if (HTML.test(opening.replace(PROLOGUE, ""))) {
    return "html";
  }
  const root = /^(?:\s|<\?.*?\?>|<!--.*?-->|<![^>]*>)*<(?:[\w-]+:)?([\w-]+)/s.exec(opening)?.[1];
  if (root === "AuditFile") {
    return "audit-file";
  }
  if (root === undefined || !/^<(?:\?xml|[\w:-]+(?:\s[^<]*)?>)/i.test(opening)) {
    return null;
  }
  const isOldSheet = /urn:schemas-microsoft-com:office:spreadsheet/.test(opening);
  return fail(
    "format-not-recognised",
    isOldSheet
      ? `"${name}" is an XML spreadsheet of 2003.`
      : `"${name}" is an XML document (<${root}>), and no audit file (SAF-T).`,
    isOldSheet ? "Open it in Excel, save it as .xlsx and import that file." : TABLE,
  );
}
