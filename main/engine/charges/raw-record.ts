import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { isErrorCode } from "../workspace/workspace-folder.ts";

/** A record longer than this is no line of a bill. */
const RECORD_LENGTH_MAX = 1_000_000;
const NO_TEXT = [Buffer.from("PK\u0003\u0004", "latin1"), Buffer.from("PAR1", "latin1")];

/**
 * The text of one record of a kept source file, counted from 1; a line break inside quotes does
 * not end it. Null where the file is not kept, is no text, or ends before.
 */
export async function readRawRecord(path: string, row: number): Promise<string | null> {
  const start = await openingBytes(path);
  if (start === null || NO_TEXT.some((magic) => start.subarray(0, 4).equals(magic))) {
    return null;
  }
  const isPacked = start[0] === 0x1f && start[1] === 0x8b;
  const file = createReadStream(path);
  const bytes = isPacked ? file.pipe(createGunzip()) : file;
  try {
    return await findRecord(bytes, row);
  } finally {
    bytes.destroy();
    file.destroy();
  }
}

async function openingBytes(path: string): Promise<Buffer | null> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) {
      return null;
    }
    throw error;
  }
}

async function findRecord(bytes: AsyncIterable<Buffer>, row: number): Promise<string | null> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let finder: RecordFinder | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    const text = decoder.decode(chunk, { stream: true });
    const layout = finder === undefined ? layoutOf(text) : "table";
    if (layout === "other") {
      return null;
    }
    finder ??= new RecordFinder(row, layout === "table");
    if (finder.add(text)) {
      return finder.text;
    }
  }
  return finder?.isAtEnd() === true ? finder.text : null;
}

/** JSON Lines have a record per line; of other JSON and of web pages no line is a record. */
function layoutOf(start: string): "table" | "lines" | "other" {
  if (/^\s*[[{]\s*["{[}\]]/.test(start)) {
    return /^\s*\{[^\n]*\}\s*(?:\n\s*\{|$)/.test(start) ? "lines" : "other";
  }
  return /^\s*<(?:!doctype|html|table)/i.test(start) ? "other" : "table";
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) {
    return "utf-16le";
  }
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";
}

class RecordFinder {
  text = "";
  private record = 1;
  private isQuoted = false;
  private readonly wanted: number;
  /** Whether a line break within quotation marks belongs to the record. */
  private readonly hasQuotes: boolean;

  constructor(wanted: number, hasQuotes: boolean) {
    this.wanted = wanted;
    this.hasQuotes = hasQuotes;
  }

  /** Takes more text; true once the wanted record is complete. */
  add(text: string): boolean {
    let from = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === 0x22) {
        this.isQuoted = this.hasQuotes && !this.isQuoted;
      } else if (code === 0x0a && !this.isQuoted) {
        if (this.record === this.wanted) {
          this.keep(text.slice(from, index));
          this.text = this.text.replace(/\r$/, "");
          return true;
        }
        this.record += 1;
        from = index + 1;
      }
    }
    if (this.record === this.wanted) {
      this.keep(text.slice(from));
    }
    return false;
  }

  /** Whether the file ended inside the wanted record, which then has no line break. */
  isAtEnd(): boolean {
    return this.record === this.wanted && this.text !== "";
  }

  private keep(text: string): void {
    this.text = (this.text + text).slice(0, RECORD_LENGTH_MAX);
  }
}
