import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { SaxesParser } from "saxes";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { fail, TieoutError } from "../../../../shared/errors.ts";

export const XLSX_LIMITS = {
  entries: 10_000,
  totalBytes: 2 * 1024 ** 3,
  /** Above `ratioFromBytes`, unpacked bytes per packed byte. */
  ratio: 200,
  ratioFromBytes: 100_000_000,
  sharedStringBytes: 256 * 1024 ** 2,
} as const;

export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parts of one workbook file; every limit is checked before a part is unpacked. */
export class XlsxPackage {
  readonly name: string;
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;

  private constructor(name: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.name = name;
    this.zip = zip;
    this.entries = entries;
  }

  static async open(path: string, name: string): Promise<XlsxPackage> {
    try {
      const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: false });
      try {
        return new XlsxPackage(name, zip, await readDirectory(zip, name));
      } catch (error) {
        zip.close();
        throw error;
      }
    } catch (error) {
      throw unreadable(error, name);
    }
  }

  has(part: string): boolean {
    return this.entries.has(part);
  }

  sizeOf(part: string): number {
    return this.entries.get(part)?.uncompressedSize ?? 0;
  }

  close(): void {
    this.zip.close();
  }

  /** The text of a part, a chunk at a time; its checksum is verified at its end. */
  async *text(part: string): AsyncIterable<string> {
    const entry = this.entries.get(part) ?? this.missing(part);
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      const stream: Readable = await this.zip.openReadStreamPromise(entry);
      let checksum = 0;
      for await (const chunk of stream) {
        const bytes = chunk as Buffer;
        checksum = crc32(bytes, checksum);
        yield decoder.decode(bytes, { stream: true });
      }
      yield decoder.decode();
      if (checksum !== entry.crc32) {
        throw new Error(`the checksum of ${part} is wrong`);
      }
    } catch (error) {
      throw unreadable(error, this.name);
    }
  }

  /** Parses a part; hands control back after every chunk so that rows can stream. */
  async *parse(part: string, handlers: XmlHandlers): AsyncIterable<void> {
    const parser = new SaxesParser();
    parser.on("doctype", () => refuseDoctype(this.name));
    parser.on("opentag", (tag) => handlers.open(localName(tag.name), localNames(tag.attributes)));
    if (handlers.text !== undefined) {
      const { text } = handlers;
      parser.on("text", text);
      parser.on("cdata", text);
    }
    if (handlers.close !== undefined) {
      const { close } = handlers;
      parser.on("closetag", (tag) => close(localName(tag.name)));
    }
    try {
      for await (const chunk of this.text(part)) {
        parser.write(chunk);
        yield;
      }
      parser.close();
    } catch (error) {
      throw unreadable(error, this.name);
    }
  }

  /** Parses a small part to its end. */
  async read(part: string, handlers: XmlHandlers): Promise<void> {
    for await (const _ of this.parse(part, handlers)) {
      // Everything happens in the handlers.
    }
  }

  private missing(part: string): never {
    return fail(
      "file-unreadable",
      `The workbook "${this.name}" names a part that it does not hold (${part}).`,
      "Open it in Excel, save it again and import the new file.",
    );
  }
}

async function readDirectory(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  const refuse = (what: string): never =>
    fail(
      "file-unreadable",
      `The workbook "${name}" ${what}.`,
      "Files like this are built to exhaust a computer. Export the data again, or save it as CSV.",
    );
  if (zip.entryCount > XLSX_LIMITS.entries) {
    refuse(`holds ${zip.entryCount} parts; ${XLSX_LIMITS.entries} are the most`);
  }
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    if (total > XLSX_LIMITS.totalBytes) {
      refuse("unpacks to more than 2 GB");
    }
    if (entry.isEncrypted()) {
      refuse("is locked with a password");
    }
    entries.set(entry.fileName.replace(/^\//, ""), entry);
  }
  if (total > XLSX_LIMITS.ratioFromBytes && total > XLSX_LIMITS.ratio * zip.fileSize) {
    refuse(`unpacks to more than ${XLSX_LIMITS.ratio} times its size`);
  }
  return entries;
}

function refuseDoctype(name: string): never {
  return fail(
    "file-unreadable",
    `The workbook "${name}" holds a document type declaration, as no spreadsheet program writes.`,
    "Open it in Excel, save it again and import the new file.",
  );
}

/** Workbooks of some writers prefix every element with a namespace. */
function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

type Attributes = Readonly<Record<string, string>>;

/** Attributes by local name; only few elements have prefixed ones. */
function localNames(attributes: Attributes): Attributes {
  let isPlain = true;
  for (const key in attributes) {
    isPlain &&= !key.includes(":");
  }
  if (isPlain) {
    return attributes;
  }
  const named: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const key in attributes) {
    const isRelation = key.endsWith(":id");
    named[isRelation ? "relation" : localName(key)] = attributes[key] ?? "";
  }
  return named;
}

function unreadable(error: unknown, name: string): TieoutError {
  if (error instanceof TieoutError) {
    return error;
  }
  const detail = error instanceof Error ? error.message : "";
  const isCut = /end of central directory|unexpected end|truncated|not a zip|EOF/i.test(detail);
  return new TieoutError({
    code: isCut ? "file-truncated" : "file-unreadable",
    message: isCut
      ? `The workbook "${name}" ends before its end: a part of the file is missing.`
      : `The workbook "${name}" is damaged and cannot be read.`,
    remedy: "Copy or download it again; if that does not help, save it again in Excel.",
  });
}
