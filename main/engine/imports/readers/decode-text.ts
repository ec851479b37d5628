import { isAscii, isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import chardet from "chardet";
import iconv from "iconv-lite";
import { fail } from "../../../../shared/errors.ts";
import { writeBytes } from "../../write-bytes.ts";
import { LineCount } from "./line-count.ts";

/** What the bytes of a text look like before all of it was read. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | (string & {});

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16LE_MARK = Buffer.from([0xff, 0xfe]);
const UTF16BE_MARK = Buffer.from([0xfe, 0xff]);

/** Single-byte encodings a guess may lead to; any other is refused and must be named. */
const SINGLE_BYTE = /^(windows-125\d|iso-8859-\d{1,2}|koi8-r)$/i;

export interface Opening {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  /** Length of the byte-order mark. */
  readonly skip: number;
}

/** The encoding the first bytes state or, for UTF-16 without a mark, clearly show. */
export function readOpening(start: Buffer): Opening {
  if (start.subarray(0, 3).equals(UTF8_MARK)) {
    return { encoding: "utf-8", skip: 3 };
  }
  if (start.subarray(0, 2).equals(UTF16LE_MARK)) {
    return { encoding: "utf-16le", skip: 2 };
  }
  if (start.subarray(0, 2).equals(UTF16BE_MARK)) {
    return { encoding: "utf-16be", skip: 2 };
  }
  return { encoding: unmarkedUtf16(start.subarray(0, 4096)) ?? "utf-8", skip: 0 };
}

/** Latin text in UTF-16 has a zero in nearly every second byte. */
function unmarkedUtf16(start: Buffer): "utf-16le" | "utf-16be" | null {
  const pairs = start.length >> 1;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    zeroFirst += start[pair * 2] === 0 ? 1 : 0;
    zeroSecond += start[pair * 2 + 1] === 0 ? 1 : 0;
  }
  const isMost = (count: number): boolean => pairs > 0 && count * 10 > pairs * 7;
  if (isMost(zeroSecond) && zeroFirst === 0) {
    return "utf-16le";
  }
  return isMost(zeroFirst) && zeroSecond === 0 ? "utf-16be" : null;
}

/** Follows a stream of bytes and remembers where it stops being UTF-8 text. */
export class Utf8Check {
  /** Offset of the first character that is not UTF-8. */
  invalidAt: number | null = null;
  readonly lineCount = new LineCount();
  /** Offset of the first zero byte. */
  zeroAt: number | null = null;
  /** Whether a valid sequence of several bytes came before. */
  hasWideText = false;
  private offset = 0;
  private carried: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    this.lineCount.add(chunk);
    if (this.zeroAt === null) {
      const zero = chunk.indexOf(0);
      this.zeroAt = zero === -1 ? null : this.offset + this.carried.length + zero;
    }
    if (this.invalidAt === null) {
      const bytes = this.carried.length === 0 ? chunk : Buffer.concat([this.carried, chunk]);
      const whole = bytes.subarray(0, bytes.length - unfinishedLength(bytes));
      this.check(whole);
      this.carried = Buffer.from(bytes.subarray(whole.length));
      this.offset += whole.length;
    } else {
      this.offset += chunk.length;
    }
  }

  end(): void {
    if (this.invalidAt === null && this.carried.length > 0) {
      this.invalidAt = this.offset;
    }
  }

  private check(bytes: Buffer): void {
    if (!isUtf8(bytes)) {
      const sound = soundPart(bytes.subarray(0, firstUndecodable(bytes, "utf-8")));
      this.invalidAt = this.offset + sound.length;
      this.hasWideText ||= !isAscii(sound);
    } else {
      this.hasWideText ||= !isAscii(bytes);
    }
  }
}

/** Bytes at the end that start a sequence the next chunk may finish. */
function unfinishedLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
    if (byte < 0x80) {
      return 0;
    }
  }
  return 0;
}

/** Without the begun sequence at the end: its lead byte is no proof of UTF-8. */
function soundPart(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 3 && !isUtf8(bytes.subarray(0, end))) {
    end -= 1;
  }
  return bytes.subarray(0, end);
}

/** Index of the byte at which a strict decoder gives up; the shortest failing prefix shows it. */
function firstUndecodable(bytes: Buffer, encoding: string): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle), encoding)) {
      good = middle;
    } else {
      bad = middle;
    }
  }
  return good;
}

