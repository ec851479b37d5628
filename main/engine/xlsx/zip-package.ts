import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { SaxesParser } from "saxes";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { TieoutError } from "../../../shared/errors.ts";

const ENTRIES_MAX = 10_000;
/** Above `RATIO_FROM_BYTES`, unpacked bytes per packed byte. */
const RATIO_MAX = 200;
const RATIO_FROM_BYTES = 100_000_000;
const GIGABYTE = 1024 ** 3;

/** What a package is opened for: how large it may be, and how its faults are told. */
export interface PackageUse {
  readonly bytesMax: number;
  /** Ends "The workbook … ". */
  refused(name: string, what: string): TieoutError;
  missing(name: string, part: string): TieoutError;
  damaged(name: string, cause: Error): TieoutError;
}

export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parts of one workbook file; every limit is checked before a part is unpacked. */
export class ZipPackage {
  readonly name: string;
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly use: PackageUse;

  private constructor(
    name: string,
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
    use: PackageUse,
  ) {
    this.name = name;
    this.zip = zip;
    this.entries = entries;
    this.use = use;
  }

  static async open(path: string, name: string, use = WRITTEN_HERE): Promise<ZipPackage> {
    try {
      const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: false });
      try {
        return new ZipPackage(name, zip, await readDirectory(zip, name, use), use);
      } catch (error) {
        zip.close();
        throw error;
      }
    } catch (error) {
      throw asDamage(error, name, use);
    }
  }

  get parts(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(part: string): boolean {
    return this.entries.has(part);
  }

  sizeOf(part: string): number {
    return this.entries.get(part)?.uncompressedSize ?? 0;
  }

  /** Of its content, as the directory states it; it is verified when the part is read. */
  checksumOf(part: string): number {
    return this.entries.get(part)?.crc32 ?? 0;
  }

  close(): void {
    this.zip.close();
  }

  /** The content of a part, a chunk at a time; its checksum is verified at its end. */
  async *bytes(part: string): AsyncIterable<Uint8Array> {
    const entry = this.entries.get(part);
    if (entry === undefined) {
      throw this.use.missing(this.name, part);
    }
    try {
      const stream: Readable = await this.zip.openReadStreamPromise(entry);
      let checksum = 0;
      for await (const chunk of stream) {
        const bytes = chunk as Buffer;
        checksum = crc32(bytes, checksum);
        yield bytes;
      }
      if (checksum !== entry.crc32) {
        throw new Error(`the checksum of ${part} is wrong`);
      }
    } catch (error) {
      throw asDamage(error, this.name, this.use);
    }
  }

  /** The text of a part, a chunk at a time. */
  async *chunks(part: string): AsyncIterable<string> {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      for await (const bytes of this.bytes(part)) {
        yield decoder.decode(bytes, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      throw asDamage(error, this.name, this.use);
    }
  }

  /** The whole text of a part. */
  async text(part: string): Promise<string> {
    let text = "";
    for await (const chunk of this.chunks(part)) {
      text += chunk;
    }
    return text;
  }

  /** Parses a part; hands control back after every chunk so that rows can stream. */
  async *parse(part: string, handlers: XmlHandlers): AsyncIterable<void> {
    const parser = new SaxesParser();
    parser.on("doctype", () => {
      const what = "holds a document type declaration, as no spreadsheet program writes";
      throw this.use.refused(this.name, what);
    });
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
      for await (const chunk of this.chunks(part)) {
        parser.write(chunk);
        yield;
      }
      parser.close();
    } catch (error) {
      throw asDamage(error, this.name, this.use);
    }
  }

  /** Parses a part to its end. */
  async read(part: string, handlers: XmlHandlers): Promise<void> {
    for await (const _ of this.parse(part, handlers)) {
      // Everything happens in the handlers.
    }
  }
}

async function readDirectory(
  zip: ZipFile,
  name: string,
  use: PackageUse,
): Promise<Map<string, Entry>> {
  if (zip.entryCount > ENTRIES_MAX) {
    throw use.refused(name, `holds ${zip.entryCount} parts; ${ENTRIES_MAX} are the most`);
  }
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    if (total > use.bytesMax) {
      throw use.refused(name, `unpacks to more than ${use.bytesMax / GIGABYTE} GB`);
    }
    if (entry.isEncrypted()) {
      throw use.refused(name, "is locked with a password");
    }
    const part = entry.fileName.replace(/^\//, "");
    if (entries.has(part)) {
      throw use.refused(name, "holds two parts of one name");
    }
    entries.set(part, entry);
  }
  if (overlaps([...entries.values()], zip.fileSize)) {
    throw use.refused(name, "holds parts that lie on top of each other");
  }
  if (total > RATIO_FROM_BYTES && total > RATIO_MAX * zip.fileSize) {
    throw use.refused(name, `unpacks to more than ${RATIO_MAX} times its size`);
  }
  return entries;
}

/** Name and fixed fields in front of a part's content. */
const LOCAL_HEADER = 30;

/** Whether two parts share bytes, by which a small file can unpack to any size. */
function overlaps(entries: readonly Entry[], fileSize: number): boolean {
  const starts = entries.map((entry) => entry.relativeOffsetOfLocalHeader);
  const order = entries.map((_, index) => index).sort((a, b) => at(starts, a) - at(starts, b));
  return order.some((index, position) => {
    const { compressedSize = 0, fileNameLength = 0 } = entries[index] ?? {};
    const end = at(starts, index) + LOCAL_HEADER + fileNameLength + compressedSize;
    const next = order[position + 1];
    return end > (next === undefined ? fileSize : at(starts, next));
  });
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

/** Workbooks of some writers prefix every element with a namespace. */
function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

type Attributes = Readonly<Record<string, string>>;

/** Attributes by local name, but the id of a relation, which is not an element's own id. */
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

function asDamage(error: unknown, name: string, use: PackageUse): TieoutError {
  if (error instanceof TieoutError) {
    return error;
  }
  return use.damaged(name, error instanceof Error ? error : new Error(String(error)));
}

const unreadable = (message: string): TieoutError =>
  new TieoutError({
    code: "workbook-unreadable",
    message,
    remedy: "Name the workbook as Tieout exported it.",
  });

/** A workbook that this program wrote, read back to be finished or verified. */
const WRITTEN_HERE: PackageUse = {
  bytesMax: 4 * GIGABYTE,
  refused: (name, what) => unreadable(`"${name}" ${what}, so Tieout did not write it.`),
  missing: (name, part) =>
    unreadable(`"${name}" lacks the part ${part}, so it is not a whole workbook.`),
  damaged: (name, { message }) => unreadable(`"${name}" cannot be read as a workbook: ${message}.`),
};
