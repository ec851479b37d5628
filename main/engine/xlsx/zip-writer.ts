import type { FileHandle } from "node:fs/promises";
import { crc32, createDeflateRaw } from "node:zlib";
import { writeBytes } from "../write-bytes.ts";

/** 1 January 1980, the first day a zip can name: equal content gives equal bytes. */
const FIXED_DATE = 0x0021;
const LOCAL_HEADER_BYTES = 30;
const SIZE_MAX = 0xffff_ffff;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

export type PartContent = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Writes a zip whose bytes depend on nothing but names, order and content. */
export class ZipWriter {
  private readonly file: FileHandle;
  private readonly entries: Entry[] = [];
  private position = 0;

  constructor(file: FileHandle) {
    this.file = file;
  }

  /** Adds one part; sizes are written into its header once they are known. */
  async add(name: string, content: PartContent): Promise<void> {
    const offset = this.position;
    const nameBytes = Buffer.from(name, "utf8");
    this.position += LOCAL_HEADER_BYTES + nameBytes.length;
    const counted = { crc: 0, unpacked: 0 };
    const deflate = createDeflateRaw({ level: 6 });
    const feeding = feed(deflate, content, counted);
    // Where writing fails first, its own failure is only an echo.
    feeding.catch(() => undefined);
    let packed = 0;
    for await (const chunk of deflate) {
      const bytes: Buffer = chunk;
      await writeBytes(this.file, bytes, this.position);
      this.position += bytes.length;
      packed += bytes.length;
    }
    await feeding;
    const entry = { name: nameBytes, offset, packed, ...counted };
    if (this.position > SIZE_MAX || entry.unpacked > SIZE_MAX) {
      throw new RangeError("a workbook holds at most 4 GB");
    }
    const header = localHeader(entry);
    await writeBytes(this.file, header, offset);
    this.entries.push(entry);
  }

  /** Writes the directory; the file is complete afterwards. */
  async end(): Promise<void> {
    const start = this.position;
    const directory = Buffer.concat(this.entries.map(directoryHeader));
    const tail = Buffer.alloc(22);
    tail.writeUInt32LE(0x06054b50, 0);
    tail.writeUInt16LE(this.entries.length, 8);
    tail.writeUInt16LE(this.entries.length, 10);
    tail.writeUInt32LE(directory.length, 12);
    tail.writeUInt32LE(start, 16);
    const bytes = Buffer.concat([directory, tail]);
    await writeBytes(this.file, bytes, start);
    this.position += bytes.length;
  }
}

async function feed(
  deflate: ReturnType<typeof createDeflateRaw>,
  content: PartContent,
  counted: { crc: number; unpacked: number },
): Promise<void> {
  try {
    for await (const chunk of content) {
      counted.crc = crc32(chunk, counted.crc);
      counted.unpacked += chunk.length;
      if (!deflate.write(chunk)) {
        await new Promise((resolve) => deflate.once("drain", resolve));
      }
    }
    deflate.end();
  } catch (error) {
    deflate.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

function sharedFields(entry: Entry): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(0, 6);
  fields.writeUInt16LE(FIXED_DATE, 8);
  fields.writeUInt32LE(entry.crc, 10);
  fields.writeUInt32LE(entry.packed, 14);
  fields.writeUInt32LE(entry.unpacked, 18);
  fields.writeUInt16LE(entry.name.length, 22);
  return fields;
}

function localHeader(entry: Entry): Buffer {
  const signature = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  return Buffer.concat([signature, sharedFields(entry), entry.name]);
}

function directoryHeader(entry: Entry): Buffer {
  const signature = Buffer.from([0x50, 0x4b, 0x01, 0x02, 20, 0]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(entry.offset, 10);
  return Buffer.concat([signature, sharedFields(entry), rest, entry.name]);
}
