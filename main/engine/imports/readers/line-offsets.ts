import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { Reject, StagedFile } from "../loaded-file.ts";

const FEED = 10;
const RETURN = 13;

/** Rejects with the byte at which each record begins, where the file is a text. */
export async function withOffsets(
  staged: StagedFile,
  rejects: readonly Reject[],
): Promise<readonly Reject[]> {
  if (staged.kind !== "text" || staged.isRewritten === true || rejects.length === 0) {
    return rejects;
  }
  const offsets = await lineOffsets(staged, new Set(rejects.map(({ line }) => line)));
  return rejects.map((reject) => ({ ...reject, byteOffset: offsets.get(reject.line) ?? null }));
}

/**
 * The byte at which each of the lines begins, in the text as it was delivered, unpacked but not
 * decoded. Read only for files that have something to show there.
 */
export async function lineOffsets(
  staged: Pick<StagedFile, "originalPath" | "encoding">,
  lines: ReadonlySet<number>,
): Promise<ReadonlyMap<number, number>> {
  const scan = new LineScan(staged.encoding ?? "utf-8", lines);
  for await (const chunk of await deliveredText(staged.originalPath)) {
    if (scan.add(chunk)) {
      break;
    }
  }
  return scan.found;
}

async function deliveredText(path: string): Promise<AsyncIterable<Buffer>> {
  const file = await open(path, "r");
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close());
  const stream = createReadStream(path);
  return buffer.equals(Buffer.from([0x1f, 0x8b])) ? stream.pipe(createGunzip()) : stream;
}

/** Lines end at a line feed, a carriage return, or the two together. */
class LineScan {
  readonly found = new Map<number, number>();
  private readonly lines: ReadonlySet<number>;
  private readonly lastLine: number;
  private readonly width: 1 | 2;
  /** Where in a character its low byte is. */
  private readonly lowAt: number;
  private line = 1;
  private position = 0;
  private low = 0;
  private high = 0;
  private isAfterReturn = false;

  constructor(encoding: string, lines: ReadonlySet<number>) {
    this.lines = lines;
    this.lastLine = Math.max(0, ...lines);
    this.width = /^utf-16/.test(encoding) ? 2 : 1;
    this.lowAt = encoding === "utf-16be" ? 1 : 0;
    this.begin(0);
  }

  /** Says whether every line was found. */
  add(chunk: Buffer): boolean {
    for (const byte of chunk) {
      const at = this.position % this.width;
      if (this.width === 1 || at === this.lowAt) {
        this.low = byte;
      } else {
        this.high = byte;
      }
      this.position += 1;
      if (at === this.width - 1) {
        this.character(this.high === 0 ? this.low : -1);
      }
    }
    return this.line > this.lastLine;
  }

  private character(code: number): void {
    if (code === FEED) {
      this.isAfterReturn = false;
      this.next(this.position);
      return;
    }
    if (this.isAfterReturn) {
      this.next(this.position - this.width);
    }
    this.isAfterReturn = code === RETURN;
  }

  private next(position: number): void {
    this.line += 1;
    this.begin(position);
  }

  private begin(position: number): void {
    if (this.lines.has(this.line)) {
      this.found.set(this.line, position);
    }
  }
}
