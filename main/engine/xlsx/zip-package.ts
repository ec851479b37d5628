import { SaxesParser } from "saxes";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { fail, TieoutError } from "../../../shared/errors.ts";

const ENTRIES_MAX = 10_000;
const BYTES_MAX = 4 * 1024 ** 3;

export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parts of one zip package, read one at a time. */
export class ZipPackage {
  private readonly name: string;
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;

  private constructor(name: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.name = name;
    this.zip = zip;
    this.entries = entries;
  }

  static async open(path: string, name: string): Promise<ZipPackage> {
    try {
      const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: false });
      try {
        return new ZipPackage(name, zip, await readDirectory(zip, name));
      } catch (error) {
        zip.close();
        throw error;
      }
    } catch (error) {
      throw unreadable(error, name);
    }
  }

  get parts(): readonly string[] {
    return [...this.entries.keys()];
  }

  close(): void {
    this.zip.close();
  }

  async *bytes(part: string): AsyncIterable<Uint8Array> {
    const entry = this.entries.get(part) ?? missing(this.name, part);
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        yield chunk as Buffer;
      }
    } catch (error) {
      throw unreadable(error, this.name);
    }
  }

  async text(part: string): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.bytes(part)) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  }

  /** Parses a part; a document type or text that is no XML is refused. */
  async parse(part: string, handlers: XmlHandlers): Promise<void> {
    const parser = new SaxesParser();
    const decoder = new TextDecoder("utf-8", { fatal: true });
    parser.on("doctype", () => {
      throw new Error("a document type declaration");
    });
    parser.on("opentag", (tag) => handlers.open(tag.name, stringAttributes(tag.attributes)));
    parser.on("text", (text) => handlers.text?.(text));
    parser.on("closetag", (tag) => handlers.close?.(tag.name));
    try {
      for await (const chunk of this.bytes(part)) {
        parser.write(decoder.decode(chunk, { stream: true }));
      }
      parser.write(decoder.decode()).close();
    } catch (error) {
      throw unreadable(error, this.name);
    }
  }
}

function stringAttributes(attributes: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, String(value)]),
  );
}

async function readDirectory(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    if (entries.size >= ENTRIES_MAX || total > BYTES_MAX || entry.isEncrypted()) {
      return fail(
        "workbook-unreadable",
        `"${name}" is locked or larger than any workbook Tieout writes.`,
        "Name the workbook as Tieout exported it.",
      );
    }
    entries.set(entry.fileName.replace(/^\//, ""), entry);
  }
  return entries;
}

function missing(name: string, part: string): never {
  return fail(
    "workbook-unreadable",
    `"${name}" lacks the part ${part}, so it is not a whole workbook.`,
    "Name the workbook as Tieout exported it.",
  );
}

function unreadable(error: unknown, name: string): unknown {
  if (error instanceof TieoutError) {
    return error;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new TieoutError({
    code: "workbook-unreadable",
    message: `"${name}" cannot be read as a workbook: ${reason}.`,
    remedy: "Name the workbook as Tieout exported it.",
  });
}
