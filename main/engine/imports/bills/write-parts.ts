import { type FileHandle, open, rm } from "node:fs/promises";
import { writeBytes } from "../../write-bytes.ts";
import { type CanonicalCharges, CanonicalWriter } from "./canonical-charges.ts";
import type { PartLoader } from "./part-loader.ts";
import type { CanonicalSource } from "./record-rewriter.ts";

/** How much of a text is written before it is handed over. */
export interface PartSizes {
  /** Enough records to show the digits of their numbers, few enough to begin soon. */
  readonly firstBytes: number;
  readonly bytes: number;
}

const BUFFER_BYTES = 1 << 20;
const SIZES: PartSizes = { firstBytes: 16_000_000, bytes: 64_000_000 };

/**
 * Writes each record as it stands and behind it what was read of it: plain decimals, UTC times,
 * the texts a bill's format makes; every record is loaded, rejected or blank. Each part of the
 * text is loaded while the next is written.
 * Rounding: digits beyond 12 half away from zero, counted per column.
 */
export async function writeParts(
  source: CanonicalSource,
  base: string,
  loader: Pick<PartLoader, "take" | "settled">,
  sizes: PartSizes = SIZES,
): Promise<CanonicalCharges> {
  const writer = new CanonicalWriter(source);
  const parts = new PartFiles(base, `${source.places.plan.header.join(source.delimiter)}\n`);
  try {
    let room = sizes.firstBytes;
    for await (const batch of source.rows) {
      room -= await parts.write(writer.textOf(batch));
      if (room <= 0) {
        await loader.take(await parts.end(), writer.decimals);
        room = sizes.bytes;
      }
    }
    await loader.take(await parts.end(), writer.decimals);
  } finally {
    await loader.settled();
    await parts.remove();
  }
  return writer;
}

/** Files of one text, each with its header. */
class PartFiles {
  private readonly base: string;
  private readonly header: string;
  private readonly paths: string[] = [];
  private file: FileHandle | null = null;
  /** One for all, because the collector runs early where many are thrown away. */
  private buffer = Buffer.allocUnsafe(BUFFER_BYTES);

  constructor(base: string, header: string) {
    this.base = base;
    this.header = header;
  }

  /** Gives the number of bytes written. */
  async write(text: string): Promise<number> {
    const file = await this.opened();
    return this.put(file, text);
  }

  /** Ends the part that is written, if only with its header; gives its path. */
  async end(): Promise<string> {
    const file = await this.opened();
    this.file = null;
    await file.close();
    return this.paths.at(-1) ?? "";
  }

  async remove(): Promise<void> {
    await this.file?.close();
    await Promise.all(this.paths.map((path) => rm(path, { force: true })));
  }

  private async opened(): Promise<FileHandle> {
    if (this.file === null) {
      const path = `${this.base}.${this.paths.length}`;
      this.paths.push(path);
      this.file = await open(path, "wx", 0o600);
      await this.put(this.file, this.header);
    }
    return this.file;
  }

  private async put(file: FileHandle, text: string): Promise<number> {
    const length = Buffer.byteLength(text);
    if (length > this.buffer.length) {
      this.buffer = Buffer.allocUnsafe(length);
    }
    // Text of ASCII alone, as nearly all is, is copied instead of being encoded.
    this.buffer.write(text, length === text.length ? "latin1" : "utf8");
    await writeBytes(file, this.buffer.subarray(0, length));
    return length;
  }
}
