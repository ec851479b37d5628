/** Counts the physical lines of a UTF-8 text, breaks inside quotation marks included. */
export class LineCount {
  private feeds = 0;
  private lastByte: number | undefined;

  add(chunk: Buffer): void {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) {
      this.feeds += 1;
    }
    this.lastByte = chunk.at(-1) ?? this.lastByte;
  }

  /** Lines so far; a last line without a line feed counts. */
  get lines(): number {
    return this.feeds + (this.lastByte === undefined || this.lastByte === 10 ? 0 : 1);
  }
}
