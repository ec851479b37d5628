/** Writes cells as the records of a text, quoted where they must be. */
export class RecordText {
  private readonly delimiter: string;
  private readonly quotedSign: RegExp;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
    this.quotedSign = new RegExp(`["\\r\\n${delimiter === "|" ? "\\|" : delimiter}]`);
  }

  of(cells: readonly string[]): string {
    return cells.map((text) => this.cell(text)).join(this.delimiter);
  }

  /** A cell behind others. */
  next(text: string): string {
    return text === "" ? this.delimiter : this.delimiter + this.cell(text);
  }

  private cell(text: string): string {
    return this.quotedSign.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
}
