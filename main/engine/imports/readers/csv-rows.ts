import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { fail } from "../../../../shared/errors.ts";
import type { StagedFile } from "../loaded-file.ts";
import type { FileRow } from "./file-row.ts";

export interface CsvDialect {
  readonly delimiter: string;
  /** null where a quotation mark is an ordinary character. */
  readonly quote: '"' | null;
}

export const CSV_LIMITS = {
  cellCharacters: 1_000_000,
  recordCharacters: 16_000_000,
  columns: 2000,
} as const;

/** Few enough records for their cells to be forgotten before the collector first moves them. */
const CHUNK_BYTES = 1 << 17;
const CHUNK_BYTES_MIN = 1 << 12;
const AFTER_QUOTE = "text follows a closing quotation mark";

/**
 * The records of a UTF-8 text, exactly: nothing is guessed, padded, trimmed or dropped. A record
 * that cannot be taken apart is handed out as broken with its text.
 */
export async function* readCsvRows(
  file: Pick<StagedFile, "path" | "name" | "firstRecord">,
  dialect: CsvDialect,
  limits: { readonly chunkBytes: number } = { chunkBytes: CHUNK_BYTES },
): AsyncIterable<readonly FileRow[]> {
  const stream = createReadStream(file.path, {
    encoding: "utf8",
    highWaterMark: Math.min(
      limits.chunkBytes,
      Math.max((await stat(file.path)).size, CHUNK_BYTES_MIN),
    ),
  });
  const tokenizer = new CsvTokenizer(dialect, file.name, file.firstRecord);
  for await (const chunk of stream) {
    yield tokenizer.push(String(chunk), false);
  }
  yield tokenizer.push("", true);
}

/** Takes text in pieces and gives the records that are complete so far. */
export class CsvTokenizer {
  private readonly dialect: CsvDialect;
  private readonly name: string;
  private carry = "";
  private line: number;
  /** Whether records are counted instead of lines. */
  private readonly countsRecords: boolean;

  constructor(dialect: CsvDialect, name: string, firstRecord?: number) {
    this.dialect = dialect;
    this.name = name;
    this.line = firstRecord ?? 1;
    this.countsRecords = firstRecord !== undefined;
  }

  push(chunk: string, isLast: boolean): FileRow[] {
    const text = this.carry + chunk;
    const rows: FileRow[] = [];
    let at = 0;
    while (at < text.length) {
      const feed = text.indexOf("\n", at);
      const row = feed === -1 ? null : this.lineRow(text, at, feed);
      if (row !== null) {
        rows.push(row);
        this.line += 1;
        at = feed + 1;
        continue;
      }
      const end = this.recordEnd(text, at, isLast);
      if (end === null) {
        break;
      }
      rows.push(this.rowOf(text.slice(at, end.content)));
      this.line += this.countsRecords ? 1 : end.lines;
      at = end.next;
    }
    this.carry = text.slice(at);
    if (this.carry.length > CSV_LIMITS.recordCharacters) {
      this.refuseLong();
    }
    return rows;
  }

  private refuseLong(): never {
    return fail(
      "file-unreadable",
      `The record at line ${this.line} of "${this.name}" is longer than 16 MB.`,
      "Look for a quotation mark that is never closed there, or state quote: none in the mapping.",
      { line: this.line },
    );
  }

  /** The record that fills one line, as nearly all do; null where it needs a closer look. */
  private lineRow(text: string, at: number, feed: number): FileRow | null {
    const { delimiter, quote } = this.dialect;
    const content = feed > at && text[feed - 1] === "\r" ? feed - 1 : feed;
    const raw = text.slice(at, content);
    if (raw.includes("\r")) {
      return null;
    }
    const isQuoted = quote !== null && raw.includes(quote);
    const cells = isQuoted ? lineCells(raw, delimiter) : raw.split(delimiter);
    return cells === null ? null : this.rowWith(cells, raw, quote !== null);
  }

  /** Where the record that starts at `at` ends; null where the text stops before its end. */
  private recordEnd(text: string, at: number, isLast: boolean): RecordEnd | null {
    const mayEnd = isLast || text.includes("\n", at) || text.includes("\r", at);
    const mayQuote = this.dialect.quote !== null && text.includes('"', at);
    return mayEnd || mayQuote ? this.slowRecordEnd(text, at, isLast) : null;
  }

