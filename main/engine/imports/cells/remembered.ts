const REMEMBERED_MAX = 5_000;

/** A reading of texts of which few stand many times in a file; each of those is read once. */
export class Remembered<T extends object | string> {
  private readonly read: (text: string) => T;
  private readonly known = new Map<string, T>();
  /** Neighbouring records often hold the same, and to compare is quicker than to look up. */
  private lastText = "";
  private last: T | undefined;

  constructor(read: (text: string) => T) {
    this.read = read;
  }

  of(text: string): T {
    if (this.last !== undefined && this.lastText === text) {
      return this.last;
    }
    this.last = this.known.get(text) ?? this.readNew(text);
    this.lastText = text;
    return this.last;
  }

  private readNew(text: string): T {
    if (this.known.size >= REMEMBERED_MAX) {
      return this.read(text);
    }
    const own = ownCopy(text);
    const value = this.read(own);
    this.known.set(own, value);
    return value;
  }
}

/** A cell is a view into the megabyte it was cut from, which would live as long as the cell. */
function ownCopy(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