function decodes(bytes: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * The single-byte encoding of text that is not UTF-8.
 * Errors: `encoding-not-supported` where nothing safe can be concluded, with the byte offset.
 */
export function guessSingleByte(name: string, sample: Buffer, check: Utf8Check): string {
  const at = check.invalidAt ?? 0;
  if (check.hasWideText) {
    fail(
      "encoding-not-supported",
      `"${name}" is UTF-8 text with a damaged character at byte ${at}.`,
      "Export the file again as UTF-8, or name its encoding in the mapping.",
      { byteOffset: at },
    );
  }
  const guess = chardet.detect(sample) ?? "";
  if (SINGLE_BYTE.test(guess)) {
    // What is called ISO-8859-1 in practice uses windows-1252's quotes and euro sign.
    return /^iso-8859-1$/i.test(guess) ? "windows-1252" : guess.toLowerCase();
  }
  return fail(
    "encoding-not-supported",
    `"${name}" is not UTF-8: byte ${at} cannot be read` +
      (guess === "" || /^utf-8|ascii$/i.test(guess) ? "." : `; it looks like ${guess}.`),
    "Save the file as UTF-8, or name its encoding in the mapping.",
    { byteOffset: at },
  );
}

/** Strictly decodes a file to UTF-8, a chunk at a time; gives what `Utf8Check` counts. */
export async function decodeFile(
  chunks: AsyncIterable<Buffer>,
  output: FileHandle,
  encoding: Encoding,
  name: string,
): Promise<LineCount> {
  const decoder = /^utf-(8|16[lb]e)$/.test(encoding)
    ? strictDecoder(encoding, name)
    : singleByteDecoder(encoding, name);
  let characters = 0;
  const lines = new LineCount();
  const put = async (text: string): Promise<void> => {
    const zero = text.indexOf("\u0000");
    if (zero !== -1) {
      refuseZero(name, characters + zero);
    }
    characters += text.length;
    if (text !== "") {
      const bytes = Buffer.from(text);
      lines.add(bytes);
      await writeBytes(output, bytes);
    }
  };
  for await (const chunk of chunks) {
    await put(decoder.write(chunk));
  }
  await put(decoder.end());
  return lines;
}

interface Decoder {
  write(chunk: Buffer): string;
  end(): string;
}

function strictDecoder(encoding: string, name: string): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let offset = 0;
  return {
    write(chunk) {
      try {
        const text = decoder.decode(chunk, { stream: true });
        offset += chunk.length;
        return text;
      } catch {
        return refuseByte(name, encoding, offset + firstUndecodable(chunk, encoding));
      }
    },
    end() {
      try {
        return decoder.decode();
      } catch {
        return fail(
          "file-truncated",
          `"${name}" ends in the middle of a character at byte ${offset}.`,
          "Fetch the file again; the copy at hand is incomplete.",
          { byteOffset: offset },
        );
      }
    },
  };
}

/**
 * iconv-lite decodes 0x80–0x9F of windows-1252 right, which the platform's strict decoder on
 * Node 20 does not. It marks undefined bytes with U+FFFD, which no single-byte encoding contains.
 */
function singleByteDecoder(encoding: string, name: string): Decoder {
  if (!iconv.encodingExists(encoding)) {
    fail(
      "encoding-not-supported",
      `The encoding "${encoding}" of "${name}" is not known.`,
      "Name an encoding such as utf-8, utf-16le, windows-1252 or iso-8859-15.",
    );
  }
  const decoder = iconv.getDecoder(encoding);
  let offset = 0;
  const strict = (text: string): string => {
    const at = text.indexOf("\uFFFD");
    return at === -1 ? text : refuseByte(name, encoding, offset + at);
  };
  return {
    write(chunk) {
      const text = strict(decoder.write(chunk));
      offset += chunk.length;
      return text;
    },
    end: () => strict(decoder.end() ?? ""),
  };
}

/** Errors: `encoding-not-supported` with the offset of the byte. */
export function refuseByte(name: string, encoding: string, byteOffset: number): never {
  return fail(
    "encoding-not-supported",
    `Byte ${byteOffset} of "${name}" is not valid ${encoding}.`,
    "Save the file as UTF-8, or name its encoding in the mapping.",
    { byteOffset },
  );
}

/** Errors: `file-unreadable`, because text holds no zero characters. */
export function refuseZero(name: string, offset: number): never {
  return fail(
    "file-unreadable",
    `"${name}" is not text: position ${offset} holds a zero.`,
    "Export the data as CSV, XLSX or Parquet, then import that file.",
    { offset },
  );
}
