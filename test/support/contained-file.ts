import { gzipSync } from "node:zlib";
import fc from "fast-check";
import iconv from "iconv-lite";
import { buildLegacy } from "./write-legacy.ts";
import { buildZip, workbookParts } from "./write-xlsx.ts";

/** Everything about how a table is written to a file, apart from what it says. */
export interface Writing {
  readonly layout: (typeof LAYOUTS)[number];
  readonly packing: (typeof PACKINGS)[number];
  readonly delimiter: "," | ";" | "\t" | "|";
  readonly newline: "\n" | "\r\n" | "\r";
  readonly quotesAll: boolean;
  readonly encoding: (typeof ENCODINGS)[number];
  readonly endsWithBreak: boolean;
  readonly statesDelimiter: boolean;
}

const LAYOUTS = [
  "text",
  "text",
  "text",
  "json-lines",
  "json-list",
  "json-page",
  "page",
  "xlsx",
  "xlsb",
  "xls",
  "ods",
] as const;
const PACKINGS = [
  "none",
  "none",
  "gzip",
  "gzip-of-two",
  "zip",
  "zip-with-litter",
  "gzip-in-zip",
] as const;
const ENCODINGS = [
  "utf-8",
  "utf-8 with a mark",
  "utf-16le",
  "utf-16be",
  "utf-16le with a mark",
  "utf-16be with a mark",
  "windows-1252",
] as const;

export const writing: fc.Arbitrary<Writing> = fc.record({
  layout: fc.constantFrom(...LAYOUTS),
  packing: fc.constantFrom(...PACKINGS),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  quotesAll: fc.boolean(),
  encoding: fc.constantFrom(...ENCODINGS),
  endsWithBreak: fc.boolean(),
  statesDelimiter: fc.boolean(),
});

/** The encoding that a mapping must name, because no byte tells it. */
export function namedEncoding({ layout, encoding }: Writing): string | undefined {
  return layout === "text" && encoding === "windows-1252" ? encoding : undefined;
}

/** A table as the bytes of a file, written in the way that was drawn. */
export function writeContained(table: readonly (readonly string[])[], how: Writing): Uint8Array {
  return packed(laidOut(table, how), how);
}

function laidOut(table: readonly (readonly string[])[], how: Writing): Uint8Array {
  const [header = [], ...rows] = table;
  const record = (cells: readonly string[]): string =>
    `{${header.map((name, at) => `${JSON.stringify(name)}: ${JSON.stringify(cells[at])}`).join()}}`;
  switch (how.layout) {
    case "text":
      return encoded(delimited(table, how), how.encoding);
    case "json-lines":
      return Buffer.from(rows.map(record).join(how.newline === "\r" ? "\n" : how.newline));
    case "json-list":
      return encoded(
        `[${rows.map(record).join(how.newline)}]`.replaceAll(
          `}${how.newline}{`,
          `},${how.newline}{`,
        ),
        "utf-8",
      );
    case "json-page":
      return Buffer.from(
        `{"object": "page", "data": [${rows.map(record).join(", ")}], "next": null}`,
      );
    case "page":
      return Buffer.from(`<html><table>${table.map(pageRow).join("")}</table></html>`);
    case "xlsx":
      return buildZip(workbookParts(table.map(sheetRow).join("")));
    case "xls":
    case "xlsb":
    case "ods":
      return buildLegacy(how.layout, { Lines: table });
  }
}

function delimited(table: readonly (readonly string[])[], how: Writing): string {
  const { delimiter, newline, quotesAll, statesDelimiter } = how;
  const write = (cell: string): string =>
    quotesAll || cell.includes(delimiter) || /["\r\n]/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  const lines = table.map((cells) => cells.map(write).join(delimiter));
  const stated = statesDelimiter ? `sep=${delimiter}${newline}` : "";
  return stated + lines.join(newline) + (how.endsWithBreak ? newline : "");
}

function encoded(text: string, encoding: Writing["encoding"]): Uint8Array {
  const [name = "", mark] = encoding.split(" with ");
  const marked = mark === undefined ? text : `\uFEFF${text}`;
  return iconv.encode(marked, name, { addBOM: false });
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<"]/g, (sign) => ESCAPES[sign] ?? sign);

function pageRow(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>\n`;
}

function sheetRow(cells: readonly string[], index: number): string {
  const xml = cells.map((cell) =>
    /^-?[1-9]\d{0,7}\.\d{1,3}[1-9]$/.test(cell)
      ? `<c><v>${cell}</v></c>`
      : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
  );
  return `<row r="${index + 1}">${xml.join("")}</row>`;
}

function packed(bytes: Uint8Array, { packing }: Writing): Uint8Array {
  const half = bytes.length >> 1;
  switch (packing) {
    case "none":
      return bytes;
    case "gzip":
      return gzipSync(bytes);
    case "gzip-of-two":
      return Buffer.concat([gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))]);
    case "zip":
      return buildZip([{ name: "lines", content: bytes }]);
    case "zip-with-litter":
      return buildZip([
        { name: "out/", content: "" },
        { name: "out/lines", content: bytes },
        { name: "__MACOSX/out/._lines", content: "x" },
      ]);
    case "gzip-in-zip":
      return buildZip([{ name: "lines.gz", content: gzipSync(bytes) }]);
  }
}