  private slowRecordEnd(text: string, at: number, isLast: boolean): RecordEnd | null {
    const { delimiter, quote } = this.dialect;
    let isQuoted = false;
    let mayOpen = true;
    let lines = 1;
    for (let index = at; index < text.length; index += 1) {
      const character = text[index];
      const isBreak = character === "\n" || (character === "\r" && text[index + 1] !== "\n");
      if (isQuoted) {
        isQuoted = character !== quote;
        mayOpen = !isQuoted;
        lines += isBreak ? 1 : 0;
      } else if (isBreak) {
        if (character === "\r" && index + 1 === text.length && !isLast) {
          return null;
        }
        const content = character === "\n" && text[index - 1] === "\r" ? index - 1 : index;
        return { content: Math.max(at, content), next: index + 1, lines };
      } else {
        isQuoted = character === quote && mayOpen;
        mayOpen = character === delimiter;
      }
    }
    if (!isLast) {
      return null;
    }
    if (isQuoted) {
      fail(
        "file-unreadable",
        `Line ${this.line} of "${this.name}" opens a quotation mark that is never closed.`,
        "Close it in the file, or state quote: none in the mapping where quotation marks are text.",
        { line: this.line },
      );
    }
    return { content: text.length, next: text.length, lines };
  }

  private rowOf(raw: string): FileRow {
    const { delimiter, quote } = this.dialect;
    const cells =
      quote === null || !raw.includes(quote) ? raw.split(delimiter) : quotedCells(raw, delimiter);
    return typeof cells === "string"
      ? { line: this.line, cells: [raw], kinds: null, raw, broken: cells, isHidden: false }
      : this.rowWith(cells, raw, false);
  }

  private rowWith(cells: readonly string[], raw: string, isVerbatim: boolean): FileRow {
    const broken = this.limitOf(cells, raw);
    return { line: this.line, cells, kinds: null, raw, broken, isHidden: false, isVerbatim };
  }

  private limitOf(cells: readonly string[], raw: string): string | null {
    if (cells.length > CSV_LIMITS.columns) {
      fail(
        "file-unreadable",
        `Line ${this.line} of "${this.name}" has ${cells.length} columns; 2,000 are the most.`,
        "State the delimiter in a mapping if it is wrong, or export fewer columns.",
        { line: this.line },
      );
    }
    const { cellCharacters } = CSV_LIMITS;
    const isLong = raw.length > cellCharacters && cells.some((c) => c.length > cellCharacters);
    return isLong ? "a cell is longer than 1 MB" : null;
  }
}

interface RecordEnd {
  /** Position after the last character of the record. */
  readonly content: number;
  /** Position of the next record. */
  readonly next: number;
  readonly lines: number;
}

/**
 * The cells of a line with quotes, each of them quoted as a whole or not at all; null where the
 * record goes on in the next line or a quotation mark stands elsewhere.
 */
function lineCells(raw: string, delimiter: string): string[] | null {
  // Cut at every delimiter first: one call for all cells, of which few are quoted.
  const cells = raw.split(delimiter);
  let quoteAt = raw.indexOf('"');
  let at = 0;
  let count = 0;
  for (let piece = 0; piece < cells.length; piece += 1) {
    const text = cells[piece] ?? "";
    let next = at + text.length + 1;
    if (quoteAt === -1 || quoteAt >= next - 1) {
      cells[count] = text;
    } else {
      const close = quoteAt === at ? closingQuote(raw, at) : -1;
      if (close === -1 || (close + 1 < raw.length && raw[close + 1] !== delimiter)) {
        return null;
      }
      cells[count] = raw.slice(at + 1, close).replaceAll('""', '"');
      for (; next < close + 2; next += (cells[piece] ?? "").length + 1) {
        piece += 1;
      }
      quoteAt = raw.indexOf('"', next);
    }
    at = next;
    count += 1;
  }
  cells.length = count;
  return cells;
}

function closingQuote(raw: string, open: number): number {
  let close = raw.indexOf('"', open + 1);
  while (close !== -1 && raw[close + 1] === '"') {
    close = raw.indexOf('"', close + 2);
  }
  return close;
}

/** The cells of one record with quotes; a reason where text follows a closing quote. */
function quotedCells(raw: string, delimiter: string): string[] | typeof AFTER_QUOTE {
  const cells: string[] = [];
  let at = 0;
  while (at <= raw.length) {
    if (raw[at] !== '"') {
      const end = raw.indexOf(delimiter, at);
      const stop = end === -1 ? raw.length : end;
      cells.push(raw.slice(at, stop));
      at = stop + 1;
      continue;
    }
    let close = raw.indexOf('"', at + 1);
    while (close !== -1 && raw[close + 1] === '"') {
      close = raw.indexOf('"', close + 2);
    }
    const after = close === -1 ? undefined : raw[close + 1];
    if (close === -1 || (after !== undefined && after !== delimiter)) {
      return AFTER_QUOTE;
    }
    cells.push(raw.slice(at + 1, close).replaceAll('""', '"'));
    at = close + 2;
  }
  return cells;
}
